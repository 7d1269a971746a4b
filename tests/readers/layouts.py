"""The layouts official papers come in, as fixtures in our own words."""

from __future__ import annotations

from tests.readers.papers import (
    EXPLANATION,
    MEASURES,
    RESOLUTION,
    SUBJECT,
    TITLE,
    Paper,
    Word,
    form_rows,
    odt,
    odt_table,
    text_paper,
)

SECOND = "建議各機關於年度預算編列前，先行檢視廉政風險評估結果。"


def table_per_case() -> Paper:
    word = Word()
    for number in "12":
        word.line(TITLE)
        word.table(form_rows(number))
    return word.paper(cases=2)


def one_long_table() -> Paper:
    word = Word()
    word.line(TITLE)
    word.table([*form_rows("1"), *form_rows("2"), *form_rows("3")])
    return word.paper(cases=3)


def padded_labels_with_colons() -> Paper:
    word = Word()
    word.line(TITLE)
    word.table(
        [
            ["案　號：", "１", "提案機關：", "交通局"],
            ["案　由：", SUBJECT],
            ["說　　明", "\n".join(EXPLANATION)],
            ["擬　辦", "\n".join(MEASURES)],
            ["審查意見", "建議照原提案內容提會討論。"],
            ["決　議", ""],
        ]
    )
    return word.paper()


def label_and_text_in_one_cell() -> Paper:
    word = Word()
    word.table(
        [
            [TITLE],
            ["編號：1", "提案單位：政風處"],
            [f"案由：{SUBJECT}"],
            ["說明：\n" + "\n".join(EXPLANATION)],
            ["辦法：" + MEASURES[0] + "\n" + MEASURES[1]],
            [f"決議：{RESOLUTION}"],
        ],
        width=2,
    )
    return word.paper()


def whole_case_in_one_cell() -> Paper:
    word = Word()
    word.line(TITLE)
    text = (
        f"案由一：{SUBJECT}\n提案單位：政風處\n說明：\n"
        + "\n".join(EXPLANATION)
        + "\n辦法：\n"
        + "\n".join(MEASURES)
    )
    word.table([[text + f"\n決議：{RESOLUTION}"]], width=1)
    return word.paper()


def title_in_page_header() -> Paper:
    word = Word()
    word.header(TITLE)
    word.table(form_rows("第一案"))
    return word.paper()


def explanation_over_several_rows() -> Paper:
    word = Word()
    word.line(TITLE)
    rows = form_rows()
    rows[2:3] = [["說明", EXPLANATION[0]], ["", EXPLANATION[1]]]
    word.table(rows)
    word.line("承辦單位應於會後一週內函送紀錄。")
    return word.paper()


def list_with_headings() -> Paper:
    word = Word()
    word.line(TITLE)
    word.table(
        [
            ["項次", "提案單位", "案由", "說明", "建議", "決議事項", "追蹤等級"],
            ["1", "政風處", SUBJECT, "\n".join(EXPLANATION), MEASURES[0], RESOLUTION, "甲"],
            ["", "", "", "三、另查無其他類似案件。", "", "", ""],
            ["2", "主計處", SECOND, EXPLANATION[0], MEASURES[0], "", ""],
        ],
        width=7,
    )
    return word.paper(cases=2)


def another_kind_of_table() -> Paper:
    word = Word()
    word.line(TITLE)
    word.table(form_rows())
    word.line("歷次決議追蹤表")
    word.table(
        [["編號", "開會日期", "決議案由與裁示", "主辦單位"], ["7", "113.05.02", "完成油卡清查。", "秘書處"]]
    )
    return word.paper()


def form_as_odt() -> Paper:
    rows = form_rows()
    text = "\n".join([TITLE, *("\n".join(row) for row in rows)])
    return Paper("提案表.odt", odt(f"<text:p>{TITLE}</text:p>{odt_table(rows)}"), text)


def text_with_tabs() -> Paper:
    rows = ["\t".join(row).replace("\n", "</p> <p>") for row in form_rows()]
    marked = [row.replace("說明\t", "說明\t<p>").replace("辦法\t", "辦法\t<p>") for row in rows]
    marked[2] += "</p>\t\t\n"
    marked[3] += "</p>"
    return text_paper("\n\n" + TITLE + "\n\n" + "\n".join(marked))


def text_pasted_from_a_table() -> Paper:
    return text_paper(TITLE + "\n" + "\n".join("\t".join(row) for row in form_rows()))


def minutes_by_subject() -> Paper:
    return text_paper(
        f"""示範市政府
113年第2次廉政會報紀錄
時　　間：中華民國113年9月12日下午2時
主　　席：林市長　　　　紀錄：陳科員
壹、主席致詞：（略）
貳、報告事項：
  一、上次會議決議辦理情形。
  決定：洽悉。
參、討論事項：
  案由一：{SUBJECT}（提案單位：政風處）
    說明：
      {EXPLANATION[0]}
      {EXPLANATION[1]}
    辦法：{MEASURES[0]}
    決議：{RESOLUTION}

  案由二：{SECOND}
    提案單位：主計處
    說明：前次會議已有類似討論。
    決　　議：照案通過，並請
      各機關配合。
肆、臨時動議：無
伍、散會（下午3時30分）
""",
        cases=2,
    )


def minutes_by_case_number() -> Paper:
    return text_paper(
        f"""示範市政府第15次廉政會報會議紀錄
八、討論事項：
　　第一案　　　　　　　　提案單位：政風處
　　案由：{SUBJECT}
　　說明：
　　{EXPLANATION[0]}
　　辦法：
　　{MEASURES[0]}
　　決議：{RESOLUTION}
　　第二案　　　　　　　　提案單位：主計處
　　案由：{SECOND}
　　說明：詳如附件。
　　決議：
九、臨時動議：無
""",
        cases=2,
    )


def minutes_with_numbered_labels() -> Paper:
    return text_paper(
        f"""示範區公所114年度廉政會報會議紀錄
參、提案討論與決議
一、提案一：油卡領用程序案。
（一）案由：{SUBJECT}
（二）說明：{EXPLANATION[0]}
（三）決議：{RESOLUTION}
二、提案二：預算編列前風險檢視案。
（三）決議：照案通過。
肆、臨時動議
一、動議一：增列廉政講習場次案。
（一）決議：同意增列。
伍、散會
""",
        cases=3,
    )


def minutes_in_word() -> Paper:
    word = Word()
    word.line(("示範市政府113年第2次廉政會報會議紀錄", True))
    word.line(("【案由一】", True), SUBJECT)
    word.line(("提案單位：", True), "政風處")
    word.line(("說明：", True))
    word.line("一、", ("查核結果：", True), "三件油卡未登記里程。")
    word.line(("二、改善方式：", True), "統一領用簿格式。")
    word.line(("辦法：", True), MEASURES[0])
    word.line(("決議：", True), RESOLUTION)
    return word.paper()


def nothing_recognisable() -> Paper:
    return text_paper(
        "春季健行活動通知\n集合地點：市民廣場\n說明：請自備飲水。\n姓名\t分機\n王小明\t123\n", cases=0
    )


ALL = (
    table_per_case, one_long_table, padded_labels_with_colons, label_and_text_in_one_cell, whole_case_in_one_cell,
    title_in_page_header, explanation_over_several_rows, list_with_headings, another_kind_of_table, form_as_odt,
    text_with_tabs, text_pasted_from_a_table, minutes_by_subject, minutes_by_case_number, minutes_with_numbered_labels,
    minutes_in_word, nothing_recognisable,
)  # fmt: skip
