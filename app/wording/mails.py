"""The mails: subject and text, plain, at most 72 columns wide. Pointers, never forms; of 密件 nothing but that there is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.notices.columns import folded
from app.domain.notices.ladder import Clock, mails_of
from app.domain.notices.letter import ASKS_FOR_A_REPORT, House, Line, Person, salutation
from app.domain.notices.notice import OF_LADDER, NoticeKind
from app.domain.numerals import to_han
from app.domain.roc_date import roc_text
from app.wording.roster import ONLY_SERVICE, of_people

SYSTEM = "廉政會報管考系統"
PREFIX = "【廉政會報列管】"
TRIAL_PREFIX = "【測試】"
SECRET = "〔驗證碼或連結只寄給收件人，不在此顯示〕"  # noqa: S105 — the mark a secret is put in place of
UNWRITABLE = "（這封信的內容無法組成）"
FOOTER = "本信由系統寄送，請勿直接回信。"
_K = NoticeKind

HEADINGS: dict[NoticeKind, str] = {
    _K.PROPOSAL_SUBMITTED: "下列提案已送請審核，計 {n} 件：",
    _K.PROPOSAL_RETURNED: "下列提案退回修正，計 {n} 件：",
    _K.PROPOSAL_APPROVED: "下列提案已通過審核，計 {n} 件：",
    _K.DISPATCHED: "下列事項已分辦{you}，請於期限前填報辦理情形，計 {n} 件：",
    _K.SENT_BACK: "下列辦理情形請補充後再送，計 {n} 件：",
    _K.RELEASED: "下列事項已解除列管，嗣後不需再填報，計 {n} 件：",
    _K.CONTINUED: "下列事項經裁示繼續列管，請續行填報，計 {n} 件：",
    _K.UNSAID: "下列事項先前通知之裁示已撤回，仍待會議確認，計 {n} 件：",
    _K.CLOSED_OTHERWISE: "下列事項已改列，不需再填報，計 {n} 件：",
    _K.RESTORED: "下列事項已恢復列管，請續行填報，計 {n} 件：",
    _K.REASSIGNED: "下列事項已改分其他機關，{you}不需再填報，計 {n} 件：",
    _K.REPORTED: "下列事項機關已送出辦理情形，請審核，計 {n} 件：",
    _K.APPROVAL_ASKED: "下列辦理情形請{you}主管核可後送出，計 {n} 件：",
    _K.APPROVAL_DECLINED: "下列辦理情形主管請修改後再陳核，計 {n} 件：",
    _K.SET_ASIDE: "下列事項由政風處依{you}告知登錄辦理情形，原暫存內容保留未送，計 {n} 件：",
    _K.EXTENSION_ASKED: "下列事項機關申請展延，請審核，計 {n} 件：",
    _K.EXTENSION_DECIDED: "下列事項之展延申請已有結果，計 {n} 件：",
    _K.REASSIGNMENT_ASKED: "下列事項機關申請改分，請審核，計 {n} 件：",
    _K.REASSIGNMENT_DECIDED: "下列事項之改分申請已有結果，計 {n} 件：",
    _K.ROUND_DUE: "下列事項尚待填報辦理情形，請於期限前填報，計 {n} 件：",
    _K.ROUND_LATE: "下列事項業已逾期，請儘速填報辦理情形，計 {n} 件：",
    _K.ROUND_SUPERVISOR: "下列事項{you}逾期尚未填報辦理情形，請督促同仁儘速填報，計 {n} 件：",
    _K.MEETING_PLAN_DUE: "{you}廉政會報尚未排定召開月份，請於期限前登錄：",
    _K.MEETING_PLAN_LATE: "{you}廉政會報逾期未排定召開月份，請儘速登錄：",
    _K.MEETING_DUE: "{you}廉政會報尚未召開，請於期限前召開並登錄：",
    _K.MEETING_LATE: "{you}廉政會報期限已過，尚未登錄召開情形，請儘速召開、補登或敘明事由：",
    _K.MEETING_SUPERVISOR: "{you}廉政會報逾期未登錄召開情形，請督促同仁辦理：",
    _K.DECLARATION_DUE: "下列財產申報期限將屆，請提醒申報義務人如期申報，並登錄人數，計 {n} 件：",
    _K.DECLARATION_LATE: "下列財產申報期限已過，請登錄人數，計 {n} 件：",
    _K.DECLARATION_SUPERVISOR: "下列財產申報人數逾期未登錄，請督促同仁辦理，計 {n} 件：",
    _K.DECLARANT_DUE: "下列財產申報期限將屆，請提醒申報義務人如期申報，計 {n} 件：",
    _K.DECLARANT_LATE: "下列財產申報期限已過，請確認申報情形，計 {n} 件：",
    _K.DECLARANT_SUPERVISOR: "下列財產申報逾期未申報或未登錄，請督促同仁辦理，計 {n} 件：",
    _K.PLAN_ITEM_DUE: "下列定期工作期限將屆，請如期辦理並登錄，計 {n} 件：",
    _K.PLAN_ITEM_LATE: "下列定期工作業已逾期，請儘速辦理並登錄，計 {n} 件：",
    _K.PLAN_ITEM_SUPERVISOR: "下列定期工作逾期未辦理，請督促同仁辦理，計 {n} 件：",
    _K.HANDED_OVER: "您的職務已移交，移交清冊請登入系統下載，計 {n} 件：",
    _K.TAKEN_OVER: "您已接手下列職務，移交清冊請登入系統下載，計 {n} 件：",
    _K.FIGURES_RELEASED: "廉政會報執行情形定稿已發布：",
    _K.MONTH_ENDED: "廉政會報上月底執行情形：",
    _K.PASSWORD_CHANGED: ("您的密碼已重新設定，先前的登入均已結束。如非本人所為，請立即通知系統管理者。"),
}
SUBJECTS: dict[NoticeKind, str] = {
    _K.PROPOSAL_SUBMITTED: "提案已送請審核",
    _K.PROPOSAL_RETURNED: "提案退回修正",
    _K.PROPOSAL_APPROVED: "提案已通過審核",
    _K.DISPATCHED: "已分辦{you}，請填報辦理情形",
    _K.SENT_BACK: "辦理情形請補充",
    _K.RELEASED: "已解除列管",
    _K.CONTINUED: "繼續列管，請續行填報",
    _K.UNSAID: "裁示已撤回，仍待會議確認",
    _K.CLOSED_OTHERWISE: "已改列",
    _K.RESTORED: "已恢復列管，請續行填報",
    _K.REASSIGNED: "已改分其他機關",
    _K.REPORTED: "辦理情形已送出，請審核",
    _K.APPROVAL_ASKED: "辦理情形請核可",
    _K.APPROVAL_DECLINED: "辦理情形請修改後再陳核",
    _K.SET_ASIDE: "暫存內容已擱置",
    _K.EXTENSION_ASKED: "機關申請展延，請審核",
    _K.EXTENSION_DECIDED: "展延申請已有結果",
    _K.REASSIGNMENT_ASKED: "機關申請改分，請審核",
    _K.REASSIGNMENT_DECIDED: "改分申請已有結果",
    _K.ROUND_DUE: "請填報辦理情形",
    _K.ROUND_LATE: "業已逾期，請儘速填報辦理情形",
    _K.ROUND_SUPERVISOR: "逾期未填報，請督促辦理",
    _K.MEETING_PLAN_DUE: "請排定廉政會報召開月份",
    _K.MEETING_PLAN_LATE: "廉政會報逾期未排定月份",
    _K.MEETING_DUE: "請如期召開廉政會報",
    _K.MEETING_LATE: "廉政會報逾期未登錄召開情形",
    _K.MEETING_SUPERVISOR: "廉政會報逾期未登錄，請督促辦理",
    _K.DECLARATION_DUE: "財產申報期限將屆，請登錄人數",
    _K.DECLARATION_LATE: "財產申報人數尚未登錄",
    _K.DECLARATION_SUPERVISOR: "財產申報人數逾期未登錄",
    _K.DECLARANT_DUE: "財產申報期限將屆",
    _K.DECLARANT_LATE: "財產申報期限已過",
    _K.DECLARANT_SUPERVISOR: "財產申報逾期",
    _K.PLAN_ITEM_DUE: "定期工作期限將屆",
    _K.PLAN_ITEM_LATE: "定期工作業已逾期",
    _K.PLAN_ITEM_SUPERVISOR: "定期工作逾期未辦理",
    _K.HANDED_OVER: "職務已移交",
    _K.TAKEN_OVER: "您已接手職務",
    _K.FIGURES_RELEASED: "廉政會報執行情形",
    _K.MONTH_ENDED: "廉政會報上月底執行情形",
    _K.PASSWORD_CHANGED: "密碼已重新設定",
}
_OF_DECLARATIONS = mails_of(Clock.DECLARATION, Clock.DECLARANT)
_OF_DUTIES = mails_of(*(clock for clock in Clock if clock is not Clock.ROUND))
_HONORIFICS = ("局", "處", "會", "校", "館", "隊", "院", "所")


def honorific(agency: str) -> str:
    """貴局, 貴處, 貴公所; 貴機關 where the name does not tell."""
    if agency.endswith("公所"):
        return "貴公所"
    return next((f"貴{end}" for end in _HONORIFICS if agency.endswith(end)), "貴機關")


def notice(lines: Sequence[Line], person: Person, house: House, link: str) -> tuple[str, str]:
    """A mail of one or more lines that belong together."""
    return _subject(lines, person), _text(lines, person, house, link)


def digest(lines: Sequence[Line], person: Person, house: House, link: str, on: date) -> tuple[str, str]:
    """The day's mail. Where all of it is one step of the ladder, its subject says so."""
    if len({line.kind for line in lines}) == 1 and lines[0].kind in OF_LADDER:
        return notice(lines, person, house, link)
    subject = f"{PREFIX}{roc_text(on)}彙整通知（{len(lines)} 則）"
    return subject, _text(lines, person, house, link)


