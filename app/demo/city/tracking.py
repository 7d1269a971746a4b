"""What became of the city's resolutions, act by act in the order of their days, and what agencies said of their shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.tracking.decisions import ExtensionReason, Opinion, Progress


@dataclass(frozen=True, slots=True)
class Split:
    """Every 列管 resolution of this meeting is shared out as its text proposes, under the letter that carried its minutes."""

    on: date
    meeting: str


@dataclass(frozen=True, slots=True)
class Tell:
    """The open shares of these items are reported. `answer`: 政風處's a week later; None: they still wait.

    `only`, `but`: codes of agencies. `again`: word for word as last time. `by_officer`: the answer is the officer's alone.
    """

    on: date
    items: tuple[str, ...]
    progress: Progress = Progress.DONE
    answer: Opinion | None = Opinion.RELEASE
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    again: bool = False
    by_officer: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """What is 建議解除 of these items is released: by the meeting of that slug, or by a memo, which leaves 政風處's own shares."""

    on: date
    items: tuple[str, ...]
    meeting: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpMeeting:
    """追蹤會議: the chair releases these items and continues the others."""

    on: date
    released: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskTime:
    """展延 asked for by (item, agency); `granted_on`: when 政風主管 agreed, None while it waits."""

    on: date
    share: tuple[str, str]
    until: date
    reason: ExtensionReason
    text: str
    granted_on: date | None = None


