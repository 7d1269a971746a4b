"""Papers of our own words with everything each form can hold."""

from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

from app.documents import (
    agenda,
    approval_sheet,
    booklet,
    chair_notes,
    extension_letter,
    extract,
    filing_notice,
    follow_up_table,
    handover_list,
    meeting_notice,
    minutes,
    minutes_letter,
    proposal_table,
    release_list,
    release_memo,
    report_letter,
    report_receipt,
    share_table,
    sign_in_sheet,
    statistics,
    unfiled_list,
    urging_letter,
)
from app.documents.agenda import Agenda, AgendaCase, AgendaPart
from app.documents.approval_sheet import AgencySheet, ApprovalRow, ApprovalSheet
from app.documents.booklet import Booklet, BoundFile
from app.documents.chair_notes import CaseNotes, ChairNotes, ChairStep
from app.documents.extract import AgencyExtract, Extract
from app.documents.filing_notice import FilingNotice, Notice
from app.documents.follow_up_table import AnnexRow, CountRow, FollowUpRow, FollowUpTable
from app.documents.handover_list import HandoverList, HandoverRow
from app.documents.meeting_notice import MeetingNotice
from app.documents.minutes import Minutes, MinutesCase, MinutesPart, Remark
from app.documents.minutes_letter import MinutesLetter
from app.documents.paper import Format
from app.documents.proposal_table import ProposalCase, ProposalTable
from app.documents.release_list import ReleaseList, ReleaseRow
from app.documents.release_memo import ReleaseMemo
from app.documents.report_receipt import ReceiptRow, ReportReceipt
from app.documents.share_table import ShareRow, ShareTable
from app.documents.sign_in_sheet import Attendee, SignInSheet
from app.documents.statistics import AgencyRow, MeetingRow, Note, Numbers, StatisticsTable, SummaryLine
from app.documents.unfiled_list import UnfiledList, UnfiledRow
from app.domain.proposals.paragraphs import Paragraph, parse
from app.domain.tracking.follow_up import FollowUpColumns

MEETING = "示範市政府115年第1次廉政會報"
TITLE = f"{MEETING}提案表"
TIME = "中華民國115年11月30日（星期一）上午9時30分"
PLACE = "本府市政大樓10樓第一會議室"
CHAIR = "王市長示範"
HOSTILE = "比較 a<b && \"c\" 'd'；全形ＡＢＣ１２３（括號）；罕用字𠮷𡘙；{{ 標題 }} {% if %}；　縮排"


@dataclass(frozen=True)
class Kind:
    """A paper that is full, and the module that prints it."""

    module: ModuleType
    full: Any
    variant: str = ""

    def __str__(self) -> str:
        return self.module.__name__.rsplit(".", 1)[-1].replace("_", "-") + self.variant

    def print(self, fmt: Format) -> bytes:
        return bytes(self.module.build(self.full, fmt))


def full_case() -> ProposalCase:
    return ProposalCase(
        number="1",
        unit="政風處",
        subject="為避免履約照片重複使用（duplicate photos），建請各機關強化查核，提請審議。",
        explanation=(
            Paragraph("", 0, "", "為提升履約管理品質，說明如下："),
            Paragraph("一、", 1, "查核現況：", "本府去年抽查35案，其中4案有照片重複情形。"),
            Paragraph("（一）", 2, "", "甲機關2案，均已依契約扣罰。"),
            Paragraph("1、", 3, "", HOSTILE),
            Paragraph("（1）", 4, "", "第四層文字。"),
            Paragraph("甲、", 5, "", "第五層文字。"),
            Paragraph("（甲）", 6, "", "第六層文字。"),
        ),
        measures=(
            Paragraph("一、", 1, "", "請各機關於驗收前比對照片。"),
            Paragraph("二、", 1, "", "請政風處辦理講習。"),
        ),
    )


def bound(*cases: ProposalCase) -> ProposalTable:
    return ProposalTable(TITLE, cases or (full_case(),))


