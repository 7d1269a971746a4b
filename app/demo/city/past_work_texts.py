"""What extraordinary meetings asked again and again, and what agencies said of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """Both texts take `work` and `by`."""

    title: str
    text: str


MATTERS: tuple[Matter, ...] = (
    Matter("{work}廉政風險評估", "請就{work}等具廉政風險之業務，{by}完成風險評估及因應對策，並將結果送政風處彙整。"),
    Matter("採購履約管理自主檢核", "請比照{work}查核所見缺失，就所辦採購案件{by}完成履約管理自主檢核，缺失應列冊改善。"),
    Matter("公務機密維護宣導", "請以{work}洩密案例為教材，{by}辦理公務機密維護宣導，並留存簽到及測驗紀錄。"),
    Matter("個人資料調閱權限清查", "請就{work}及其他涉及個人資料之系統，{by}完成帳號及調閱權限清查。"),
    Matter("利益衝突迴避身分揭露", "請就補助及交易案件（含{work}）{by}落實事前揭露及事後公開，並檢視迴避情形。"),
    Matter("請託關說登錄抽查", "請就{work}及各項准駁業務{by}抽查請託關說登錄情形，並將統計結果送政風處。"),
    Matter("職務輪調檢討", "請參照{work}輪調經驗，{by}檢討易滋弊端職務之輪調辦法並據以執行。"),
    Matter("財物管理及領用盤點", "請就{work}相關財物{by}完成盤點，帳物不符者應查明原因並追究責任。"),
)  # fmt: skip

UNDER_WAY = (
    "已辦理教育訓練{n}場次，計{people}人次參加，其餘單位排定於下一季辦理。",
    "已完成{n}個單位之檢核，發現缺失{n}項，刻正依限改善。",
    "作業規範修正草案已函請所屬{n}個單位表示意見，彙整後提報。",
    "已清查帳號{people}筆，停用逾期未用帳號{n}筆，餘持續比對中。",
    "已召開研商會議{n}次，確認分工及時程，相關表件修訂中。",
)
DONE = (
    "已辦理完竣，計抽查{people}件，缺失{n}件均已改善，建請解除列管。",
    "教育訓練及測驗均已完成，計{people}人次參加，成果已彙整備查，建請解除列管。",
    "作業規範已函頒實施，並納入年度內部控制自評項目，建請解除列管。",
    "{n}個所屬單位均已完成自主檢核並陳報結果，建請解除列管。",
)
STUCK = (
    "需俟系統廠商完成介面修正後方能辦理，已發函催辦{n}次。",
    "尚待所屬{n}個單位回復，彙整後始能辦理。",
)
