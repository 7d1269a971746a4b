"""What a template is tried with before it is used: every paper full, of invented people and cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
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
from app.documents.proposal_table import ProposalCase, ProposalTable
from app.documents.release_list import ReleaseList, ReleaseRow
from app.documents.release_memo import ReleaseMemo
from app.documents.report_receipt import ReceiptRow, ReportReceipt
from app.documents.share_table import ShareRow, ShareTable
from app.documents.sign_in_sheet import Attendee, SignInSheet
from app.documents.statistics import AgencyRow, MeetingRow, Note, Numbers, StatisticsTable, SummaryLine
from app.documents.unfiled_list import UnfiledList, UnfiledRow
from app.domain.proposals.paragraphs import parse

_HOST = "示範市政府"
_MEETING = f"{_HOST}115年第1次廉政會報"
_TIME = "中華民國115年11月30日（星期一）上午9時30分"
_PLACE = "市政大樓第一會議室"
_CHAIR = "王市長示範"
_CONTACT, _PHONE = "政風處　李科員範例", "（00）0000-0000分機123"
_SUBJECT = "為避免履約照片重複使用，建請各機關強化查核，提請審議。"
_OTHER = "為落實採購文件保密，建請各機關訂定分級作業程序，提請審議。"
_EXPLANATION = parse(
    "一、**查核現況：**去年抽查35案，其中4案有照片重複情形。\n（一）甲機關2案，已依契約扣罰。\n"
    "1、重複期間為3月至5月。\n（1）施工前照片。\n（2）施工後照片。\n二、**缺失原因：**驗收時未比對歷次照片。"
)
_MEASURES = parse("一、請各機關於驗收前比對照片，並留存紀錄。\n二、請政風處辦理講習。")
_RESOLUTION = parse("照案通過，請各機關依辦法落實辦理。")


def sample_values(paper: str) -> Mapping[str, Any]:
    """The values of the sample of `paper`, named as its template is."""
    return _SAMPLES[paper]()


def _agenda() -> Agenda:
    report = AgendaCase("報告案一", "歷次會議決議事項辦理情形報告。", "政風處", "報告單位", "決定")
    cases = (AgendaCase("第一案", _SUBJECT, "政風處"), AgendaCase("第二案", _OTHER, "工務局"))
    parts = (
        AgendaPart("壹、", "主席致詞", "9時30分至9時35分（5分鐘）"),
        AgendaPart("貳、", "報告事項", "9時35分至9時50分（15分鐘）", (report,)),
        AgendaPart("參、", "討論事項", "9時50分至10時30分（40分鐘）", cases),
        AgendaPart("肆、", "臨時動議"),
        AgendaPart("伍、", "散會"),
    )
    return Agenda(f"{_MEETING}議程", _TIME, _PLACE, _CHAIR, parts)


def _case() -> MinutesCase:
    remarks = (Remark("陳委員甲", "建議優先辦理金額較高的案件。"), Remark("林局長乙", "本局已試辦3個月。"))
    return MinutesCase("第一案", _SUBJECT, "政風處", _EXPLANATION, _MEASURES, remarks, _RESOLUTION)


def _minutes() -> Minutes:
    report = MinutesCase(
        "報告案一", "歷次會議決議事項辦理情形報告。", "政風處", resolution=parse("洽悉，依建議辦理。"),
        unit_label="報告單位", result_label="決定",
    )  # fmt: skip
    rulings = parse("一、請各機關首長親自督導決議之落實。\n二、請政風處彙整各機關意見。")
    parts = (
        MinutesPart("壹、", "主席致詞", "（略）"),
        MinutesPart("貳、", "報告事項", cases=(report,)),
        MinutesPart("參、", "討論事項", cases=(_case(),)),
        MinutesPart("肆、", "臨時動議", "（無）"),
        MinutesPart("伍、", "主席裁示事項", text=rulings),
        MinutesPart("陸、", "散會", "上午10時50分"),
    )
    people = ("李科員範例", "王召集人示範、陳委員甲、林委員乙", "教育局、衛生局", "周委員丙")
    return Minutes(f"{_MEETING}會議紀錄", _TIME, _PLACE, _CHAIR, *people, parts)


def _proposals() -> ProposalTable:
    until = "密（115年12月31日解密）"
    note = "註：本案文字曾使用生成式人工智慧輔助，並經政風處檢視確認。"
    first = ProposalCase("1", "政風處", _SUBJECT, _EXPLANATION, _MEASURES, _RESOLUTION, ai_note=note)
    second = ProposalCase("2", "工務局", _OTHER, _EXPLANATION, _MEASURES, confidentiality=until)
    return ProposalTable(f"{_MEETING}提案表", (first, second))


def _follow_up() -> FollowUpTable:
    row = (
        "114年第1次",
        _SUBJECT,
        "照案通過，請各機關依辦法辦理。",
        "工務局\n教育局",
        "已訂定作業要點並辦理講習，計120人次參加。",
    )
    return FollowUpTable(
        f"{_MEETING}歷次決議辦理情形表",
        (
            FollowUpRow("1", *row, "建議解除列管", "release"),
            FollowUpRow("2", *row, "建議繼續列管", "continue"),
            FollowUpRow("3", *row, "建議繼續列管"),
            FollowUpRow("4", *row, "已簽准解除列管", "release", released=True),
        ),
        counts=(
            CountRow("工務局", "2", "1", "0", "1", "4", "8"),
            CountRow("合計", "2", "1", "0", "1", "4", "8"),
        ),
        annex=(
            AnnexRow("1", "114-1-1-1", "工務局", "主辦", "建議解除（待確認）", row[-1], "115年11月2日"),
            AnnexRow("1", "114-1-1-2", "教育局", "協辦", "已分辦", "（尚未填報）"),
        ),
    )  # fmt: skip


def _notice() -> MeetingNotice:
    return MeetingNotice(
        agency=_HOST,
        purpose=f"召開{_MEETING}",
        time=_TIME,
        place=_PLACE,
        chair=_CHAIR,
        contact=_CONTACT,
        phone=_PHONE,
        present="王召集人示範、陳委員甲、林委員乙",
        observers="教育局、衛生局",
        remarks=parse("一、檢附會議議程1份。\n二、委員不克出席時，請依設置要點辦理。"),
        issued_on="中華民國115年11月23日",
        reference="示政預字第1150000001號",
        urgency="普通件",
        confidentiality="普通",
        enclosures="會議議程1份",
        signature="市長　王示範",
        instead_of="中華民國115年11月27日（星期五）上午9時30分",
        reason="主席另有要公。",
    )


def _letter() -> MinutesLetter:
    return MinutesLetter(
        agency=_HOST,
        contact=_CONTACT,
        phone=_PHONE,
        enclosures="會議紀錄1份",
        subject=f"檢送{_MEETING}會議紀錄1份，請查照並依決議事項辦理。",
        explanation=parse("一、依據本府廉政會報設置要點辦理。\n二、請於文到7日內填報辦理情形。"),
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


def _sheet() -> SignInSheet:
    chair = Attendee("召集人（市長）", "王示範", "不得代理")
    members = tuple(Attendee("委員", f"陳委員{number}") for number in "甲乙丙丁戊")
    return SignInSheet(
        f"{_MEETING}簽到表", _TIME, _PLACE, _CHAIR, (chair, *members),
        (Attendee("教育局"), Attendee("資訊局科長", "趙壬", "錢癸")), spare_lines=3,
    )  # fmt: skip


def _shares() -> ShareTable:
    rows = (
        ShareRow("1", "115-1-1", "於驗收前比對照片並留存紀錄", "各機關", "115年12月31日前", "每季", "42"),
        ShareRow(
            "2", "115-1-2", "訂定採購文件分級作業程序", "工務局", "下次會議前", "一次", "3", "法制局、政風處"
        ),
    )
    return ShareTable(f"{_MEETING}決議事項分辦表", rows)


def _notes() -> ChairNotes:
    case = CaseNotes(
        "政風處", _SUBJECT, parse("一、去年35案中4案照片重複。\n二、本案不增加經費。"), _RESOLUTION
    )
    steps = (
        ChairStep("壹、主席致詞", ("各位委員、各位同仁，大家早安，現在開會。",)),
        ChairStep("參、討論事項　第一案", ("請政風處說明。", "沒有其他意見，本案照案通過。"), case),
        ChairStep("伍、散會", ("今天的會議到此結束，謝謝各位。",)),
    )
    return ChairNotes(f"{_MEETING}主席參考資料", _TIME, _PLACE, steps)


def _extract() -> Extract:
    title = f"{_MEETING}會議紀錄（節錄）"
    rulings = parse("請各機關首長親自督導決議之落實。")
    return Extract(
        tuple(
            AgencyExtract(title, agency, _TIME, _PLACE, _CHAIR, "李科員範例", (_case(),), rulings)
            for agency in ("工務局", "教育局")
        )
    )


def _booklet() -> Booklet:
    papers = (_agenda(), replace(_follow_up(), annex=()), _proposals(), _minutes())
    return Booklet(_MEETING, _TIME, _PLACE, *papers, (BoundFile("工務局專題報告簡報"),))


def _handover() -> HandoverList:
    rows = (
        HandoverRow("1", "未結分辦", "115-1-1-3", "驗收前比對照片並留存紀錄", "115年12月31日"),
        HandoverRow("2", "提案", "P115-7", _OTHER),
    )
    people = ("政風室　科員　李範例", "政風室　科員　陳示例")
    return HandoverList("職務移交清冊", *people, "中華民國115年12月1日", "工務局機關聯絡人", rows)


_ITEM, _TOLD = "驗收前比對照片並留存紀錄", "已訂定比對作業程序，並於115年10月15日辦理講習1場。"


def _sheet_to_stamp() -> ApprovalSheet:
    rows = (ApprovalRow("115-1-1-3", _ITEM, "115年12月31日", "有進展", _TOLD, "辦理場次：1 場"),)
    return ApprovalSheet(
        (AgencySheet("工務局辦理廉政會報列管事項填報（陳核版）", "工務局", "115年12月31日", rows),)
    )


def _receipt() -> ReportReceipt:
    row = ReceiptRow(
        "1", "115-1-1-3", "第2次", _ITEM, "115年第4季", "有進展", _TOLD, "辦理場次：1 場", "簽到表.pdf"
    )
    return ReportReceipt(
        "廉政會報列管事項填報收據", "1151220-CON-12", "工務局", "115年12月20日 10:15:30", "李範例",
        "業經副局長王示範於115年12月19日核可", (row,),
    )  # fmt: skip


def _release() -> ReleaseList:
    row = ReleaseRow("1", "115-1-1-3", "115年第1次", _ITEM, "工務局", "主辦", "115年12月31日", _TOLD)
    return ReleaseList(f"{_HOST}廉政會報擬解除列管事項清冊", "合計 1 項、1 件。", (row,))


def _memo() -> ReleaseMemo:
    return ReleaseMemo(
        "示範市政府政風處", "中華民國115年12月21日", f"擬解除{_HOST}廉政會報列管事項計1項、1件，簽請核示。",
        parse("一、依據115年第1次決議事項列管辦理情形辦理。\n二、經審核，建議解除列管，明細如附清冊。"),
        parse("奉核後，解除旨揭事項列管並通知各該機關。"), "擬解除列管事項清冊1份",
    )  # fmt: skip


def _unfiled() -> UnfiledList:
    row = UnfiledRow(
        "1", "王○○", "法制局", "專門委員", "就到職", "115年12月1日", "115年12月1日（二）", "未申報"
    )
    return UnfiledList(f"{_HOST}政風處財產申報未申報名單", "截至115年11月20日，計 1 人、1 件。", (row,))


def _filing() -> FilingNotice:
    told = parse("一、應於就（到）職之日起三個月內申報。\n二、期限如遇休息日，以次一上班日代之。")
    sheet = Notice(
        f"{_HOST}政風處公職人員財產申報通知書", "王○○", "示範市政府法制局", "專門委員", "就到職申報",
        "115年9月1日至115年12月1日", "115年12月1日（二）", "申報期間內由申報人擇定的一日", told, "科員李範例",
        "01-55501003分機111", "中華民國115年11月20日",
    )  # fmt: skip
    return FilingNotice((sheet,))


def _statistics() -> StatisticsTable:
    numbers = Numbers("6", "24", "4", "15", "1", "2", "3", "75%（12／16）", "87%（14／16）")
    return StatisticsTable(
        f"{_HOST}廉政會報115年度統計表", "統計截至115年12月31日（定稿）。",
        (SummaryLine("會議", "召開 2 場，首長親自主持 2／2。"),),
        (MeetingRow("115年第1次", "115/6/17", "是", "5", "7", numbers),),
        (AgencyRow("工務局", "1", "3", numbers, "1", "1"), AgencyRow("合計", "5", "7", numbers, "12", "9")),
        (Note("註1：解除列管含自行列管。"),), "機關會報",
    )  # fmt: skip


_SAMPLES: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "agenda": lambda: agenda.values_of(_agenda()),
    "approval-sheet": lambda: approval_sheet.values_of(_sheet_to_stamp()),
    "booklet": lambda: booklet.values_of(_booklet()),
    "chair-notes": lambda: chair_notes.values_of(_notes()),
    "extension-letter": lambda: extension_letter.values_of(_letter()),
    "extract": lambda: extract.values_of(_extract()),
    "filing-notice": lambda: filing_notice.values_of(_filing()),
    "follow-up-table": lambda: follow_up_table.values_of(_follow_up()),
    "handover-list": lambda: handover_list.values_of(_handover()),
    "meeting-notice": lambda: meeting_notice.values_of(_notice()),
    "minutes": lambda: minutes.values_of(_minutes()),
    "minutes-letter": lambda: minutes_letter.values_of(_letter()),
    "release-list": lambda: release_list.values_of(_release()),
    "release-memo": lambda: release_memo.values_of(_memo()),
    "report-receipt": lambda: report_receipt.values_of(_receipt()),
    "report-letter": lambda: report_letter.values_of(_letter()),
    "unfiled-list": lambda: unfiled_list.values_of(_unfiled()),
    "urging-letter": lambda: urging_letter.values_of(_letter()),
    "share-table": lambda: share_table.values_of(_shares()),
    "proposal-table": lambda: proposal_table.values_of(_proposals()),
    "sign-in-sheet": lambda: sign_in_sheet.values_of(_sheet()),
    "statistics": lambda: statistics.values_of(_statistics()),
}
