"""Items and shares: /resolutions, /items, /assignments, /review and what is done with them."""

from app.web.tracking import (
    approvals,
    dispatching,
    follow_up,
    handing_over,
    lists,
    missing_contacts,
    records,
    releasing,
    reporting,
    requesting,
    requests,
    resolution,
    restoring,
    review,
    review_batch,
    splitting,
    summaries,
)
from app.web.tracking.blueprint import bp

__all__ = [
    "approvals",
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
    "requests",
    "resolution",
    "restoring",
    "review",
    "review_batch",
    "splitting",
    "summaries",
]
