"""Proposals past review: approved and waiting, or already on the agenda of the coming meeting."""

from app.demo.city.cases import lines
from app.demo.city.proposal_rows import ApprovalRow, CommentRow, ConfidentialRow, EarlierText, ProposalRow

_APPROVED = (
    ProposalRow(
        key="role-models-116",
        state="approved",
        drafter="eth-officer1",
        days_ago=26,
        submitted_days_ago=19,
        unit="政風處",
        subject="116年廉潔楷模推薦及表揚作業規劃案，提請審議。",
        explanation=lines(
            "一、廉潔楷模之表揚，在於使默默堅守崗位之同仁獲得肯定，並形塑機關廉能文化。"
            "近三年推薦人數分別為19人、23人及21人，推薦機關集中於工程及稽查機關。",
            "二、**擴大推薦來源：**區公所、學校及服務機關較少推薦，係因事蹟不若拒收賄賂明顯；"
            "簡化流程、公開資訊等興利事蹟，亦宜列入評選。",
            "三、**審查程序：**各機關應先經所屬廉政會報或相關會議審議，再由首長核定後推薦；"
            "近三年受記過以上處分或考績列丙等者，不得推薦。",
        ),
        proposal=lines(
            "一、請各機關於116年2月28日前完成推薦，每機關以一人至二人為原則。",
            "二、請政風處於116年4月30日前完成遴選，並於市政會議公開表揚。",
        ),
        suggested_resolution="照案通過。",
        approval=ApprovalRow("eth-chief", 13),
    ),
    ProposalRow(
        key="confidential-stub",
        state="approved",
        drafter="eth-officer1",
        days_ago=22,
        submitted_days_ago=20,
        unit="政風處",
        approval=ApprovalRow("eth-head", 18, "政查密字第1150000318號"),
        confidential=ConfidentialRow(
            code_name="晨星專案",
            classified_by="政風處處長",
            declassify_when="全案偵查終結或調查結束後解密",
            kept_at="政風處機密檔案櫃第3櫃",
        ),
    ),
    ProposalRow(
        key="disaster-relief",
        state="approved",
        drafter="agr-contact",
        days_ago=33,
        submitted_days_ago=29,
        unit="農業局",
        subject="為提升農業天然災害救助勘查之公正性，建請建立勘查人員迴避及影像存證機制，提請審議。",
        explanation=lines(
            "一、農業天然災害救助須於短時間內完成勘查，受災面積及損害程度仰賴區公所勘查人員現場認定，"
            "易生人情關說、虛報面積或重複申請等風險。",
            "二、本局會同政風室抽查115年颱風災害救助案件180件，發現下列情形：",
            "（一）勘查照片未顯示地號或拍攝日期者31件。",
            "（二）勘查人員與申請人為三親等內親屬而未迴避者2件。",
            "（三）同一地號由不同人申請者4件，均已更正。",
            "三、勘查人員之迴避，依行政程序法第32條及第33條規定辦理；"
            "區公所人力有限者，得由鄰近區公所相互支援。",
        ),
        proposal=lines(
            "一、請各區公所於勘查前由勘查人員簽署迴避切結，有應迴避情形者即時調派。",
            "二、請農業局會同地政局、數位發展局規劃具定位及時間戳記之拍照工具，於116年汛期前提供使用。",
            "三、請農業局每次災後抽查至少百分之五案件。",
        ),
        suggested_resolution="照案通過，並請各區公所相互支援人力。",
        approval=ApprovalRow("eth-chief", 17, "政預字第1150004126號"),
        earlier=(
            EarlierText(
                author="agr-contact",
                days_ago=33,
                subject="為提升農業天然災害救助勘查之公正性，建請建立迴避機制，提請審議。",
                explanation=lines(
                    "一、農業天然災害救助須於短時間內完成勘查，受災面積及損害程度仰賴區公所勘查人員現場認定，"
                    "易生人情關說、虛報面積等風險。",
                    "二、勘查人員之迴避，依行政程序法第32條規定辦理。",
                ),
                proposal="請各區公所於勘查前由勘查人員簽署迴避切結。",
            ),
        ),
    ),
)