def full_agenda() -> Agenda:
    report = AgendaCase("報告案一", "歷次會議決議事項辦理情形報告。", "政風處", "報告單位", "決定")
    return Agenda(
        f"{MEETING}議程",
        TIME,
        PLACE,
        CHAIR,
        (
            AgendaPart("壹、", "主席致詞", "9時30分至9時35分（5分鐘）"),
            AgendaPart("貳、", "確認上次會議紀錄", "9時35分至9時40分（5分鐘）"),
            AgendaPart("參、", "報告事項", "9時40分至9時55分（15分鐘）", (report,)),
            AgendaPart(
                "肆、",
                "討論事項",
                "9時55分至10時35分（40分鐘）",
                (
                    AgendaCase("第一案", full_case().subject, "政風處"),
                    AgendaCase("第二案", "研議本府廉能作為之具體措施，提請審議。", "工務局"),
                ),
            ),
            AgendaPart("伍、", "臨時動議"),
            AgendaPart("陸、", "主席裁示事項"),
            AgendaPart("柒、", "散會"),
        ),
    )


def minutes_case() -> MinutesCase:
    return MinutesCase(
        "第一案",
        full_case().subject,
        "政風處",
        full_case().explanation,
        full_case().measures,
        (
            Remark("陳委員甲", "建議優先以金額較高之工程案件辦理，並將比對結果納入驗收紀錄。"),
            Remark("工務局林局長乙", "本局已試辦3個月，願提供作業流程供各機關參考。"),
        ),
        parse(
            "修正通過，辦法修正如下：\n一、請各機關於驗收前比對照片，並留存比對紀錄備查。\n二、請政風處於115年12月31日前辦理講習。"
        ),
    )


def full_minutes() -> Minutes:
    report = MinutesCase(
        "報告案一", "歷次會議決議事項辦理情形報告。", "政風處", resolution=parse("洽悉，列管案件依建議辦理。"),
        unit_label="報告單位", result_label="決定",
    )  # fmt: skip
    second = MinutesCase(
        "第二案", "研議本府廉能作為之具體措施，提請審議。", "工務局", parse("為強化本府廉政制度運作，提升機關清廉形象。"),
        parse("審議通過後，請各機關依說明辦理。"), resolution=parse("照案通過。"),
    )  # fmt: skip
    return Minutes(
        f"{MEETING}會議紀錄",
        TIME,
        PLACE,
        CHAIR,
        "李科員丙",
        "王召集人示範、張副召集人丁、陳委員甲、林委員乙、黃委員戊、吳委員己（詳如簽到表）",
        "教育局、衛生局、資訊局（詳如簽到表）",
        "周委員庚（由劉副局長辛代理）",
        (
            MinutesPart("壹、", "主席致詞", "（略）"),
            MinutesPart("貳、", "報告事項", cases=(report,)),
            MinutesPart("參、", "討論事項", cases=(minutes_case(), second)),
            MinutesPart("肆、", "臨時動議", "（無）"),
            MinutesPart(
                "伍、",
                "主席裁示事項",
                text=parse(
                    "一、請各機關首長親自督導會議決議之落實，並於下次會議報告辦理情形。\n二、請政風處彙整各機關意見後提報。"
                ),
            ),
            MinutesPart("陸、", "散會", "上午10時50分"),
        ),
    )


def full_notice() -> MeetingNotice:
    return MeetingNotice(
        agency="示範市政府",
        purpose=f"召開{MEETING}",
        time=TIME,
        place=PLACE,
        chair=CHAIR,
        contact="政風處　李科員丙",
        phone="（04）0000-0000分機123",
        present="王召集人示範、張副召集人丁、陳委員甲、林委員乙、黃委員戊、吳委員己、周委員庚",
        observers="教育局、衛生局、資訊局",
        remarks=parse(
            "一、檢附會議議程1份，會議資料於會前3日另行傳送。\n二、委員不克出席時，請依設置要點指定主管級以上人員代理，並於會前2日通知聯絡人。"
        ),
        issued_on="中華民國115年11月23日",
        reference="示政預字第1150000001號",
        urgency="普通件",
        confidentiality="普通",
        enclosures="會議議程1份",
        signature="市長　王示範",
    )