def pasted(agency: str, entries: Sequence[str], house: House) -> str:
    """催辦文字: a few lines to paste into a message."""
    counted = Counter(entries)
    said = [entry if number == 1 else of_people(entry, number) for entry, number in counted.items()]
    listed = [f"{number}. {entry}" for number, entry in enumerate(said, 1)]
    phone = f"　電話：{house.phone}" if house.phone else ""
    asks = f"{honorific(agency)}下列事項請儘速於「{SYSTEM}」填報或登錄："
    return "\n".join([f"{PREFIX}{agency} 您好：", asks, *listed, f"{house.department}{phone}"])


def named(line: Line) -> str:
    """One line of it; of 密件 nothing but that there is one."""
    if line.confidential:
        return "密件（內容請登入系統查看）"
    return named_by(f"{line.code} {line.title}".strip(), line.due_on)


def named_by(title: str, due: date | None) -> str:
    return f"{title}（期限{roc_text(due)}）" if due else title


def overdue_shares(count: int, first: date) -> str:
    return f"逾期未填報辦理情形 {count} 件（最早期限{roc_text(first)}）"


def sign_in_code(person: Person, house: House, minutes: int) -> tuple[str, str]:
    parts = [
        ["一、您的登入驗證碼：", f"　　{SECRET}"],
        folded(f"二、請於 {minutes} 分鐘內在索取驗證碼的同一個瀏覽器輸入；使用一次即失效。", hanging="　　"),
        folded("三、本處不會向您詢問驗證碼。如非本人索取，請不予理會並通知本處。", hanging="　　"),
    ]
    return f"{PREFIX}登入驗證碼", _letter(person, house, parts)


