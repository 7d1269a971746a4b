"""What the page of the first set-up says."""

from __future__ import annotations

from enum import StrEnum

from app.domain.insight.set_up import SetUpFacts, SetUpStanding, SetUpTask
from app.domain.notices.delivery import DeliveryState

SET_UP_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (SetUpTask.AGENCIES, "機關資料"),
    (SetUpTask.CONTACTS, "聯絡人"),
    (SetUpTask.COMMITTEE, "設置要點與委員"),
    (SetUpTask.TEMPLATES, "文件範本"),
    (SetUpTask.DEADLINES, "期限與提醒"),
    (SetUpTask.TEST_MAIL, "寄一封測試信給自己"),
    (SetUpTask.PAST_YEARS, "匯入歷年資料"),
    (SetUpStanding.DONE, "已完成"),
    (SetUpStanding.TO_DO, "尚未辦理"),
    (SetUpStanding.INCOMPLETE, "還差一些"),
    (SetUpStanding.MAY_WAIT, "可之後再做"),
)
BY_ADMIN, BY_DEPARTMENT = "由系統管理辦理。", "由政風處辦理。"


def task_line(task: SetUpTask, facts: SetUpFacts) -> str:
    """What the records say of a task, and what it is missing."""
    return {
        SetUpTask.AGENCIES: _agencies,
        SetUpTask.CONTACTS: _contacts,
        SetUpTask.COMMITTEE: _committee,
        SetUpTask.TEMPLATES: _templates,
        SetUpTask.DEADLINES: _deadlines,
        SetUpTask.TEST_MAIL: _test_mail,
        SetUpTask.PAST_YEARS: _past_years,
    }[task](facts)


def _agencies(facts: SetUpFacts) -> str:
    if facts.agencies:
        return f"已有 {facts.agencies} 個機關。"
    return "上傳機關名冊（XLSX 或 ODS，匯入頁有範本），核對後匯入。"


def _contacts(facts: SetUpFacts) -> str:
    if not facts.contacts:
        return "上傳使用者名冊，一次建立各機關聯絡人與信箱。"
    lacking = f"，{facts.without_contact} 個機關還沒有登記信箱的聯絡人" if facts.without_contact else ""
    return f"已有 {facts.contacts} 位聯絡人{lacking}。"


def _committee(facts: SetUpFacts) -> str:
    charter = "設置要點已登錄" if facts.charter else "尚未登錄設置要點"
    return f"{charter}，委員 {facts.members} 位。"


def _templates(facts: SetUpFacts) -> str:
    if facts.own_templates:
        return f"{facts.own_templates} 種文件已換成自己的範本。"
    return "內建範本可直接使用；要換成自己的格式，先看試印再啟用。"


def _deadlines(facts: SetUpFacts) -> str:
    missing = [f"缺 {year} 年辦公日曆表" for year in facts.lacking]
    missing += [] if facts.steps_on else ["提醒步驟全部關閉"]
    missing += [] if facts.base_days else ["今年的財產申報授權基準日尚未登錄"]
    return f"{'，'.join(missing)}。" if missing else "辦公日曆表、提醒步驟、財產申報授權基準日都已備妥。"


def _test_mail(facts: SetUpFacts) -> str:
    if facts.test_mail is None:
        return "確認郵件主機可以寄出；試營運期間請先填測試收件人。"
    return "測試信已寄出。" if facts.test_mail is DeliveryState.SENT else "測試信還沒有寄出，請看寄送狀況。"


def _past_years(facts: SetUpFacts) -> str:
    if facts.past_meetings:
        return f"已有 {facts.past_meetings} 場已召開的會議。"
    return "歷次會議紀錄與提案表，可以一次上傳多個檔案。"