def changed_notice() -> MeetingNotice:
    """The notice of a change, as a draft that has no date and 文號 yet."""
    notice = full_notice()
    return MeetingNotice(
        notice.agency, notice.purpose, "中華民國115年12月7日（星期一）下午2時", notice.place, notice.chair,
        notice.contact, notice.phone, notice.present, instead_of=TIME, reason="主席另有要公。",
    )  # fmt: skip


def full_handover() -> HandoverList:
    rows = (
        HandoverRow("1", "未結分辦", "115-1-1-3", "驗收前比對照片並留存紀錄", "115年12月31日"),
        HandoverRow("2", "提案", "P115-7", "訂定採購文件分級作業程序"),
    )
    return HandoverList(
        "職務移交清冊",
        "政風室　科員　李甲",
        "政風室　科員　陳乙",
        "中華民國115年12月1日",
        "教育局機關聯絡人",
        rows,
    )


def full_sheet(lines: int = 30) -> SignInSheet:
    members = [Attendee(f"委員（{number}）", f"陳委員{number}") for number in range(1, lines + 1)]
    return SignInSheet(
        f"{MEETING}簽到表",
        TIME,
        PLACE,
        CHAIR,
        (
            Attendee("召集人（市長）", "王示範", "不得代理"),
            *members,
            Attendee("外聘委員（示範大學教授）", "吳己"),
        ),
        (Attendee("教育局"), Attendee("資訊局科長", "趙壬", "錢癸")),
        spare_lines=3,
    )


def full_notes() -> ChairNotes:
    notes = CaseNotes(
        "政風處",
        full_case().subject,
        parse(
            "一、去年抽查35案，4案有照片重複情形，機關均已扣罰。\n二、本案請各機關驗收前比對照片，不增加經費。"
        ),
        parse("照案通過，請各機關依辦法落實辦理。"),
    )
    return ChairNotes(
        f"{MEETING}主席參考資料",
        TIME,
        PLACE,
        (
            ChairStep("壹、主席致詞", ("各位委員、各位同仁，大家早安，現在開會。",)),
            ChairStep("參、討論事項　第一案", ("請政風處說明。", "請問各位委員有無意見？", "沒有其他意見，本案照案通過。"), notes),
            ChairStep("陸、散會", ("今天的會議到此結束，謝謝各位。",)),
        ),
    )  # fmt: skip


_PRINTED = {
    FollowUpColumns.TICKS: ("advice",),
    FollowUpColumns.STATUS: ("held_on", "assisting", "due", "status"),
    FollowUpColumns.BOXES: ("advice",),
    FollowUpColumns.GRADED: ("advice", "grade", "ruling"),
}


def wide_table(columns: FollowUpColumns) -> FollowUpTable:
    """In other columns, with counts, an annex, and a row of what was released between meetings."""
    plain = full_table(3).rows
    more = {"advice": "建議解除列管", "held_on": "114年6月5日", "assisting": "法制局", "due": "115年12月31日前", "status": "列管中", "grade": "A級", "ruling": "解除列管"}  # fmt: skip
    kept = {name: text for name, text in more.items() if name in _PRINTED[columns]}
    bare: dict[str, Any] = dict.fromkeys(more, "") | kept
    rows = tuple(replace(row, **bare, released=row is plain[-1]) for row in plain)
    counts = (
        CountRow("工務局", "1", "2", "0", "0", "3", "5"),
        CountRow("合計", "1", "2", "0", "0", "3", "5"),
    )
    annex = (AnnexRow("1", "114-1-1-2", "工務局", "主辦", "辦理中", "已訂定作業要點。", "115年10月1日"),)
    return FollowUpTable(f"{MEETING}歷次決議辦理情形表", rows, columns, counts, annex)