def password_link(person: Person, house: House, minutes: int) -> tuple[str, str]:
    parts = [
        ["一、請由府內網路開啟下列網址重新設定密碼：", f"　　{SECRET}"],
        folded(
            f"二、連結於 {minutes} 分鐘內有效，使用一次即失效；設定後先前的登入全部結束。", hanging="　　"
        ),
        folded("三、如非本人申請，請不予理會，原密碼仍可使用。", hanging="　　"),
    ]
    return f"{PREFIX}重新設定密碼", _letter(person, house, parts)


def new_link(person: Person, house: House, link: str) -> tuple[str, str]:
    warning = f"二、網址開頭須為 {house.address}/，如有疑慮請改由「{SYSTEM}」的「我的工作」開啟。"
    parts = [["一、請由府內網路開啟下列新的連結：", f"　　{link}"], folded(warning, hanging="　　")]
    return f"{PREFIX}新的連結", _letter(person, house, parts)


def test_mail(person: Person, house: House) -> tuple[str, str]:
    parts = [folded("一、這是測試信。收到這封信，表示系統可以由目前的郵件主機寄信。", hanging="　　")]
    return f"{PREFIX}測試信", _letter(person, house, parts)


def on_trial(subject: str, body: str, meant_for: str) -> tuple[str, str]:
    """What a mail becomes in 試營運: marked, and naming who would have had it."""
    return f"{TRIAL_PREFIX}{subject}", f"（試營運測試信，原收件人：{meant_for}）\n\n{body}"


