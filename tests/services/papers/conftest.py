"""The stage of the meetings' tests, with what papers need beside it."""

from tests.services.meetings.conftest import stage

__all__ = ["stage"]