_SCHEDULED = (
    ProposalRow(
        key="official-vehicles",
        state="scheduled",
        drafter="eth-officer2",
        days_ago=38,
        submitted_days_ago=31,
        unit="政風處",
        subject="為防範公務車輛私用及油料不實核銷，建請各機關落實派車及加油卡管理，提請審議。",
        explanation=lines(
            "一、本處辦理公務車輛專案清查，抽查15個機關計92輛公務車，常見缺失如下：",
            "（一）派車單事由僅載「公務」，未記載起迄地點及里程。",
            "（二）假日停放地點與規定不符，且未經核准。",
            "（三）加油數量逾油箱容量或同日重複加油，未敘明原因。",
            "二、**法律責任：**公車私用除行政責任外，倘以不實單據核銷油料，"
            "尚可能涉犯刑法第213條登載不實及詐取財物等罪。",
            "三、**管理工具：**環境保護局清潔車輛已全面裝設行車紀錄及定位設備，"
            "異常里程由系統每週提示，一年來油料支出減少約百分之六，成效良好。",
        ),
        proposal=lines(
            "一、請各機關於116年1月31日前檢視派車單格式，增列起迄地點、里程及乘坐人員。",
            "二、請秘書處研議公務車定位設備共同採購，於116年第1次會議報告辦理情形。",
            "三、請各機關主計及政風單位每半年會同抽查加油卡對帳資料。",
        ),
        suggested_resolution="照案通過。",
        approval=ApprovalRow("eth-chief", 24),
        agenda_order=1,
        comments=(CommentRow("eth-chief", 28, "explanation", 6, "百分之六之計算基礎，請向環境保護局確認。"),),
    ),
    ProposalRow(
        key="remote-meetings",
        state="scheduled",
        drafter="eth-officer3",
        days_ago=36,
        submitted_days_ago=30,
        unit="政風處",
        subject="為維護視訊會議及會議錄音資料之機密，建請訂定共通管理原則，提請審議。",
        explanation=lines(
            "一、視訊會議便利跨機關聯繫，惟與會人員身分確認、錄影錄音及畫面分享等環節，"
            "如未妥善管理，易造成公務機密或個人資料外洩。",
            "二、**會前：**會議連結不宜張貼於公開網頁，機敏議題應採實名登入及等候室機制。",
            "三、**會中：**非經主席同意不得錄影錄音，分享畫面前應關閉無關之檔案及通知訊息。",
            "四、**會後：**錄音檔案之用途限於製作紀錄，紀錄核定後應依檔案管理規定歸檔或銷毀，"
            "不得存放於私人雲端空間；委外製作逐字稿者，應於契約明定保密義務。",
            "五、應以密件處理之會議，仍以實體方式召開為原則。",
        ),
        proposal=lines(
            "一、請數位發展局會同政風處、秘書處，於116年2月28日前訂定視訊會議保密管理原則。",
            "二、請各機關於原則訂定後一個月內完成同仁宣導，並納入公務機密維護檢查項目。",
        ),
        suggested_resolution="照案通過。",
        approval=ApprovalRow("eth-chief", 23),
        agenda_order=2,
    ),
    ProposalRow(
        key="neighbourhood-works",
        state="scheduled",
        drafter="civ-contact",
        days_ago=45,
        submitted_days_ago=41,
        unit="民政局",
        subject="為精進區公所基層小型工程之提報及驗收，建請訂定資訊公開及抽查作法，提請審議。",
        explanation=lines(
            "一、各區公所每年辦理路面修補、排水溝加蓋等基層小型工程約1,500件，"
            "由里辦公處提報需求，區公所勘查後辦理採購。",
            "二、因單案金額小、案件量大，易有集中特定廠商、施作位置與提報內容不符及驗收流於形式之風險。",
            "三、青嵐、望月及禾埔等3個區公所自115年起試辦於網站公開提報里別、施作地點、金額、"
            "得標廠商及完工照片，民眾反映良好，亦有助於減少重複提報。",
        ),
        proposal=lines(
            "一、請各區公所自116年1月起，按月於機關網站公開基層小型工程辦理情形。",
            "二、請民政局會同政風處、建設局，每季擇定2個區公所抽查驗收及結算資料。",
            "三、請各區公所就同一年度得標三件以上之廠商，加強履約查核。",
        ),
        suggested_resolution="照案通過，請民政局於116年第1次會議提出執行成果。",
        approval=ApprovalRow("eth-chief", 34, "政預字第1150003977號"),
        agenda_order=3,
    ),
)

READY: tuple[ProposalRow, ...] = (*_APPROVED, *_SCHEDULED)
