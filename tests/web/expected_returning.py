"""Who may do what with the lists of items and shares, their pages, and their way back to the meeting."""

from tests.web.expected_rights import (
    ADMIN,
    AUDITOR,
    CONTACT_A,
    CONTACT_B,
    DEPARTMENT,
    EVERYBODY,
    HEAD,
    LEADER,
    MEMBER,
    NOBODY,
    OWN_COMMITTEE_B,
    PAGE,
    RUN_MEETING,
    SEE_HISTORY,
    SUPERVISOR_A,
    TWO_HATS,
    Expected,
    who,
)

_WHOLE = who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS)
SEE: Expected = {
    "share_of_a": who(_WHOLE, CONTACT_A, SUPERVISOR_A),
    "share_of_b": who(_WHOLE, CONTACT_B),
    "item_of_both": who(_WHOLE, CONTACT_A, SUPERVISOR_A, CONTACT_B),
    "released_share": who(_WHOLE, CONTACT_A, SUPERVISOR_A),
    "absent_share": NOBODY,
}
_LISTS: Expected = {PAGE: EVERYBODY - {MEMBER, ADMIN}}
_OF_DEPARTMENT: Expected = {"share_of_b": DEPARTMENT, "absent_share": NOBODY}
_BY_HEAD: Expected = {"share_of_b": who(HEAD), "absent_share": NOBODY}
_RESTORE: Expected = {"released_share": DEPARTMENT, "absent_share": NOBODY}

ROUTES: dict[str, Expected] = {
    "tracking.assignments": _LISTS,
    "tracking.items": _LISTS,
    "tracking.assignment": {name: SEE[name] for name in ("share_of_a", "share_of_b", "absent_share")},
    "tracking.item": {"item_of_both": SEE["item_of_both"], "absent_share": NOBODY},
    "tracking.ask_restore": _RESTORE,
    "tracking.restore": _RESTORE,
    "tracking.ask_pause": _OF_DEPARTMENT,
    "tracking.pause": _OF_DEPARTMENT,
    "tracking.ask_resume": _OF_DEPARTMENT,
    "tracking.resume": _OF_DEPARTMENT,
    "tracking.ask_correct_due": _BY_HEAD,
    "tracking.correct_due": _BY_HEAD,
    "tracking.ask_close": _OF_DEPARTMENT,
    "tracking.close": _OF_DEPARTMENT,
    "tracking.ask_release": {PAGE: who(DEPARTMENT, OWN_COMMITTEE_B)},
    "tracking.release": {PAGE: who(DEPARTMENT, OWN_COMMITTEE_B)},
    "papers.release_list": {PAGE: who(DEPARTMENT, OWN_COMMITTEE_B)},
    "papers.release_memo": {PAGE: who(DEPARTMENT, OWN_COMMITTEE_B)},
    "tracking.follow_up": SEE_HISTORY,
    "tracking.choose_columns": RUN_MEETING,
    "tracking.propose_verdicts": RUN_MEETING,
    "tracking.say_word": RUN_MEETING,
}
