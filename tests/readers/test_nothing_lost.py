"""Whatever stands in a document, in whatever order, every character ends somewhere; whatever the bytes, a refusal is all that happens."""

from __future__ import annotations

import contextlib
import random
from collections import Counter

import pytest

from app.readers.blocks import Blocks, Cell, Line, Table
from app.readers.proposal_cases import cases_of
from app.readers.refusal import FileRefused
from app.readers.upload import Kind, check_outside
from tests.readers.layouts import form_as_odt, table_per_case
from tests.readers.test_layouts import kept

PIECES = (
    "編號", "1", "第一案", "案由一：修正要點", "提案一", "【案由二】標題", "第二案　　提案單位：", "提案單位", "提案機關：交通局", "單位", "政風處",
    "案　由", "案由：統一格式。（提案單位：秘書處）", "案由 文字", "**案由：**文字", "**說明：一、重點：**其餘", "說明", "（二）說　明：", "一、甲事由。",
    "二、**重點：**乙事。", "辦法", "擬辦：", "決議", "決　議：照案通過。", "結論", "審查意見", "附件：", "主席：林市長　紀錄：陳員", "貳、報告事項", "臨時動議：無",
    "動議一：增列場次", "示範市政府", "示範市政府114年第1次廉政會報提案表", "115年第2次會議紀錄", "提案表", "會議名稱：114年第3次廉政會報", "第 1 頁，共 2 頁",
    "歷次決議追蹤表", "**全**", "**", "***", "：", "、", "編號：3　提案單位：人事處", "案由三、（四）", "𠮷", "項次", "追蹤等級",
)  # fmt: skip


def cell(dice: random.Random) -> Cell:
    return tuple(dice.choice(PIECES) for _ in range(dice.choice((0, 1, 1, 1, 2, 3))))


def document(dice: random.Random) -> Blocks:
    blocks = Blocks(flowing=dice.random() < 0.5)
    for _ in range(dice.randint(1, 8)):
        if dice.random() < 0.6:
            blocks.body.append(Line(dice.choice(PIECES)))
            continue
        width = dice.randint(1, 5)
        blocks.body.append(
            Table(tuple(tuple(cell(dice) for _ in range(width)) for _ in range(dice.randint(1, 6))))
        )
    blocks.edges = [("header", dice.choice(PIECES)), ("footer", dice.choice(PIECES))]
    return blocks


def put_in(blocks: Blocks) -> Counter[str]:
    texts = [line for _, line in blocks.edges]
    for block in blocks.body:
        if isinstance(block, Line):
            texts.append(block.text)
        else:
            texts += [line for row in block.rows for found in row for line in found]
    return Counter("".join(texts).replace("*", "")) - Counter(" \t\u3000" * 10_000)


@pytest.mark.parametrize("seed", range(20))
def test_no_character_is_lost_in_any_order_of_pieces(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(50):
        blocks = document(dice)
        found = kept(cases_of(blocks))
        found.pop("*", None)
        assert found == put_in(blocks), blocks


@pytest.mark.parametrize("seed", range(4))
def test_broken_bytes_are_refused_and_never_an_error(seed: int) -> None:
    dice = random.Random(seed)
    for paper in (table_per_case(), form_as_odt()):
        for _ in range(100):
            data = bytearray(paper.data)
            for _ in range(dice.randint(1, 30)):
                data[dice.randrange(len(data))] = dice.randrange(256)
            with contextlib.suppress(FileRefused):
                check_outside(paper.filename, bytes(data[: dice.randint(1, len(data))]), frozenset(Kind))
