"""The people of the demonstration city, each with a login, a telephone and the roles granted."""

from dataclasses import dataclass, field
from datetime import date

from app.demo.city.agencies import AGENCIES, DEPARTMENT

MAIL_DOMAIN = "demo.example"
"""Reserved for documentation by RFC 2606, so no mail of the demonstration can reach anybody."""

_AREA = "01"  # no such area code is assigned in Taiwan
_FIRST_NUMBER = 55501000


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One role for one agency (by code); `role` is a stored identifier, open-ended without `valid_to`."""

    role: str
    agency: str
    valid_from: date = date(2024, 1, 1)
    valid_to: date | None = None
    may_read_confidential: bool = False


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One user; `agency` is the code of the body he or she works in, empty for an outside member."""

    login: str
    name: str
    title: str
    agency: str
    unit: str
    phone_area: str = ""
    phone_number: str = ""
    phone_extension: str = ""
    roles: tuple[GrantRow, ...] = field(default=())

    @property
    def email(self) -> str:
        return f"{self.login}@{MAIL_DOMAIN}"


def _phone(agency: str, extension: int) -> tuple[str, str, str]:
    orders = {row.code: row.order for row in AGENCIES}
    return _AREA, str(_FIRST_NUMBER + orders[agency]), str(extension)


def _person(
    login: str, name: str, title: str, agency: str, unit: str, extension: int, *roles: GrantRow
) -> PersonRow:
    area, number, inner = _phone(agency, extension)
    return PersonRow(login, name, title, agency, unit, area, number, inner, roles)


def _of_department(role: str, *, confidential: bool = False, until: date | None = None) -> GrantRow:
    return GrantRow(role, DEPARTMENT, valid_to=until, may_read_confidential=confidential)


_DEPARTMENT_PEOPLE = (
    _person("eth-head", "郭守謙", "處長", "ETH", "處長室", 100, _of_department("head", confidential=True)),
    _person("eth-chief", "莊雅筑", "科長", "ETH", "預防科", 110, _of_department("head", confidential=True)),
    _person(
        "eth-officer1", "林品妤", "科員", "ETH", "預防科", 111, _of_department("officer", confidential=True)
    ),
    _person("eth-officer2", "張家瑋", "專員", "ETH", "預防科", 112, _of_department("officer")),
    _person("eth-officer3", "方堃", "科員", "ETH", "綜合規劃科", 121, _of_department("officer")),
)

_AGENCY_ETHICS = (
    _person("edu-ethics1", "洪詠晴", "主任", "EDU", "政風室", 601, GrantRow("head", "EDU")),
    _person("edu-ethics2", "巫承恩", "科員", "EDU", "政風室", 602, GrantRow("officer", "EDU")),
    _person("con-ethics1", "紀明學", "主任", "CON", "政風室", 601, GrantRow("head", "CON")),
    _person("con-ethics2", "江宛真", "助理員", "CON", "政風室", 602, GrantRow("officer", "CON")),
)

_SCHOOL_PEOPLE = (
    _person("sh01-contact", "柯佩珊", "人事主任", "SH01", "人事室", 31, GrantRow("contact", "SH01")),
    _person("sh03-contact", "鍾定邦", "總務主任", "SH03", "總務處", 41, GrantRow("contact", "SH03")),
    _person("jh01-contact", "范姜采蓉", "文書組長", "JH01", "總務處", 22, GrantRow("contact", "JH01")),
    _person("jh02-contact", "田又安", "人事管理員", "JH02", "人事室", 30, GrantRow("contact", "JH02")),
    _person("es01-contact", "邱沐恩", "總務主任", "ES01", "總務處", 20, GrantRow("contact", "ES01")),
)

_LEADERS_AND_OTHERS = (
    _person(
        "mayor-office", "高以樂", "市長", "SEC", "市長室", 1, _of_department("leader", confidential=True)
    ),
    _person(
        "secretary-general",
        "藍正諭",
        "秘書長",
        "SEC",
        "秘書長室",
        2,
        _of_department("leader", confidential=True),
    ),
    _person("member-legal", "童怡安", "局長", "LEG", "局長室", 100, _of_department("member")),
    PersonRow("member-outside1", "歐陽庭", "外聘委員（大學教授）", "", "", roles=(_of_department("member"),)),
    PersonRow("member-outside2", "賴思齊", "外聘委員（律師）", "", "", roles=(_of_department("member"),)),
    _person(
        "auditor",
        "曾奕辰",
        "視察",
        "RDE",
        "管制考核組",
        215,
        _of_department("auditor", until=date(2027, 6, 30)),
    ),
    _person("sysadmin", "林𠮷祥", "分析師", "DIG", "資訊服務科", 330, _of_department("admin")),
)

