"""The people on the roster of the city's ethics department: everybody invented, names masked as an office masks them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.duties.declarable_posts import PostKind
from app.domain.duties.declarations import DeclarationType
from app.domain.duties.roster import FilingWay

BEGINS_ON = date(2026, 1, 1)
AS_OF = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class PostRow:
    agency: str
    title: str
    from_on: date
    to_on: date | None = None
    kind: PostKind = PostKind.OFFICE
    suspended_from: date | None = None


@dataclass(frozen=True, slots=True)
class DeclarantRow:
    """`filed`: (kind, day, way) of what has come in. `exempt`: why the year's periodic one is not owed here."""

    name: str
    posts: tuple[PostRow, ...]
    filed: tuple[tuple[DeclarationType, date, FilingWay], ...] = ()
    authorised: bool = False
    exempt: str = ""


_T, _ONLINE, _PAPER = DeclarationType, FilingWay.ONLINE, FilingWay.PAPER
DECLARANTS: tuple[DeclarantRow, ...] = (
    DeclarantRow(
        "王○○",
        (PostRow("ETH", "專門委員", date(2021, 3, 2)),),
        ((_T.PERIODIC, date(2026, 11, 6), _ONLINE),),
        True,
    ),
    DeclarantRow(
        "林○○",
        (PostRow("ETH", "科長", date(2019, 8, 16)),),
        ((_T.PERIODIC, date(2026, 11, 12), _ONLINE),),
        True,
    ),
    DeclarantRow("陳○○", (PostRow("LEG", "副局長", date(2022, 12, 25)),), authorised=True),
    DeclarantRow("黃○○", (PostRow("LEG", "專門委員", date(2026, 9, 1)),)),
    DeclarantRow(
        "張○○", (PostRow("NEW", "科長", date(2020, 1, 16)),), ((_T.PERIODIC, date(2026, 11, 9), _PAPER),)
    ),
    DeclarantRow(
        "李○○",
        (PostRow("DIG", "科長", date(2026, 6, 1), kind=PostKind.ACTING),),
        ((_T.ACTING, date(2026, 10, 15), _ONLINE),),
    ),
    DeclarantRow("吳○○", (PostRow("ACC", "專門委員", date(2020, 9, 1), date(2026, 9, 30)),)),
    DeclarantRow(
        "劉○○",
        (
            PostRow("ACC", "科長", date(2018, 2, 1), date(2026, 7, 31)),
            PostRow("PER", "科長", date(2026, 9, 1)),
        ),
    ),
    DeclarantRow("蔡○○", (PostRow("PER", "專門委員", date(2018, 5, 1), suspended_from=date(2026, 3, 1)),)),
    DeclarantRow(
        "楊○○",
        (PostRow("RDE", "組長", date(2026, 7, 16)),),
        ((_T.TAKING_OFFICE, date(2026, 10, 20), _ONLINE),),
    ),
    DeclarantRow(
        "許○○", (PostRow("TOU", "副局長", date(2023, 2, 1)),), exempt="兼任公股董事，已向監察院申報"
    ),
    DeclarantRow("鄭○○", (PostRow("HAK", "專門委員", date(2022, 1, 3), date(2026, 11, 16)),)),
    DeclarantRow(
        "謝○○",
        (PostRow("SPO", "採購承辦", date(2026, 4, 30), kind=PostKind.DESIGNATED),),
        ((_T.DESIGNATED, date(2026, 7, 28), _ONLINE),),
    ),
)
