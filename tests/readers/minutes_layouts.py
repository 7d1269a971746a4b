"""The layouts official minutes come in, as fixtures in our own words: counted 壹、貳、 or 一、二、, labels padded, framed or in a table."""

from __future__ import annotations

from tests.readers.papers import EXPLANATION, MEASURES, RESOLUTION, SUBJECT, Paper, Word, odt, text_paper

SECOND = "建議各機關於年度預算編列前，先行檢視廉政風險評估結果。"
REPORT = "上次會議決議辦理情形"
RULINGS = ("請各機關於年底前完成盤點。", "請政風處彙整後提下次會議報告。")


def counted_in_capitals() -> Paper:
    return text_paper(
        f"""示範市政府113年第2次廉政會報會議紀錄

時  間：中華民國113年9月12日（星期四）下午2時
地  點：市政大樓三樓會議室
主  席：林市長                          記錄：陳科員
出席人員：王委員、李委員（詳如簽到表）
列席人員：主計處張科長
請假人員：周委員

壹、主席致詞：（略）

貳、確認上次會議紀錄：確認。

參、報告事項：
  一、{REPORT}（報告單位：政風處）
    說明：
      一、列管二案均已辦畢。
      二、其餘一案持續辦理。
    決定：洽悉。
  二、廉政業務統計。
    決　　定：准予備查。

肆、討論事項：
  案由一：{SUBJECT}（提案單位：政風處）
    說明：
      {EXPLANATION[0]}
      {EXPLANATION[1]}
    辦法：{MEASURES[0]}
    發言摘要：
      王委員：領用簿應註記里程。
      主計處：經費由各機關預算支應。
    決議：{RESOLUTION}

  案由二：{SECOND}
    說明：詳如附件。
    決議：緩議。

伍、臨時動議：（無）

陸、主席裁示事項：
  一、{RULINGS[0]}
  二、{RULINGS[1]}

柒、散會（下午4時30分）
""",
        cases=7,
    )


def counted_in_small_numbers() -> Paper:
    return text_paper(
        f"""格式：機關名稱＋年度＋會議名稱，例：示範機關113年第2次廉政會報會議紀錄
示範市政府113年第2次廉政會報會議紀錄
一、時間：中華民國113年9月12日（星期四）14:00
二、地點：市政大樓
三、主持人：林市長　　　　紀錄：陳科員
四、出席人員：如簽到表
五、列席人員：無
六、主持人致詞：略
七、報告事項：
（一）{REPORT}
決定：洽悉。
（二）廉政業務統計。
決定：准予備查。
八、討論事項：
　　第一案　　　　　　　　提案單位：政風處
　　案由：{SUBJECT}
　　說明：
　　{EXPLANATION[0]}
　　決議：{RESOLUTION}
九、臨時動議：無
十、散會：下午 16 時 30 分
決議事項追蹤表
項次\t決議事項\t負責單位\t完成期限
1\t擬具領用簿格式。\t秘書處\t113.12.31
""",
        cases=3,
    )


def framed_labels_and_headings_twice() -> Paper:
    return text_paper(
        f"""示範市政府
113 年第 2 次廉政會報會議紀錄
【開會時間】中華民國 113 年 9 月 12 日（星期四）下午 14 時
【開會地點】市政大樓
【會議主席】林市長（引言）、秘書長（接續主持）
【出席人員】
王委員
李委員
【會議記錄】陳科員
壹、主席致詞
各位委員大家好。
今天討論一案。
貳、顧問行政指導重點
請留意期程。
參、提案討論與決議
一、提案一：油卡領用程序案。
（一）案由：油卡領用程序案，提請審議。
（二）說明：{EXPLANATION[0]}
（三）決議：照案通過。
二、提案二：{SECOND}
（三）決議：修正後通過。
肆、臨時動議
一、動議一：增列廉政講習場次案。
（一）決議：同意辦理，請人事處規劃。
伍、散會：下午 16 時 30 分。
陸、會議決議事項追蹤列管表 (Action Items)
編號\t開會日期\t決議案由與具體裁示內容\t主辦單位\t協辦單位\t預定時限\t列管狀態
1\t113.09.12\t【領用簿】擬具格式。\t秘書處\t各機關\t113.12.31\t繼續列管
""",
        cases=3,
    )


def head_in_a_table() -> Paper:
    word = Word()
    word.line("示範市政府113年第2次廉政會報會議紀錄")
    word.table(
        [
            ["會議時間", "113年9月12日下午2時30分至4時30分", "會議地點", "市政大樓"],
            ["主　席", "林市長", "紀　錄", "陳科員"],
            ["出席人員", "王委員\n李委員"],
        ]
    )
    word.line("報告事項")
    word.line(REPORT + "。")
    word.line(("主席裁示：", True), "洽悉，請持續辦理。")
    word.line("討論事項")
    word.line("一、" + SUBJECT)
    word.line("說明：", EXPLANATION[0])
    word.line("決議：照案通過。")
    word.line("二、" + SECOND)
    word.line("決議：保留。")
    word.line("主席結論")
    word.line(RULINGS[0])
    word.line("散會：下午4時30分")
    return word.paper("會議紀錄.docx", cases=4)


def as_odt() -> Paper:
    paper = counted_in_capitals()
    lines = [line.strip() for line in paper.text.split("\n") if line.strip()]
    return Paper("會議紀錄.odt", odt("".join(f"<text:p>{line}</text:p>" for line in lines)), paper.text, 7)


def no_minutes() -> Paper:
    return text_paper("春季健行活動通知\n請自備飲水。\n姓名\t分機\n王小明\t123\n", cases=0)


ALL = (
    counted_in_capitals,
    counted_in_small_numbers,
    framed_labels_and_headings_twice,
    head_in_a_table,
    as_odt,
    no_minutes,
)
