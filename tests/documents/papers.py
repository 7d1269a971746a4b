"""A 提案表 of our own words with everything the form can hold."""

from app.documents.proposal_table import ProposalCase, ProposalTable
from app.domain.proposals.paragraphs import Paragraph

TITLE = "示範市政府115年第1次廉政會報提案表"
HOSTILE = "比較 a<b && \"c\" 'd'；全形ＡＢＣ１２３（括號）；罕用字𠮷𡘙；{{ 標題 }} {% if %}；　縮排"


def full_case() -> ProposalCase:
    return ProposalCase(
        number="1",
        unit="政風處",
        subject="為避免履約照片重複使用（duplicate photos），建請各機關強化查核，提請審議。",
        explanation=(
            Paragraph("", 0, "", "為提升履約管理品質，說明如下："),
            Paragraph("一、", 1, "查核現況：", "本府去年抽查35案，其中4案有照片重複情形。"),
            Paragraph("（一）", 2, "", "甲機關2案，均已依契約扣罰。"),
            Paragraph("1、", 3, "", HOSTILE),
            Paragraph("（1）", 4, "", "第四層文字。"),
            Paragraph("甲、", 5, "", "第五層文字。"),
            Paragraph("（甲）", 6, "", "第六層文字。"),
        ),
        measures=(
            Paragraph("一、", 1, "", "請各機關於驗收前比對照片。"),
            Paragraph("二、", 1, "", "請政風處辦理講習。"),
        ),
    )


def bound(*cases: ProposalCase) -> ProposalTable:
    return ProposalTable(TITLE, cases or (full_case(),))
