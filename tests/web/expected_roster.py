"""Who may do what with 申報義務人名冊: names for the receiving agency and for the person's own contact, for nobody else."""

from tests.web.expected_rights import (
    CONTACT_A,
    CONTACT_B,
    DEPARTMENT,
    NOBODY,
    OWN_COMMITTEE_B,
    PAGE,
    Expected,
    who,
)

SEE: Expected = {
    "roster_main": who(DEPARTMENT, CONTACT_A),
    "declarant_a": who(DEPARTMENT, CONTACT_A),
    "filed_a": who(DEPARTMENT, CONTACT_A),
    "absent_declarant": NOBODY,
}
_SEE_ROSTER: Expected = {name: SEE[name] for name in ("roster_main", "absent_declarant")}
_SEE_PERSON: Expected = {name: SEE[name] for name in ("declarant_a", "absent_declarant")}
_KEEP_ROSTER: Expected = {"roster_main": DEPARTMENT, "absent_declarant": NOBODY}
_KEEP_PERSON: Expected = {"declarant_a": DEPARTMENT, "absent_declarant": NOBODY}

ROUTES: dict[str, Expected] = {
    "duties.rosters": {PAGE: who(DEPARTMENT, OWN_COMMITTEE_B, CONTACT_A, CONTACT_B)},
    # B receives its own people's declarations and has no roster yet
    "duties.begin_roster": {"agency_a": NOBODY, "agency_b": OWN_COMMITTEE_B, "absent_agency": NOBODY},
    "intake.ask_declarants": _KEEP_ROSTER,
    "intake.declarants": _KEEP_ROSTER,
    "papers.unfiled_list": _KEEP_ROSTER,
    "papers.filing_notices": _KEEP_ROSTER,
    "papers.filing_notice": _KEEP_PERSON,
    "duties.end_roster": _KEEP_ROSTER,
    "duties.roster": _SEE_ROSTER,
    "duties.enter_filings": _KEEP_ROSTER,
    "duties.new_declarant": _KEEP_ROSTER,
    "duties.add_declarant": _KEEP_ROSTER,
    "duties.declarant": _SEE_PERSON,
    "duties.edit_declarant": _KEEP_PERSON,
    "duties.change_declarant": _KEEP_PERSON,
    "duties.new_period": _KEEP_PERSON,
    "duties.add_period": _KEEP_PERSON,
    "duties.edit_period": _KEEP_PERSON,
    "duties.change_period": _KEEP_PERSON,
    "duties.strike_period": _KEEP_PERSON,
    "duties.declaration": _SEE_PERSON,
    "duties.file_declaration": _KEEP_PERSON,
    "duties.tell_declaration": _KEEP_PERSON,
    "duties.strike_declaration": {"filed_a": DEPARTMENT, "absent_declarant": NOBODY},
}
