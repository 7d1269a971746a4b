"""What the rights matrix needs of looking: years, the page of one agency, views of lists."""

from typing import Any


def things(code: str) -> dict[str, dict[str, Any]]:
    """Address values by thing."""
    return {
        "year_115": {"year": 115},
        "calendar_month": {"at": "115-11"},
        "absent_month": {"at": "115-13"},
        "year_to_come": {"year": 199},
        "year_of_b": {"year": 115, "code": code},
        "year_115_paper": {"year": 115, "fmt": "odt"},
        "year_to_come_paper": {"year": 199, "fmt": "odt"},
        "held_paper": {"slug": "115-94", "fmt": "odt"},
        "absent_held_paper": {"slug": "99-9", "fmt": "odt"},
        "views_of_assignments": {"list_name": "list_assignments"},
        "views_of_nothing": {"list_name": "nothing"},
        "absent_token": {"token_id": 2147483000},
        "absent_view": {"view_id": 2147483000},
        "year_of_none": {"year": 115, "code": "NONE"},
    }
