"""Pages of duties. Importing the modules is what registers their routes."""

from app.web.duties import (
    authorisation,
    deadlines,
    declarants,
    declarations,
    evidence,
    office_calendars,
    plan,
    rosters,
    tallies,
)
from app.web.duties.blueprint import bp

__all__ = [
    "authorisation",
    "bp",
    "deadlines",
    "declarants",
    "declarations",
    "evidence",
    "office_calendars",
    "plan",
    "rosters",
    "tallies",
]