def full_table(rows: int = 6) -> FollowUpTable:
    progress = (
        "本局業於115年9月30日訂定作業要點，並於10月15日辦理講習，計120人次參加；比對軟體已完成安裝測試。"
    )
    return FollowUpTable(
        f"{MEETING}歷次決議辦理情形表",
        tuple(
            FollowUpRow(
                str(number), "114年第1次", full_case().subject, "照案通過，請各機關依辦法辦理。", "工務局\n教育局", progress,
                ("建議解除列管", "建議繼續列管", "建議解除列管")[number % 3], ("release", "continue", "")[number % 3],
            )
            for number in range(1, rows + 1)
        ),
    )  # fmt: skip


def full_shares() -> ShareTable:
    first = ShareRow(
        "1", "115-1-1", "比對照片並留存紀錄", "各機關", "115年12月31日前", "每季", "42", "政風處"
    )
    return ShareTable(f"{MEETING}決議事項分辦表", (first, replace(first, number="2", item=HOSTILE)))


def full_letter() -> MinutesLetter:
    return MinutesLetter(
        agency="示範市政府",
        contact="政風處　李科員丙",
        phone="（04）0000-0000分機123",
        enclosures="會議紀錄1份",
        subject=f"檢送{MEETING}會議紀錄1份，請查照並依決議事項辦理。",
        explanation=parse(
            "一、依據本府115年11月23日示政預字第1150000001號開會通知單辦理。\n"
            "二、列管事項請主辦機關於115年12月31日前填報辦理情形。\n三、對紀錄內容如有修正意見，請於文到7日內函復。"
        ),
        recipients="本府廉政會報全體委員、本府各機關",
        copies="本府政風處（含附件）",
        address="000000示範市示範區示範路1號",
        email="example@example.gov.tw",
        addressee="如正、副本行文單位",
        issued_on="中華民國115年12月3日",
        reference="示政預字第1150000002號",
        urgency="普通件",
        confidentiality="普通",
        signature="市長　王示範",
    )


def full_extract() -> Extract:
    title = f"{MEETING}會議紀錄（節錄）"
    rulings = parse("一、請各機關首長親自督導會議決議之落實。")
    sheets = (
        AgencyExtract(title, agency, TIME, PLACE, CHAIR, "李科員丙", (minutes_case(),), rulings)
        for agency in ("工務局", "教育局")
    )
    return Extract(tuple(sheets))


def full_booklet() -> Booklet:
    second = ProposalCase("2", "工務局", "研議本府廉能作為之具體措施，提請審議。", parse("為強化制度運作。"), parse("請依說明辦理。"))  # fmt: skip
    return Booklet(
        MEETING,
        TIME,
        PLACE,
        full_agenda(),
        full_table(),
        bound(full_case(), second),
        full_minutes(),
        (BoundFile("工務局專題報告簡報", pages=2), BoundFile("廉潔楷模名冊", "另附檔案：名冊.xlsx")),
    )


def full_sheets() -> ApprovalSheet:
    row = ApprovalRow("115-1-1-3", "比對照片", "115年12月31日", "有進展", "已辦理講習1場。", "辦理場次：1 場")
    bare = replace(row, code="115-1-2-3", more="")
    first = AgencySheet("工務局填報（陳核版）", "工務局", "115年12月31日", (row, bare))
    return ApprovalSheet((first, replace(first, agency="教育局", rows=(bare,))))


def full_receipt() -> ReportReceipt:
    row = ReceiptRow("1", "115-1-1-3", "第2次", "比對照片", "115年第4季", "有進展", "已辦理講習1場。", "場次：1 場", "簽到表.pdf")  # fmt: skip
    bare = replace(row, number="2", more="", files="")
    people = ("1151220-CON-12", "工務局", "115年12月20日 10:15:30", "李範例", "業經副局長王示範核可")
    return ReportReceipt("填報收據", *people, (row, bare))


