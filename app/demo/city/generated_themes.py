"""Clauses that the generated proposals are put together from: fields of work, themes and periods."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """A field of work (業務) and the short name of the agency that does it."""

    agency: str
    name: str


@dataclass(frozen=True, slots=True)
class Period:
    """The half-year a case looks back on, when it was drafted at the latest, and the days it may set."""

    name: str
    latest_days_ago: int
    dues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What a case is about; every text takes work, agency, period, checked, found, share and due."""

    subject: str
    explanation: tuple[str, ...]
    proposal: tuple[str, ...]


PERIODS: tuple[Period, ...] = (
    Period("115年上半年", 25, ("116年3月31日", "116年4月30日", "116年6月30日")),
    Period("114年下半年", 160, ("115年9月30日", "115年10月31日", "115年12月31日")),
    Period("114年上半年", 340, ("115年3月31日", "115年4月30日", "115年6月30日")),
    Period("113年下半年", 530, ("114年9月30日", "114年10月31日", "114年12月31日")),
)
"""Newest first; the distances hold for a today late in 115."""

WORKS: tuple[Work, ...] = (
    Work("建設局", "道路養護"),
    Work("社會局", "急難救助"),
    Work("衛生局", "食品衛生稽查"),
    Work("水利局", "抽水站維護"),
    Work("地政局", "土地複丈"),
    Work("教育局", "校舍修繕"),
    Work("環境保護局", "廢棄物稽查"),
    Work("都市發展局", "違章建築查報"),
    Work("文化局", "藝文展演補助"),
    Work("交通局", "路邊停車管理"),
    Work("農業局", "農路改善"),
    Work("勞工局", "勞動檢查"),
    Work("消防局", "消防安全檢查"),
    Work("經濟發展局", "公有市場攤位管理"),
    Work("運動局", "運動場館委外營運"),
    Work("觀光旅遊局", "旅宿業稽查"),
    Work("民政局", "殯葬設施管理"),
    Work("地方稅務局", "房屋稅籍清查"),
    Work("客家事務委員會", "社團活動補助"),
    Work("財政局", "市有土地占用清理"),
)

