"""The meetings of the demonstration city: three that were held and the one that is being prepared.

114年第1次 is left out on purpose, so that a visitor can bring in a real table of that label.
"""

from dataclasses import dataclass
from datetime import date, time

from app.demo.city.cases import CaseRow, ResolutionRow
from app.demo.city.cases_113_2 import CASES_113_2
from app.demo.city.cases_114_2 import CASES_114_2
from app.demo.city.cases_115_1 import CASES_115_1


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; `year` is the ROC year of the label, `state` a stored identifier, times are local.

    `closing` are the chair's closing instructions (主席裁示事項), which belong to no case. `approved_on`, `sent_on`: when the minutes
    were approved by the mayor and sent out, each under its 文號. `observers` are bodies; `by_deputy` whose head sent `deputy_name`.
    """

    title: str
    label: str
    slug: str
    year: int
    state: str
    held_on: date
    starts: time
    ends: time
    place: str
    chair_title: str
    chair_name: str
    cases: tuple[CaseRow, ...] = ()
    closing: tuple[ResolutionRow, ...] = ()
    approved_on: date | None = None
    approval_number: str = ""
    sent_on: date | None = None
    sent_number: str = ""
    recorder: str = ""
    observers: tuple[str, ...] = ()
    on_leave: str = ""
    by_deputy: str = ""
    deputy_name: str = ""


MAYOR = ("市長", "高以樂")
COMMITTEE_NAME = "示範市政府廉政會報"

PAST_MEETINGS: tuple[MeetingRow, ...] = (
    MeetingRow(
        title="示範市政府113年第2次廉政會報",
        label="113年第2次",
        slug="113-2",
        year=113,
        state="closed",
        held_on=date(2024, 12, 11),
        starts=time(14, 0),
        ends=time(16, 10),
        place="市政大樓十樓第一會議室",
        chair_title="市長",
        chair_name="高以樂",
        cases=CASES_113_2,
        approved_on=date(2024, 12, 20),
        approval_number="示府政預字第1130004512號",
        sent_on=date(2024, 12, 24),
        sent_number="示府政預字第1130004576號",
        recorder="政風處科員",
        observers=("環境保護局", "文化局"),
        on_leave="褚家寧",
        closing=(
            ResolutionRow(
                "年節將屆，請各機關首長以身作則，婉拒職務上利害關係者之餽贈及邀宴，並提醒同仁依規定登錄。",
                "agreed",
                "forward",
                "ruling",
            ),
        ),
    ),
    MeetingRow(
        title="示範市政府114年第2次廉政會報",
        label="114年第2次",
        slug="114-2",
        year=114,
        state="closed",
        held_on=date(2025, 12, 17),
        starts=time(9, 30),
        ends=time(11, 40),
        place="市政大樓十樓第一會議室",
        chair_title="市長",
        chair_name="高以樂",
        cases=CASES_114_2,
        approved_on=date(2025, 12, 29),
        approval_number="示府政預字第1140004688號",
        sent_on=date(2025, 12, 31),
        sent_number="示府政預字第1140004731號",
        recorder="政風處科員",
        observers=("文化局", "環境保護局"),
        by_deputy="教育局",
        deputy_name="沈若青",
        closing=(
            ResolutionRow(
                "各機關提列之廉政風險業務，請副首長親自督導，並於下次會議前完成風險再評估。",
                "agreed",
                "track",
                "ruling",
            ),
        ),
    ),
    MeetingRow(
        title="示範市政府115年第1次廉政會報",
        label="115年第1次",
        slug="115-1",
        year=115,
        state="closed",
        held_on=date(2026, 6, 17),
        starts=time(14, 0),
        ends=time(16, 30),
        place="市政大樓三樓集會堂",
        chair_title="秘書長",
        chair_name="藍正諭",
        cases=CASES_115_1,
        approved_on=date(2026, 6, 29),
        approval_number="示府政預字第1150002203號",
        sent_on=date(2026, 7, 2),
        sent_number="示府政預字第1150002258號",
        recorder="政風處科員",
        observers=("環境保護局", "工務局"),
        on_leave="賴思齊",
        closing=(
            ResolutionRow(
                "防汛期間搶修採購頻繁，請各工程機關注意緊急採購之要件及事後稽核，勿因趕辦而疏於留存紀錄。",
                "agreed",
                "forward",
                "ruling",
            ),
            ResolutionRow(
                "請警察局、民政局、法制局及新聞局於115年12月31日前完成財產定期申報，由首長督導，勿再有逾期情形。",
                "agreed",
                "track",
                "ruling",
            ),
        ),
    ),
)

FOLLOW_UP_MEETING = MeetingRow(
    title="示範市政府115年第1次廉政會報追蹤會議",
    label="115年第1次追蹤會議",
    slug="115F-1",
    year=115,
    state="closed",
    held_on=date(2026, 9, 23),
    starts=time(10, 0),
    ends=time(11, 30),
    place="市政大樓九樓第二會議室",
    chair_title="秘書長",
    chair_name="藍正諭",
    approved_on=date(2026, 9, 30),
    approval_number="示府政預字第1150003405號",
    sent_on=date(2026, 10, 1),
    sent_number="示府政預字第1150003421號",
    recorder="政風處科員",
    observers=("社會局", "警察局"),
    on_leave="賴思齊",
)
"""Between the regular ones: open items only."""

COMING_MEETING = MeetingRow(
    title="示範市政府115年第2次廉政會報",
    label="115年第2次",
    slug="115-2",
    year=115,
    state="preparing",
    held_on=date(2026, 12, 16),
    starts=time(14, 0),
    ends=time(16, 0),
    place="市政大樓十樓第一會議室",
    chair_title="市長",
    chair_name="高以樂",
    observers=("環境保護局", "文化局"),
)
