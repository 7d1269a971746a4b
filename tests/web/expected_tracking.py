"""Who may do what with resolutions, items and shares: the part of the table of roles that is about tracking."""

from tests.web.expected_rights import (
    AUDITOR,
    CONTACT_A,
    CONTACT_B,
    DEPARTMENT,
    LEADER,
    MEMBER,
    NOBODY,
    SUPERVISOR_A,
    TRUSTED,
    TWO_HATS,
    Expected,
    who,
)

# A's case, split over A and B; a 密 case nobody got a share of.
SEE_RESOLUTION: Expected = {
    "tracked": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, CONTACT_A, SUPERVISOR_A, CONTACT_B),
    "tracked_secret": who(TRUSTED, LEADER),
    "absent_tracked": NOBODY,
}
SPLIT: Expected = {"tracked": DEPARTMENT, "tracked_secret": TRUSTED, "absent_tracked": NOBODY}
PREPARED_ITEM: Expected = {"prepared_item": DEPARTMENT, "absent_item": NOBODY}
BATCH: Expected = {"sent_letter": DEPARTMENT, "absent_letter": NOBODY}

SEE: Expected = {
    **SEE_RESOLUTION,
    "sent_letter": SEE_RESOLUTION["tracked"],
    "absent_letter": SEE_RESOLUTION["tracked"],
    "prepared_item": who(DEPARTMENT, AUDITOR, TWO_HATS),  # its title stands in the audit log
    "approved": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, MEMBER, CONTACT_A, SUPERVISOR_A, CONTACT_B),
    # What a page shows of them: the item of a share, the words of a share of one agency.
    "item_ab": SEE_RESOLUTION["tracked"],
    "share_b": who(DEPARTMENT, LEADER, AUDITOR, TWO_HATS, CONTACT_B),
}

ROUTES: dict[str, Expected] = {
    "tracking.resolution": SEE_RESOLUTION,
    "tracking.split": SPLIT,
    "tracking.make_split": SPLIT,
    "tracking.ask_dispatch": SPLIT,
    "tracking.dispatch": SPLIT,
    "tracking.take_back": BATCH,
    "tracking.remove_item": PREPARED_ITEM,
}