def _subject(lines: Sequence[Line], person: Person) -> str:
    first = lines[0]
    said = SUBJECTS[first.kind].format(you=honorific(person.agency))
    due = f"，期限{roc_text(first.due_on)}" if first.due_on and first.kind in ASKS_FOR_A_REPORT else ""
    if len(lines) == 1:
        return f"{PREFIX}{first.code} {said}{due}" if first.code else f"{PREFIX}{said}"
    days = [line.due_on for line in lines if line.due_on]
    near = f"，最近期限{roc_text(min(days))}" if days and first.kind in ASKS_FOR_A_REPORT else ""
    return f"{PREFIX}{said}（{len(lines)} 件{near}）"


def _text(lines: Sequence[Line], person: Person, house: House, link: str) -> str:
    parts = []
    for kind in dict.fromkeys(line.kind for line in lines):
        own = [line for line in lines if line.kind is kind]
        heading = HEADINGS[kind].format(n=len(own), you=honorific(person.agency))
        parts.append([heading, *(row for line in _alike(own) for row in _entry(line))])
    parts.append(_way_in(lines, house, link))
    if any(line.kind in _OF_DECLARATIONS for line in lines):
        parts.append([ONLY_SERVICE])
    if any(line.kind in (_K.DISPATCHED, _K.SENT_BACK, _K.ROUND_DUE) for line in lines):
        parts.append(["如需展延，請於期限前於系統提出申請。"])
    numbered = [_numbered(number, part) for number, part in enumerate(parts, 1)]
    return _letter(person, house, numbered)


def _alike(lines: Sequence[Line]) -> list[Line]:
    """People on a roster are not named: those who owe the same by the same day stand in one line."""
    named = [line for line in lines if line.code or line.confidential]
    counted = Counter(line for line in lines if not (line.code or line.confidential))
    return named + [
        line if number == 1 else replace(line, title=of_people(line.title, number))
        for line, number in counted.items()
    ]


def _numbered(number: int, part: list[str]) -> list[str]:
    return [*folded(f"{to_han(number)}、{part[0]}", hanging="　　"), *part[1:]]


def _entry(line: Line) -> list[str]:
    if line.kind is _K.PASSWORD_CHANGED:
        return []
    if line.confidential:
        return folded("密件：內容不於信中載明，請登入系統查看。", indent="　　")
    said = f"{line.code}　{line.title}{f'（{line.round}）' if line.round else ''}"
    rows = folded(said.strip("　"), indent="　　", hanging="　　　")
    if line.due_on:
        rows += folded(f"期限：{roc_text(line.due_on, weekday=True)}", indent="　　　")
    if line.document_number or line.letter_on:
        written = roc_text(line.letter_on) if line.letter_on else ""
        rows += folded(f"依據：{written}{line.document_number}函", indent="　　　")
    if line.reason:
        rows += folded(f"說明：{line.reason}", indent="　　　")
    return rows


def _way_in(lines: Sequence[Line], house: House, link: str) -> list[str]:
    verb = _verb(lines)
    menu = f"登入「{SYSTEM}」，點選「我的工作」。"
    if not link:
        return [f"{verb}方式：{menu}"]
    warning = f"（網址開頭須為 {house.address}/，如有疑慮請採前項方式。）"
    return [
        f"{verb}方式（擇一）：",
        *folded(f"（一）{menu}", indent="　", hanging="　　　　"),
        "　（二）由府內網路開啟：",
        f"　　　　{link}",
        *folded(warning, indent="　　　　"),
    ]


def _verb(lines: Sequence[Line]) -> str:
    if any(line.kind in ASKS_FOR_A_REPORT for line in lines):
        return "填報"
    return "登錄" if all(line.kind in _OF_DUTIES for line in lines) else "查看"


def _letter(person: Person, house: House, parts: Sequence[Sequence[str]]) -> str:
    greeting = f"{f'{person.agency} ' if person.agency else ''}{salutation(person)} 您好："
    phone = f"　電話：{house.phone}" if house.phone else ""
    rows = [*folded(greeting), "", *(row for part in parts for row in part), ""]
    return "\n".join([*rows, *folded(f"{house.department}{phone}"), FOOTER, ""])
