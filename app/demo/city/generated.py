"""As many more agencies and proposals as a trial of size asks for, the same ones for the same arguments."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from app.demo.city.agencies import AGENCIES, DISTRICT_NAMES, AgencyRow, school
from app.demo.city.cases import lines
from app.demo.city.generated_themes import PERIODS, THEMES, WORKS, Period, Theme, Work
from app.demo.city.phrases import RETURN_REASONS, WITHDRAWAL_REASONS
from app.demo.city.proposal_rows import ApprovalRow, ProposalRow

_OFFICE_ORDER = 550
_SCHOOL_NUMBER = 100
_OFFICES: tuple[tuple[str, str, str, str], ...] = (
    ("HH", "示範市{}區戶政事務所", "{}戶政事務所", "CIV"),
    ("LO", "示範市{}地政事務所", "{}地政事務所", "LAN"),
    ("HC", "示範市{}區衛生所", "{}衛生所", "HEA"),
)
_SCHOOLS: tuple[tuple[str, str, str], ...] = (
    ("XE", "示範市{}國民小學", "{}國小"),
    ("XJ", "示範市立{}國民中學", "{}國中"),
    ("XS", "示範市立{}高級中等學校", "{}高中"),
)
_FIRST_SYLLABLES = "瑞祥嘉德育永明啟新安和仁義崇文弘毅立信豐"
_SECOND_SYLLABLES = "坪崎埔墩湖坑嶺濱園陽峰橋坡溪林灣谷原泉岡"
_SPAN_DAYS = 110
_REVIEW_DAYS = 9
_APPROVAL_DAYS = 16
_STATES = ("draft", "in_review", "approved", "approved", "returned", "in_review", "approved", "withdrawn")
_OFFICERS = ("eth-officer1", "eth-officer2", "eth-officer3")


def more_agencies(count: int) -> Iterator[AgencyRow]:
    """`count` bodies beside `AGENCIES`: offices of each district first, then schools; codes never collide.

    Raises ValueError where `count` is beyond what the names can tell apart (`MOST_AGENCIES`).
    """
    if not 0 <= count <= MOST_AGENCIES:
        message = f"count must be between 0 and {MOST_AGENCIES}, not {count}"
        raise ValueError(message)
    return islice(_every_agency(), count)


def _every_agency() -> Iterator[AgencyRow]:
    for number, ((district_number, district), (prefix, name, short, parent)) in enumerate(
        product(enumerate(DISTRICT_NAMES, 1), _OFFICES), 1
    ):
        yield AgencyRow(
            name=name.format(district),
            short=short.format(district),
            code=f"{prefix}{district_number:02d}",
            kind="二級",
            parent=parent,
            order=_OFFICE_ORDER + number,
            ethics_mode="由上級辦理",
            supervised_by=parent,
            receives_declarations=parent,
            groups=("二級機關",),
        )
    schools = product(_SECOND_SYLLABLES, _FIRST_SYLLABLES, _SCHOOLS)
    for number, (second, first, (prefix, name, short)) in enumerate(schools, 1):
        yield school(
            name.format(first + second),
            short.format(first + second),
            f"{prefix}{number:04d}",
            _SCHOOL_NUMBER + number,
            "兼辦" if prefix == "XS" else "由上級辦理",
        )


MOST_AGENCIES = len(DISTRICT_NAMES) * len(_OFFICES) + len(_FIRST_SYLLABLES) * len(_SECOND_SYLLABLES) * len(
    _SCHOOLS
)


def more_proposals(count: int, seed: int) -> Iterator[ProposalRow]:
    """`count` proposals in the states that hang on no meeting; `seed` says where in the cycle to begin.

    Every field of work meets every theme and period once before a combination returns with other figures.
    """
    return (_proposal(seed + step, step) for step in range(count))


def _proposal(turn: int, step: int) -> ProposalRow:
    work = WORKS[turn % len(WORKS)]
    round_ = turn // len(WORKS)
    # Shifting by the work keeps neighbours in a list from sharing a theme.
    theme = THEMES[(round_ + turn % len(WORKS)) % len(THEMES)]
    period = PERIODS[round_ // len(THEMES) % len(PERIODS)]
    return _in_state(_written(turn, step, work, theme, period), turn)


def _written(turn: int, step: int, work: Work, theme: Theme, period: Period) -> ProposalRow:
    from_agency = turn % 3 == 0
    checked = 20 + turn * 7 % 160
    words = {
        "work": work.name,
        "agency": work.agency,
        "period": period.name,
        "checked": checked,
        "found": 2 + turn * 5 % (checked // 4),
        "share": 5 + turn % 4 * 5,
        "due": period.dues[turn % len(period.dues)],
    }
    return ProposalRow(
        key=f"generated-{step + 1}",
        state="draft",
        drafter=f"{_CODES[work.agency].lower()}-contact" if from_agency else _OFFICERS[turn % len(_OFFICERS)],
        days_ago=period.latest_days_ago + turn * 11 % _SPAN_DAYS,
        unit=work.agency if from_agency else "政風處",
        subject=theme.subject.format(**words),
        explanation=lines(*(text.format(**words) for text in theme.explanation)),
        proposal=lines(*(text.format(**words) for text in theme.proposal)),
        suggested_resolution="照案通過。" if turn % 2 else "",
    )


def _in_state(row: ProposalRow, turn: int) -> ProposalRow:
    # Eight states and twenty fields of work share a factor, so the round has to move the state along too.
    state = _STATES[(turn + turn // len(WORKS)) % len(_STATES)]
    if state == "draft":
        return row
    handed_in = replace(row, state=state, submitted_days_ago=row.days_ago - _REVIEW_DAYS)
    if state == "in_review":
        return handed_in
    decided = row.days_ago - _APPROVAL_DAYS
    if state == "approved":
        return replace(handed_in, approval=ApprovalRow("eth-chief", decided))
    reasons, person = (
        (RETURN_REASONS, "eth-chief") if state == "returned" else (WITHDRAWAL_REASONS, row.drafter)
    )
    return replace(
        handed_in, reason=reasons[turn % len(reasons)], decided_by=person, decided_days_ago=decided
    )


_CODES = {row.short: row.code for row in AGENCIES}
