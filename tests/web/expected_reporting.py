"""Who may report, sign off and ask: the part of the table of roles that is about an agency's own side of the loop.

`share_a`, `share_b`: shares of A and B that were sent; B has sent a report on its own. 政風處 enters reports for both.
"""

from tests.web.expected_rights import (
    CONTACT_A,
    CONTACT_B,
    DEPARTMENT,
    ETHICS_B,
    NOBODY,
    PAGE,
    SUPERVISOR_A,
    TWO_HATS,
    Expected,
    who,
)

REPORTS: Expected = {
    "share_a": who(DEPARTMENT, CONTACT_A, SUPERVISOR_A),
    "share_b_sent": who(DEPARTMENT, CONTACT_B),
    "absent_share": NOBODY,
}
SENT: Expected = {"share_b_sent": who(DEPARTMENT, CONTACT_B), "absent_share": NOBODY}
SIGNS: Expected = {"share_a": who(SUPERVISOR_A), "absent_share": NOBODY}
# Whoever reports for any agency has the page; it lists the shares of the own agency only.
OWN_PAGE: Expected = {PAGE: who(DEPARTMENT, CONTACT_A, CONTACT_B, SUPERVISOR_A, ETHICS_B, TWO_HATS)}

SEE: Expected = {
    "share_a": REPORTS["share_a"],
    "share_b_sent": REPORTS["share_b_sent"],
    "report_b": REPORTS["share_b_sent"],
}
ROUTES: dict[str, Expected] = {
    "tracking.report": REPORTS,
    "tracking.write_report": REPORTS,
    "tracking.autosave_report": REPORTS,
    "tracking.report_all": OWN_PAGE,
    "tracking.write_all": OWN_PAGE,
    "tracking.reports_sent": OWN_PAGE,
    "tracking.report_sheet_page": OWN_PAGE,
    "tracking.check_report_sheet": OWN_PAGE,
    "tracking.sent_report": SENT,
    "tracking.recall_report": SENT,
    "papers.approval_sheets": OWN_PAGE,
    "papers.approval_sheet": {
        "share_a": who(CONTACT_A, SUPERVISOR_A),
        "share_b_sent": who(CONTACT_B),
        "absent_share": NOBODY,
    },
    "papers.report_receipt": SENT,
    "tracking.leave_approval": REPORTS,
    "tracking.stamp_report": REPORTS,
    "tracking.set_aside_report": {"absent_share": NOBODY},
    "tracking.sign_off": SIGNS,
    "tracking.decline_report": SIGNS,
    "tracking.evidence_file": SENT,
    "tracking.remove_evidence": {"absent_share": NOBODY},
    "tracking.extension": REPORTS,
    "tracking.ask_extension": REPORTS,
    "tracking.reassignment": REPORTS,
    "tracking.ask_reassignment": REPORTS,
    "tracking.withdraw_request": REPORTS,
    "tracking.approval_mode": {PAGE: who(SUPERVISOR_A)},
    "tracking.choose_approval": {"agency_a": who(SUPERVISOR_A), "absent_agency": NOBODY},
}
