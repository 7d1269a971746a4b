"""The charters and members of the city's 廉政會報, and of the three agencies that keep one of their own."""

from dataclasses import dataclass
from datetime import date

from app.demo.city.agencies import DEPARTMENT
from app.domain.people.charter import CharterTerms, Proxies
from app.domain.people.members import Gender, MemberKind
from app.domain.tracking.follow_up import FollowUpColumns


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One member; `agency` and `login` empty where there is none."""

    kind: MemberKind
    name: str
    title: str
    gender: Gender
    agency: str = ""
    login: str = ""
    from_on: date = date(2025, 1, 1)
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """A committee by its agency's code; `all_agencies`: the group 「各機關」 means to it."""

    agency: str
    charters: tuple[CharterTerms, ...]
    seats: tuple[SeatRow, ...]
    all_agencies: str = ""
    columns: FollowUpColumns = FollowUpColumns.TICKS


_K, _F, _M = MemberKind, Gender.FEMALE, Gender.MALE
_END = date(2026, 12, 31)


def _city_charter(effective_on: date, basis: str, gender_minimum: int, *, delegates: bool) -> CharterTerms:
    return CharterTerms(
        effective_on=effective_on,
        basis=basis,
        required_meetings=2,
        required_basis="設置要點第五點：原則每六個月召開一次",
        chair_title="市長",
        proxies=Proxies.DEPUTY,
        minutes_days=14,
        minutes_approver="市長",
        release_by_delegation=delegates,
        most_extensions=2,
        gender_minimum_percent=gender_minimum,
        term_months=24,
    )


def _agency_charter(name: str) -> CharterTerms:
    return CharterTerms(
        effective_on=date(2024, 1, 1),
        basis=f"示範市政府{name}廉政會報設置要點",
        required_meetings=1,
        required_basis="設置要點第四點：每年至少召開一次",
        chair_title="局長",
        proxies=Proxies.NONE,
        minutes_days=20,
        minutes_approver="主席",
        release_by_delegation=True,
        most_extensions=2,
        gender_minimum_percent=33,
    )


def _internal(agency: str, name: str, gender: Gender, login: str = "") -> SeatRow:
    return SeatRow(_K.INTERNAL, name, "局長", gender, agency, login)


COMMITTEES: tuple[CommitteeRow, ...] = (
    CommitteeRow(
        DEPARTMENT,
        (
            _city_charter(
                date(2024, 1, 1), "示範市政府廉政會報設置要點（113年1月1日訂定）", 33, delegates=False
            ),
            _city_charter(
                date(2026, 1, 1),
                "示範市政府廉政會報設置要點（114年12月8日修正，自115年1月1日生效）",
                40,
                delegates=True,
            ),
        ),
        (
            SeatRow(_K.CONVENER, "高以樂", "市長", _M, "SEC", from_on=date(2024, 1, 1)),
            SeatRow(_K.DEPUTY_CONVENER, "藍正諭", "秘書長", _F, "SEC", from_on=date(2024, 1, 1)),
            SeatRow(_K.EXECUTIVE_SECRETARY, "郭守謙", "政風處處長", _M, DEPARTMENT, from_on=date(2024, 1, 1)),
            _internal("FIN", "崔文慧", _F),
            _internal("EDU", "仇立人", _M),
            _internal("CON", "閻志成", _M),
            _internal("SOC", "甘美玲", _F),
            _internal("POL", "耿國偉", _M),
            _internal("HEA", "祁靜芳", _F),
            _internal("LEG", "童怡安", _F, "member-legal"),
            SeatRow(_K.EXTERNAL, "歐陽庭", "大學公共行政學系教授", _M, login="member-outside1", to_on=_END),
            SeatRow(_K.EXTERNAL, "賴思齊", "律師", _F, login="member-outside2", to_on=_END),
            SeatRow(_K.EXTERNAL, "褚家寧", "會計師", _F, from_on=date(2024, 7, 1), to_on=date(2026, 6, 30)),
        ),
        "各機關",
    ),
    CommitteeRow(
        "EDU",
        (_agency_charter("教育局"),),
        (
            SeatRow(_K.CONVENER, "仇立人", "局長", _M, "EDU"),
            SeatRow(_K.DEPUTY_CONVENER, "彭文彬", "主任秘書", _M, "EDU"),
            SeatRow(_K.EXECUTIVE_SECRETARY, "洪詠晴", "政風室主任", _F, "EDU"),
            SeatRow(_K.INTERNAL, "單于真", "國小教育科科長", _F, "EDU"),
            SeatRow(_K.INTERNAL, "桂明遠", "工程營繕科科長", _M, "EDU"),
            SeatRow(_K.EXTERNAL, "曲雅惠", "大學教育學系教授", _F, to_on=_END),
        ),
    ),
    CommitteeRow(
        "POL",
        (_agency_charter("警察局"),),
        (
            SeatRow(_K.CONVENER, "耿國偉", "局長", _M, "POL"),
            SeatRow(_K.DEPUTY_CONVENER, "師偉哲", "副局長", _M, "POL"),
            SeatRow(_K.EXECUTIVE_SECRETARY, "梁慧君", "政風室主任", _F, "POL"),
            SeatRow(_K.INTERNAL, "包宏達", "行政科科長", _M, "POL"),
            SeatRow(_K.INTERNAL, "牛志豪", "交通警察大隊大隊長", _M, "POL"),
        ),
        columns=FollowUpColumns.BOXES,
    ),
    CommitteeRow(
        "TAX",
        (_agency_charter("地方稅務局"),),
        (
            SeatRow(_K.CONVENER, "盛佩君", "局長", _F, "TAX"),
            SeatRow(_K.EXECUTIVE_SECRETARY, "尤俊賢", "政風室主任", _M, "TAX"),
            SeatRow(_K.INTERNAL, "樂心怡", "服務科科長", _F, "TAX"),
            SeatRow(_K.INTERNAL, "池文龍", "消費稅科科長", _M, "TAX"),
        ),
    ),
)