THEMES: tuple[Theme, ...] = (
    Theme(
        subject="為維護{work}業務之公務機密，依{period}清查結果建請強化資料調閱管理，提請審議。",
        explanation=(
            "一、{agency}辦理{work}業務，經常接觸民眾個人資料及尚未公開之行政資訊，倘遭不當查詢或外洩，"
            "將損及民眾權益及機關公信力。",
            "二、{period}抽查系統查詢紀錄{checked}筆，其中{found}筆未登載查詢事由或事由過於簡略，"
            "雖經說明均與公務有關，仍不符內部管理規定。",
            "三、查詢權限應隨職務異動即時調整，離職及調任人員之帳號尤應列為檢視重點。",
        ),
        proposal=(
            "一、請{agency}於{due}前完成帳號及權限清查，並按季抽查查詢紀錄。",
            "二、請政風處將本項業務納入年度公務機密維護檢查對象。",
        ),
    ),
    Theme(
        subject="為提升{work}業務承辦人員之公正性，參酌{period}清查情形建請落實迴避及輪調，提請審議。",
        explanation=(
            "一、{work}業務之承辦人員與特定民眾或業者接觸頻繁，久任一職易生人情壓力，"
            "遇有應迴避情形而未迴避者，更易招致偏頗之質疑。",
            "二、{period}檢視{agency}相關案件{checked}件，未於卷內留存迴避檢核紀錄者{found}件。",
            "三、公務員之自行迴避及申請迴避，行政程序法第32條及第33條已有明文，宜以簡明表單協助同仁檢核。",
        ),
        proposal=(
            "一、請{agency}就本項業務訂定職期輪調原則，於{due}前簽報機關首長核定。",
            "二、請{agency}於受理案件時併附迴避檢核表，由主管複核。",
        ),
    ),
    Theme(
        subject="為促進{work}業務流程透明，依{period}民眾反映建請公開辦理進度及裁量標準，提請審議。",
        explanation=(
            "一、民眾對{work}業務之疑慮，多源於不知案件進度及判斷標準，"
            "資訊不對等亦使不肖人士有居間招搖之機會。",
            "二、{period}{agency}受理相關陳情{checked}件，其中{found}件係詢問進度或質疑標準不一。",
            "三、公開進度查詢及裁量標準，可減少不必要之關說，亦可作為同仁依法行政之依據。",
        ),
        proposal=(
            "一、請{agency}盤點本項業務之裁量事項，於{due}前訂定參考標準並公開於機關網站。",
            "二、請數位發展局協助規劃案件進度線上查詢功能。",
        ),
    ),
    Theme(
        subject="為強化{work}業務之採購履約管理，就{period}稽核缺失研提改善措施，提請審議。",
        explanation=(
            "一、{agency}辦理{work}業務所需之勞務及財物，多以採購方式委由廠商履行，"
            "其查驗及驗收是否確實，攸關公帑運用及服務品質。",
            "二、{period}抽查相關付款資料{checked}筆，查驗紀錄欄位未填或照片未標示日期者{found}筆，"
            "已請承辦單位補正。",
            "三、查驗紀錄宜採制式表單，並由非承辦人員抽驗，以避免流於形式。",
        ),
        proposal=(
            "一、請{agency}於{due}前檢討查驗及驗收表單，並對監驗人員辦理講習。",
            "二、請{agency}每季抽驗至少百分之{share}之案件，抽驗結果送政風單位備查。",
        ),
    ),
    Theme(
        subject="為落實{work}業務之廉政倫理事件登錄，依{period}統計建請加強宣導，提請審議。",
        explanation=(
            "一、{work}業務同仁與職務上利害關係者往來密切，遇有受贈財物、飲宴應酬或請託關說，"
            "應依公務員廉政倫理規範簽報並知會政風單位。",
            "二、{period}就{agency}同仁辦理匿名問卷，回收{checked}份，"
            "其中{found}份表示不清楚登錄期限或受理窗口。",
            "三、登錄之目的在保護同仁，宜以實際情境說明，避免僅宣讀條文。",
        ),
        proposal=(
            "一、請{agency}於{due}前辦理情境式宣導至少一場，並將登錄窗口張貼於辦公處所。",
            "二、請政風處提供案例教材，並按季彙整登錄統計。",
        ),
    ),
    Theme(
        subject="為降低{work}業務之廉政風險，就{period}資料比對結果建請建立異常預警機制，提請審議。",
        explanation=(
            "一、{work}業務案件數量龐大，以人工逐件審查難以發現跨案件之異常關聯，宜善用既有資料進行比對。",
            "二、{period}政風處會同{agency}比對{checked}件案件，發現重複附件、同一聯絡電話或"
            "辦理時間異常者{found}件，經釐清後多屬登載疏漏。",
            "三、比對指標應經業務單位確認，並定期檢討，以免徒增查證負擔。",
        ),
        proposal=(
            "一、請{agency}會同政風處訂定異常指標，於{due}前完成試行。",
            "二、試行期間經篩選之案件，由業務主管複核並記載處理結果。",
        ),
    ),
    Theme(
        subject="為確保{work}業務會勘及檢查之公信力，依{period}抽查情形建請落實雙人作業及紀錄，提請審議。",
        explanation=(
            "一、{work}業務常須赴現場會勘或檢查，單獨前往易生爭議，亦不利於保障同仁。",
            "二、{period}抽查{agency}現場紀錄{checked}份，僅一人簽名或未附照片者{found}份。",
            "三、人力不足時，得以隨身錄影設備輔助，其錄影資料之調閱程序及保存期限應有明確規定。",
        ),
        proposal=(
            "一、請{agency}自{due}起，現場會勘及檢查以二人同行為原則，並當場製作紀錄。",
            "二、請{agency}主管每月抽查百分之{share}之現場紀錄。",
        ),
    ),
)