@dataclass(frozen=True, slots=True)
class AskOther:
    """改分 asked for; it waits."""

    on: date
    share: tuple[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Pause:
    """暫停計時."""

    on: date
    share: tuple[str, str]
    waits_for: str
    reason: str


Act = Split | Tell | End | FollowUpMeeting | AskTime | AskOther | Pause

_UNDER_WAY, _RECEIVE = Progress.UNDER_WAY, Opinion.RECEIVE
_SECRETS = ("113-2-3-T1", "113-2-3-T2", "113-2-3-T3", "113-2-3-T4")
_EARLY = ("113-2-2-T1", "113-2-1-T2", "113-2-4-T3")
_YEAR_LATER = ("113-2-1-T1", "113-2-1-T3", "113-2-3-T5", "113-2-4-T2")
_BY_SUMMER = ("114-2-1-T1", "114-2-1-T2", "114-2-2-T1", "114-2-2-T2", "114-2-3-T2", "114-2-3-T3")
_GOING_ON = ("115-1-1-T2", "115-1-2-T3", "115-1-3-T1", "115-1-3-T2")

STORY: tuple[Act, ...] = (
    Split(date(2024, 12, 24), "113-2"),
    Tell(date(2025, 2, 26), _SECRETS),
    End(date(2025, 3, 20), _SECRETS, memo="示府政預字第1140000921號"),
    Tell(date(2025, 3, 28), _EARLY),
    Tell(date(2025, 10, 2), _YEAR_LATER),
    Tell(date(2025, 10, 2), ("113-2-4-T1",), _UNDER_WAY, _RECEIVE),
    Pause(
        date(2025, 12, 10), ("113-2-4-T1", "MOR"), "內政部",
        "線上預約須配合殯葬設施使用管理規定之修正，修正案已報請備查，待核復後據以辦理。",
    ),
    End(date(2025, 12, 17), (*_SECRETS, *_EARLY, *_YEAR_LATER), meeting="114-2"),
    Split(date(2025, 12, 31), "114-2"),
    Tell(date(2026, 2, 6), ("114-2-3-T1",)),
    End(date(2026, 3, 18), ("114-2-3-T1",), memo="示府政預字第1150000873號"),
    Tell(date(2026, 4, 2), _BY_SUMMER),
    Tell(date(2026, 4, 2), ("114-2-C1-T1", "114-2-2.2-T1"), _UNDER_WAY, _RECEIVE),
    AskTime(
        date(2026, 6, 8), ("114-2-2.2-T1", "DIG"), date(2026, 10, 30), ExtensionReason.PROCUREMENT,
        "資料交換規格委託案辦理招標中。", date(2026, 6, 10),
    ),
    End(date(2026, 6, 17), (*_BY_SUMMER, "114-2-3-T1"), meeting="115-1"),
    Split(date(2026, 7, 2), "115-1"),
    Tell(date(2026, 7, 3), ("114-2-C1-T1",)),
    Tell(date(2026, 8, 28), ("115-1-2-T2",)),
    FollowUpMeeting(date(2026, 9, 23), ("114-2-C1-T1", "115-1-2-T2")),
    Tell(date(2026, 9, 25), ("115-1-1-T1", "115-1-2-T1"), but=("DIG", "D09")),
    Tell(date(2026, 9, 25), ("115-1-2-T1",), only=("DIG",)),
    Tell(date(2026, 10, 2), _GOING_ON, _UNDER_WAY, _RECEIVE),
    Tell(date(2026, 10, 2), ("114-2-2.2-T1", "115-1-4-T3")),
    Tell(date(2026, 10, 28), ("115-1-4-T1",), but=("LAB",)),
    Tell(date(2026, 10, 28), ("115-1-4-T1",), _UNDER_WAY, Opinion.SEND_BACK, only=("LAB",)),
    Tell(date(2026, 11, 3), ("115-1-4-T2",), _UNDER_WAY, _RECEIVE),
    End(date(2026, 11, 5), ("115-1-1-T1", "115-1-2-T1"), memo="示府政預字第1150003982號"),
    AskTime(
        date(2026, 11, 10), ("115-1-1-T2", "TRA"), date(2027, 1, 29), ExtensionReason.STAFF,
        "承辦人員更替，宣導場次須重新排定。",
    ),
    AskTime(
        date(2026, 11, 11), ("115-1-2-T3", "D05"), date(2027, 2, 26), ExtensionReason.BUDGET,
        "年度訓練經費業已用罄，擬於下年度第一季補辦。",
    ),
    AskOther(date(2026, 11, 12), ("115-1-1-T2", "HAK"), "本會差旅費審核由秘書處集中辦理，建請改分。"),
    End(date(2026, 11, 19), ("115-1-4-T1",), memo="示府政預字第1150004127號"),
    Tell(date(2026, 11, 20), ("115-1-4-T2",), _UNDER_WAY, None, only=("ENV", "CUL", "FIR")),
    Tell(date(2026, 11, 20), ("115-1-4-T2",), _UNDER_WAY, None, only=("EDU",), again=True),
    Tell(date(2026, 11, 20), ("115-1-4-T2",), Progress.NONE, None, only=("FIN",)),
    Tell(date(2026, 11, 20), ("115-1-4-T2",), answer=None, only=("TOU",)),
    Tell(date(2026, 11, 20), ("115-1-4-T2",), only=("AGR",), by_officer=True),
)  # fmt: skip
"""A few things went wrong, as everywhere: two shares that nobody reported, one sent back, one whose clock stands, three requests that
wait, a text that is last month's word for word."""

INFORMANT = "機關聯絡人"
SENT_BACK = "請補充範本更新之件數及公告日期，並檢附修正後之揭露表。"

UNDER_WAY_TEXTS = (
    "已訂定作業流程並函請所屬單位配合辦理，預計下季完成自主檢核。",
    "已辦理教育訓練2場次，計86人次參加，後續併入新進人員講習持續辦理。",
    "清查作業已完成七成，其餘單位刻正補件，彙整後提報。",
    "已召開跨科室研商會議，確認分工與時程，相關表件修訂中。",
)
DONE_TEXTS = (
    "已依決議完成檢視及修正，並經機關首長核定實施，建請解除列管。",
    "宣導及測驗均已辦理完竣，參訓率達九成五，成果已彙整備查，建請解除列管。",
    "作業規範已函頒實施，並納入年度內部控制自評項目，建請解除列管。",
    "自主檢核24項均已完成，缺失2項已改善並拍照存證，建請解除列管。",
    "已完成應辦事項並函知所屬單位遵行，後續納入例行業務，建請解除列管。",
)
OWN_TEXTS: dict[tuple[str, Progress], tuple[str, ...]] = {
    ("113-2-4-T1", _UNDER_WAY): (
        "已完成線上預約及候補順序公開功能之需求訪談，並研擬設施使用管理規定修正草案。",
    ),
    ("114-2-2.2-T1", _UNDER_WAY): ("已提供資料交換之技術建議，交換規格委託案辦理招標中。",),
    ("114-2-2.2-T1", Progress.DONE): (
        "共用查詢清冊之資料交換規格已完成，並就個人資料欄位採遮隱及查詢留存紀錄，建請解除列管。",
    ),
    ("115-1-1-T2", _UNDER_WAY): (
        "已利用主管會報及新進人員講習宣導2場次，計96人次參加。",
        "已將國內出差旅費報支要點及違失案例公布於內部網站，並以電子郵件轉知同仁。",
        "已於局務會議宣導1場次，計45人次參加，第二場次排定於12月辦理。",
        "已製作常見違失案例簡報供各科室運用，並完成宣導1場次，計38人次參加。",
    ),
    ("115-1-2-T3", _UNDER_WAY): (
        "已納入年度廉政教育訓練課程，參訓率六成三，其餘同仁排定於11月參訓。",
        "已辦理實體課程1場次，並提供數位課程供輪班同仁選讀，參訓率七成一。",
        "已排定講師於第四季授課2場次，預估參訓率可達八成。",
        "已完成主管人員場次，一般同仁場次併同年度法治教育辦理。",
    ),
    ("115-1-3-T1", _UNDER_WAY): (
        "已彙整爭議案件58件並召開研商會議2次，補正及認定二類之裁量參考原則草案業已完成，期限類研擬中。",
    ),
    ("115-1-3-T2", _UNDER_WAY): ("座談會已洽定講座及場地，訂於12月上旬辦理。",),
    ("115-1-4-T2", _UNDER_WAY): (
        "本期成立之補助及交易案件12件均已檢視並公開。",
        "本期應公開案件7件，其中1件漏未公開，已於發現當日補正。",
        "已指定專人按月檢視，本期無應公開案件。",
        "本期應公開案件23件均於期限內公開，並由單位主管抽查3件，尚無缺漏。",
        "本期應公開案件4件均已公開，公開欄位並已配合修正。",
    ),
    ("115-1-4-T3", Progress.DONE): (
        "已檢視補助類自治法規31種，其中4種配合增列身分揭露規定，並經法規會審議通過，建請解除列管。",
    ),
}
"""Of some items, what only they can say."""

NONE_TEXTS = (
    "所需經費未及納入本年度預算，已提列下年度概算。",
    "預算尚在審議，俟通過後即辦理採購。",
)
