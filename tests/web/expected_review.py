"""Who may do what in 審核匣 and 待核定: the part of the table of roles that is about answering."""

from tests.web.expected_rights import (
    AUDITOR,
    CONTACT_A,
    CONTACT_B,
    DEPARTMENT,
    HEADS,
    LEADER,
    MEMBER,
    NOBODY,
    PAGE,
    SUPERVISOR_A,
    TRUSTED,
    TWO_HATS,
    Expected,
    who,
)

# 政風處, and whoever is 政風主管 of a committee of its own: each sees the own committee's.
ANSWERING: Expected = {PAGE: who(DEPARTMENT, HEADS)}
REPORT: Expected = {"report_a": DEPARTMENT, "report_secret": TRUSTED, "absent_share": NOBODY}
SUMMARY: Expected = {"summarised": DEPARTMENT, "absent_summary": NOBODY}
REQUEST: Expected = {"extension_b": DEPARTMENT, "absent_request": NOBODY}

OF_A = who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, CONTACT_A, SUPERVISOR_A)
SEE: Expected = {
    "report_a": OF_A,
    "report_secret": who(TRUSTED, LEADER),
    "summarised": who(OF_A, CONTACT_B),
    "extension_b": DEPARTMENT,
    # What a page shows of them: the item of the shares.
    "reviewed_item": who(OF_A, CONTACT_B),
    "reviewed_secret_item": who(TRUSTED, LEADER),
    "reviewed": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, MEMBER, CONTACT_A, SUPERVISOR_A, CONTACT_B),
    "reviewed_secret": who(TRUSTED, LEADER),
    "reviewing": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, MEMBER, CONTACT_A, SUPERVISOR_A, CONTACT_B),
}

ROUTES: dict[str, Expected] = {
    "tracking.review": ANSWERING,
    "tracking.check_batch": ANSWERING,
    "tracking.decide_batch": ANSWERING,
    "tracking.withdraw_opinions": ANSWERING,
    "tracking.review_report": REPORT,
    "tracking.answer_report": REPORT,
    "tracking.approvals": ANSWERING,
    "tracking.decide_approvals": ANSWERING,
    "tracking.summaries": ANSWERING,
    "tracking.item_summaries": SUMMARY,
    "tracking.summary": SUMMARY,
    "tracking.write_summary": SUMMARY,
    "tracking.ask_request": REQUEST,
    "tracking.decide_request": REQUEST,
    "papers.extension_letter": REQUEST,
}