def full_release() -> ReleaseList:
    row = ReleaseRow("1", "115-1-1-3", "115年第1次", "比對照片", "工務局", "主辦", "115年12月31日", "已辦理講習。")  # fmt: skip
    return ReleaseList("擬解除列管事項清冊", "合計 1 項、2 件。", (row, replace(row, number="2")))


def full_memo() -> ReleaseMemo:
    texts = (parse("一、依據決議辦理。\n二、經審核建議解除。"), parse("奉核後解除列管。"))
    return ReleaseMemo(
        "示範市政府政風處", "中華民國115年12月21日", "擬解除列管2件，簽請核示。", *texts, "清冊1份"
    )


def full_unfiled() -> UnfiledList:
    row = UnfiledRow("1", "王○○", "法制局", "專門委員", "就到職", "115年12月1日", "115年12月2日", "未申報")
    return UnfiledList("未申報名單", "計 2 人、2 件。", (row, replace(row, number="2", status="逾期未申報")))


def full_notices() -> FilingNotice:
    sheet = Notice(
        "財產申報通知書", "王○○", "法制局", "專門委員", "就到職申報", "115年9月1日至12月1日", "115年12月1日", "擇定的一日",
        parse("一、應於三個月內申報。\n二、遇休息日順延。"), "科員李範例", "01-5550", "中華民國115年11月20日",
    )  # fmt: skip
    return FilingNotice((sheet, replace(sheet, name="林○○")))


def full_statistics() -> StatisticsTable:
    numbers = Numbers("20", "382", "9", "244", "3", "4", "1", "78%（175／222）", "79%（176／222）")
    few = replace(numbers, in_time="3／4", in_time_extended="－")
    meetings = (
        MeetingRow("115年第1次", "115/6/17", "是", "5", "7", numbers),
        MeetingRow("合計", "－", "1／1", "6", "8", few),
    )
    agencies = (
        AgencyRow("工務局", "2", "9", numbers, "10", "11"),
        AgencyRow("合計", "12", "13", few, "14", "15"),
    )
    return StatisticsTable(
        "廉政會報115年度統計表", "截至115年11月27日", (SummaryLine("會議", "召開1場"), SummaryLine("比率", "45%")), meetings,
        agencies, (Note("註1：一項。"), Note("註2：一件。")), "機關會報",
    )  # fmt: skip


def statistics_of_a_meeting() -> StatisticsTable:
    whole = full_statistics()
    agencies = tuple(replace(one, held="", chaired="") for one in whole.agencies)
    return replace(whole, meetings=(), agencies=agencies, met="")


KINDS = (
    Kind(agenda, full_agenda()),
    Kind(approval_sheet, full_sheets()),
    Kind(booklet, full_booklet()),
    Kind(chair_notes, full_notes()),
    Kind(extension_letter, full_letter()),
    Kind(extract, full_extract()),
    Kind(filing_notice, full_notices()),
    Kind(follow_up_table, full_table()),
    Kind(handover_list, full_handover()),
    Kind(meeting_notice, full_notice()),
    Kind(minutes, full_minutes()),
    Kind(minutes_letter, full_letter()),
    Kind(proposal_table, bound()),
    Kind(release_list, full_release()),
    Kind(release_memo, full_memo()),
    Kind(report_letter, full_letter()),
    Kind(report_receipt, full_receipt()),
    Kind(share_table, full_shares()),
    Kind(sign_in_sheet, full_sheet()),
    Kind(statistics, full_statistics()),
    Kind(unfiled_list, full_unfiled()),
    Kind(urging_letter, full_letter()),
)
IN_COLUMNS = (
    *(Kind(follow_up_table, wide_table(one), f"-{one.value}") for one in FollowUpColumns),
    Kind(statistics, statistics_of_a_meeting(), "-meeting"),
)
"""歷次決議辦理情形表 in each of its columns, 統計表 of a meeting: for what is asked of texts only."""
