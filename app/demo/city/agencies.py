"""The bodies of 示範市政府: first-level agencies, districts, second-level bodies and schools."""

from dataclasses import dataclass

DEPARTMENT = "ETH"
"""Code of 示範市政府政風處, the agency of the primary committee."""

_CITY = "示範市政府"
_FIRST_LEVEL_ORDER = 100
_DISTRICT_ORDER = 300
_SECOND_LEVEL_ORDER = 500
_SCHOOL_ORDER = 700


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One line of the agency list; `parent`, `supervised_by`, `receives_declarations` are codes or empty."""

    name: str
    short: str
    code: str
    kind: str
    parent: str
    order: int
    ethics_mode: str
    supervised_by: str
    receives_declarations: str
    groups: tuple[str, ...]


_FIRST_LEVEL: tuple[tuple[str, str, str], ...] = (
    ("SEC", "秘書處", "政風機構"),
    ("CIV", "民政局", "政風機構"),
    ("FIN", "財政局", "政風機構"),
    ("EDU", "教育局", "政風機構"),
    ("ECO", "經濟發展局", "政風機構"),
    ("CON", "建設局", "政風機構"),
    ("TRA", "交通局", "政風機構"),
    ("URB", "都市發展局", "政風機構"),
    ("WAT", "水利局", "政風機構"),
    ("AGR", "農業局", "政風機構"),
    ("TOU", "觀光旅遊局", "政風員"),
    ("SOC", "社會局", "政風機構"),
    ("LAB", "勞工局", "政風機構"),
    ("POL", "警察局", "政風機構"),
    ("FIR", "消防局", "政風機構"),
    ("HEA", "衛生局", "政風機構"),
    ("ENV", "環境保護局", "政風機構"),
    ("CUL", "文化局", "政風機構"),
    ("LAN", "地政局", "政風機構"),
    ("LEG", "法制局", "兼任"),
    ("NEW", "新聞局", "兼任"),
    ("TAX", "地方稅務局", "政風機構"),
    ("SPO", "運動局", "政風員"),
    ("DIG", "數位發展局", "政風員"),
    ("ACC", "主計處", "由上級辦理"),
    ("PER", "人事處", "由上級辦理"),
    ("ETH", "政風處", "政風機構"),
    ("RDE", "研究發展考核委員會", "兼任"),
    ("HAK", "客家事務委員會", "兼辦"),
    ("IND", "原住民族事務委員會", "兼辦"),
)

_DISTRICTS: tuple[tuple[str, str], ...] = (
    ("青嵐", "政風機構"),
    ("晴川", "政風機構"),
    ("稻香", "政風機構"),
    ("望月", "政風機構"),
    ("星湖", "政風員"),
    ("松濤", "政風員"),
    ("禾埔", "政風員"),
    ("澄河", "政風員"),
    ("桐林", "兼任"),
    ("汐見", "兼任"),
    ("朝露", "兼辦"),
    ("雲岫", "兼辦"),
)

_SECOND_LEVEL: tuple[tuple[str, str, str, str], ...] = (
    ("MOR", "殯葬管理所", "CIV", "政風員"),
    ("NEC", "新建工程處", "CON", "政風機構"),
    ("PRK", "停車管理處", "TRA", "政風機構"),
    ("ANI", "動物保護防疫處", "AGR", "由上級辦理"),
    ("DVP", "家庭暴力暨性侵害防治中心", "SOC", "由上級辦理"),
    ("LIB", "市立圖書館", "CUL", "兼辦"),
)

_ELEMENTARY: tuple[tuple[str, str], ...] = (
    ("青嵐", "青嵐"), ("青嵐", "映山"), ("晴川", "晴川"), ("晴川", "渡南"), ("稻香", "稻香"),
    ("稻香", "穗豐"), ("望月", "望月"), ("望月", "石橋頭"), ("星湖", "星湖"), ("星湖", "荷岸"),
    ("松濤", "松濤"), ("松濤", "書田"), ("禾埔", "禾埔"), ("禾埔", "新圳"), ("澄河", "澄河"),
    ("澄河", "榕樹下"), ("桐林", "桐林"), ("汐見", "汐見"), ("朝露", "朝露"), ("雲岫", "雲岫"),
)  # fmt: skip
_JUNIOR_HIGH = (
    "青嵐", "晴川", "稻香", "望月", "星湖", "松濤", "禾埔", "澄河", "桐林", "汐見", "朝露", "雲岫", "映山",
)  # fmt: skip
_SENIOR_HIGH = ("青嵐", "晴川", "星湖", "松濤", "澄河", "望月工業", "禾埔農業")


def _receiver(code: str, mode: str, upper: str) -> str:
    """Declarations go to the body's own ethics unit; without one, to the upper agency's (公職人員財產申報法第4條)."""
    return code if mode == "政風機構" else upper


def _first_level() -> tuple[AgencyRow, ...]:
    return tuple(
        AgencyRow(
            name=_CITY + short,
            short=short,
            code=code,
            kind="一級",
            parent="",
            order=_FIRST_LEVEL_ORDER + number,
            ethics_mode=mode,
            supervised_by="" if code == DEPARTMENT else DEPARTMENT,
            receives_declarations=_receiver(code, mode, DEPARTMENT),
            groups=("一級機關", "各機關"),
        )
        for number, (code, short, mode) in enumerate(_FIRST_LEVEL, 1)
    )


def _districts() -> tuple[AgencyRow, ...]:
    return tuple(
        AgencyRow(
            name=f"示範市{district}區公所",
            short=f"{district}區公所",
            code=f"D{number:02d}",
            kind="區公所",
            parent="",
            order=_DISTRICT_ORDER + number,
            ethics_mode=mode,
            supervised_by=DEPARTMENT,
            receives_declarations=_receiver(f"D{number:02d}", mode, DEPARTMENT),
            groups=("區公所", "各機關"),
        )
        for number, (district, mode) in enumerate(_DISTRICTS, 1)
    )


def _second_level() -> tuple[AgencyRow, ...]:
    uppers = {row.code: row for row in _first_level()}
    return tuple(
        AgencyRow(
            name=f"示範市{short}" if short.startswith("市立") else uppers[parent].name + short,
            short=short,
            code=code,
            kind="二級",
            parent=parent,
            order=_SECOND_LEVEL_ORDER + number,
            ethics_mode=mode,
            supervised_by=parent,
            receives_declarations=_receiver(code, mode, parent),
            groups=("二級機關",),
        )
        for number, (code, short, parent, mode) in enumerate(_SECOND_LEVEL, 1)
    )


def school(name: str, short: str, code: str, number: int, ethics_mode: str) -> AgencyRow:
    """A public school under 教育局, whose ethics office supervises it and receives its declarations."""
    return AgencyRow(
        name=name,
        short=short,
        code=code,
        kind="學校",
        parent="EDU",
        order=_SCHOOL_ORDER + number,
        ethics_mode=ethics_mode,
        supervised_by="EDU",
        receives_declarations="EDU",
        groups=("全部學校",),
    )


def _schools() -> tuple[AgencyRow, ...]:
    named = [
        *((f"示範市{d}區{n}國民小學", f"{n}國小", f"ES{i:02d}") for i, (d, n) in enumerate(_ELEMENTARY, 1)),
        *((f"示範市立{n}國民中學", f"{n}國中", f"JH{i:02d}") for i, n in enumerate(_JUNIOR_HIGH, 1)),
        *((f"示範市立{n}高級中等學校", f"{n}高中", f"SH{i:02d}") for i, n in enumerate(_SENIOR_HIGH, 1)),
    ]
    return tuple(
        school(name, short, code, number, _school_mode(code))
        for number, (name, short, code) in enumerate(named, 1)
    )


def _school_mode(code: str) -> str:
    """Senior highs and the first junior highs have somebody who does it besides; the rest leave it to 教育局."""
    return (
        "兼辦"
        if code.startswith("SH") or code in {"JH01", "JH02", "JH03", "JH04", "ES01", "ES07"}
        else "由上級辦理"
    )


AGENCIES: tuple[AgencyRow, ...] = (*_first_level(), *_districts(), *_second_level(), *_schools())
DISTRICT_NAMES: tuple[str, ...] = tuple(district for district, _ in _DISTRICTS)
GROUPS: tuple[str, ...] = ("各機關", "一級機關", "區公所", "二級機關", "全部學校")
"""「各機關」 is what the primary committee means by the word: first-level agencies and districts."""
