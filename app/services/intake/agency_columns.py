"""The columns of a list of agencies: their headings, other words for them, example rows for the sample file."""

from __future__ import annotations

from app.domain.people.agency import AgencyKind, EthicsMode
from app.wording.words import word

NAME, SHORT, CODE, KIND, PARENT, ORDER, MODE, GROUPS = (
    "全銜", "簡稱", "代碼", "類別", "上級", "排序", "政風辦理方式", "群組",
)  # fmt: skip
SUPERVISED, DECLARES = "督導政風機構", "受理申報機關"

REQUIRED: dict[str, tuple[str, ...]] = {
    NAME: ("機關全銜", "機關名稱", "全名"),
    SHORT: ("機關簡稱",),
    CODE: ("機關代碼", "代號"),
    KIND: ("機關類別",),
    MODE: ("政風業務辦理方式",),
}
OPTIONAL: dict[str, tuple[str, ...]] = {
    PARENT: ("上級機關", "上級代碼", "上級機關代碼"),
    ORDER: ("機關排序", "順序"),
    GROUPS: ("機關群組",),
    SUPERVISED: ("督導政風機構代碼",),
    DECLARES: ("受理申報機關代碼",),
}
SAMPLE_ORDER = (NAME, SHORT, CODE, KIND, PARENT, ORDER, MODE, GROUPS, SUPERVISED, DECLARES)
SAMPLE_ROWS = (
    ("示範市政府政風處", "政風處", "A01", "一級", "", "10", "政風機構", "一級機關、各機關", "", "A01"),
    ("示範市第一國民小學", "第一國小", "S01", "學校", "A01", "900", "由上級辦理", "全部學校", "A01", "A01"),
)

KINDS = {word(kind): kind for kind in AgencyKind} | {
    "一級機關": AgencyKind.FIRST_LEVEL,
    "二級機關": AgencyKind.SECOND_LEVEL,
    "區": AgencyKind.DISTRICT,
    "各級學校": AgencyKind.SCHOOL,
    "事業": AgencyKind.ENTERPRISE,
}
MODES = {word(mode): mode for mode in EthicsMode}
