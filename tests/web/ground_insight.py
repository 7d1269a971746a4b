"""What the rights matrix needs of leadership's page: years, and the page of one agency."""

from typing import Any


def things(code: str) -> dict[str, dict[str, Any]]:
    """Address values by thing."""
    return {
        "year_115": {"year": 115},
        "year_to_come": {"year": 199},
        "year_of_b": {"year": 115, "code": code},
        "year_of_none": {"year": 115, "code": "NONE"},
    }
