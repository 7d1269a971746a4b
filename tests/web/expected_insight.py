"""Who may do what with leadership's page: the part of the table of roles that is about looking."""

from tests.web.expected_rights import (
    ADMIN,
    AUDITOR,
    CONTACT_B,
    DEPARTMENT,
    EVERYBODY,
    HEADS,
    LEADER,
    MEMBER,
    NOBODY,
    OWN_COMMITTEE_B,
    PAGE,
    TWO_HATS,
    Expected,
    who,
)

LOOKING = EVERYBODY - {MEMBER, ADMIN}
A_YEAR: Expected = {"year_115": LOOKING, "year_to_come": NOBODY}

# A paper of the whole committee: no agency has it, nor leadership as of now, which is what a meeting's is.
WHOLE = who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS)
RELEASING: Expected = {"year_115": HEADS, "year_to_come": NOBODY}

ROUTES: dict[str, Expected] = {
    "dashboard.index": {PAGE: LOOKING},
    "dashboard.year": A_YEAR,
    "dashboard.print_page": A_YEAR,
    "dashboard.items": A_YEAR,
    "dashboard.assignments": A_YEAR,
    "dashboard.meetings": A_YEAR,
    "dashboard.declarations": A_YEAR,
    "dashboard.ages": A_YEAR,
    "dashboard.bounced": A_YEAR,
    "papers.year_statistics": {"year_115_paper": who(WHOLE, OWN_COMMITTEE_B), "year_to_come_paper": NOBODY},
    "papers.meeting_statistics": {"held_paper": WHOLE - {LEADER}, "absent_held_paper": NOBODY},
    "dashboard.ask_release": RELEASING,
    "dashboard.release": RELEASING,
    "tokens.index": {PAGE: EVERYBODY},
    "tokens.make": {PAGE: EVERYBODY},
    "tokens.end": {"absent_token": NOBODY},
    "saved_views.keep_view": {"views_of_assignments": EVERYBODY, "views_of_nothing": NOBODY},
    "saved_views.index": {PAGE: EVERYBODY},
    "saved_views.rename_view": {"absent_view": NOBODY},
    "saved_views.start_with_view": {"absent_view": NOBODY},
    "saved_views.remove_view": {"absent_view": NOBODY},
    "dashboard.agency": {
        "year_of_b": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, CONTACT_B, OWN_COMMITTEE_B),
        "year_of_none": NOBODY,
    },
}
