"""Items and shares: /resolutions, /items, /assignments and what is done with them."""

from app.web.tracking import (
    dispatching,
    follow_up,
    handing_over,
    lists,
    missing_contacts,
    records,
    releasing,
    reporting,
    requesting,
    resolution,
    restoring,
    splitting,
)
from app.web.tracking.blueprint import bp

__all__ = [
    "bp",
    "dispatching",
    "follow_up",
    "handing_over",
    "lists",
    "missing_contacts",
    "records",
    "releasing",
    "reporting",
    "requesting",
    "resolution",
    "restoring",
    "splitting",
]