_CONTACTS: tuple[tuple[str, str, str, str, str, str], ...] = (
    # agency, unit, contact and title, supervisor and title
    ("SEC", "政風室", "劉芷寧", "科員", "蕭國維", "主任"),
    ("CIV", "政風室", "葉書豪", "助理員", "盧心慈", "主任"),
    ("FIN", "政風室", "蔡宜庭", "科員", "簡士傑", "主任"),
    ("EDU", "秘書室", "周映彤", "科員", "彭文彬", "主任秘書"),
    ("ECO", "政風室", "廖柏宇", "科員", "潘淑芬", "主任"),
    ("CON", "秘書室", "孫若涵", "辦事員", "朱啟明", "專門委員"),
    ("TRA", "政風室", "余政翰", "助理員", "連靜儀", "主任"),
    ("URB", "政風室", "謝欣穎", "科員", "溫建宏", "主任"),
    ("WAT", "政風室", "許哲瑋", "科員", "湯麗卿", "主任"),
    ("AGR", "政風室", "黃湘婷", "助理員", "薛永昌", "主任"),
    ("TOU", "秘書室", "胡睿恩", "政風員", "戴曉薇", "主任秘書"),
    ("SOC", "政風室", "曹庭瑜", "科員", "沈志遠", "主任"),
    ("LAB", "政風室", "魏子晴", "科員", "傅鴻文", "主任"),
    ("POL", "政風室", "宋昱廷", "股長", "梁慧君", "主任"),
    ("FIR", "政風室", "呂孟璇", "科員", "鄧榮輝", "主任"),
    ("HEA", "政風室", "何品睿", "科員", "杜雅文", "主任"),
    ("ENV", "政風室", "馬若瑄", "科員", "程國棟", "主任"),
    ("CUL", "政風室", "石凱翔", "助理員", "姚婉如", "主任"),
    ("LAN", "政風室", "范景行", "科員", "施美珍", "主任"),
    ("LEG", "秘書室", "白羽彤", "專員", "顏志誠", "專門委員"),
    ("NEW", "秘書室", "涂凱文", "科員", "龔于庭", "主任秘書"),
    ("TAX", "政風室", "詹子萱", "稅務員", "尤俊賢", "主任"),
    ("SPO", "秘書室", "丁浩然", "政風員", "俞佳慧", "主任秘書"),
    ("DIG", "綜合規劃科", "袁立衡", "管理師", "金雅琪", "科長"),
    ("ACC", "秘書室", "柳沛珊", "科員", "阮文德", "專門委員"),
    ("PER", "秘書室", "侯宗翰", "科員", "倪素貞", "專門委員"),
    ("ETH", "綜合規劃科", "熊冠宇", "科員", "章惠玲", "科長"),
    ("RDE", "綜合計畫組", "康語喬", "研究員", "易世昌", "組長"),
    ("HAK", "秘書室", "羅庭毅", "辦事員", "古秀蓮", "主任秘書"),
    ("IND", "秘書室", "巴奈・伊斯坦", "科員", "全浩誠", "主任秘書"),
    ("D01", "政風室", "陳柔安", "課員", "卓志強", "主任"),
    ("D02", "政風室", "李奕安", "課員", "裴玉鳳", "主任"),
    ("D03", "政風室", "王宥恩", "助理員", "嚴振豐", "主任"),
    ("D04", "政風室", "楊采潔", "課員", "華德明", "主任"),
    ("D05", "秘書室", "吳承翰", "政風員", "鄒美惠", "主任秘書"),
    ("D06", "秘書室", "徐悅", "政風員", "喬安國", "主任秘書"),
    ("D07", "秘書室", "蘇亭羽", "政風員", "辜文龍", "主任秘書"),
    ("D08", "秘書室", "董彥廷", "政風員", "凌淑真", "主任秘書"),
    ("D09", "人事室", "游子謙", "課員", "費家齊", "主任"),
    ("D10", "人事室", "姜語彤", "課員", "祝文昌", "主任"),
    ("D11", "秘書室", "夏侯昀", "課員", "應美雲", "主任秘書"),
    ("D12", "秘書室", "瓦歷斯・達利", "課員", "松麗珠", "主任秘書"),
)


def _reporting_pair(
    agency: str, unit: str, contact: str, contact_title: str, supervisor: str, supervisor_title: str
) -> tuple[PersonRow, PersonRow]:
    login = agency.lower()
    return (
        _person(f"{login}-contact", contact, contact_title, agency, unit, 512, GrantRow("contact", agency)),
        _person(
            f"{login}-supervisor",
            supervisor,
            supervisor_title,
            agency,
            unit,
            501,
            GrantRow("supervisor", agency),
        ),
    )


PEOPLE: tuple[PersonRow, ...] = (
    *_DEPARTMENT_PEOPLE,
    *_AGENCY_ETHICS,
    *_LEADERS_AND_OTHERS,
    *(person for row in _CONTACTS for person in _reporting_pair(*row)),
    *_SCHOOL_PEOPLE,
)
