"""Figure: building a bound 提案表 against zipping its ready XML (the same parts, the same zlib level)."""

import io
import random
import zipfile

from app.documents.archive import LEVEL
from app.documents.proposal_table import ProposalCase, ProposalTable, build
from app.domain.proposals.paragraphs import Paragraph
from tests.bench.turns import compare_computing

_SEED = 20261121
ROUNDS = {3: 200, 1000: 30}

# Recombined, because a thousand equal cases would be packed to nothing and make the floor too low to be real.
_CLAUSES = (
    "各機關辦理採購、補助及工程履約時",
    "承辦人員應依契約逐項查核佐證資料",
    "查有疑義者，先行書面詢問廠商並副知政風單位",
    "涉及跨機關之案件（例如 A & B 共同履約）",
    "由主辦機關統一彙整後函報本府備查",
    "俾利掌握整體辦理情形",
    "並於下次會報提出專題報告",
    "請各區公所配合辦理宣導",
    "受理民眾陳情案件應於7日內妥處",
    "年度稽核結果經彙整計有12項缺失",
    "其中以履約照片重複使用最為常見",
    "建請修正作業要點第5點規定",
    "相關經費由各機關年度預算支應",
    "為避免同仁誤觸法令",
    "應落實利益衝突迴避之書面揭露",
    "對外委託契約宜增列保密條款",
    "人事異動時應即辦理業務移交",
    "各學校得併同校務會議辦理",
    "政風處將擇期實施專案清查",
    "資訊系統權限應每半年檢視一次",
    "經查部分機關尚未訂定管制表",
    "請於文到30日內回復辦理情形",
    "未能如期完成者應敘明理由申請展延",
    "以維護機關廉能形象",
)
_SENTENCES_A_PARAGRAPH = 7
_MARKERS = ("一、", "二、", "三、", "四、", "一、", "二、")


def paper(cases: int) -> ProposalTable:
    """Return a bound paper of the size of a real one: 4 + 2 + 1 paragraphs of about 110 characters a case."""
    chance = random.Random(_SEED)
    bound = tuple(_case(number, chance) for number in range(1, cases + 1))
    return ProposalTable("示範市政府115年第1次廉政會報提案表", bound)


def _case(number: int, chance: random.Random) -> ProposalCase:
    paragraphs = tuple(Paragraph(marker, 1, "查核重點：", _text(chance)) for marker in _MARKERS)
    return ProposalCase(
        number=str(number),
        unit="政風處",
        subject=f"為強化第{number}類採購履約管理，提請審議。",
        explanation=paragraphs[:4],
        measures=paragraphs[4:],
        resolution=(Paragraph("", 0, "", "照案通過。"),),
    )


def _text(chance: random.Random) -> str:
    return "，".join(chance.sample(_CLAUSES, _SENTENCES_A_PARAGRAPH)) + "。"


def measure(n: int) -> tuple[float, float]:
    """Return (ours, floor) in seconds for `n` cases."""
    bound = paper(n)
    with zipfile.ZipFile(io.BytesIO(build(bound, "docx"))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    return compare_computing(
        lambda: build(bound, "docx"),
        lambda: _floor(parts),
        rounds=ROUNDS[n],
    )


def _floor(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return file.getvalue()
