from datetime import date

import pytest

from app.domain.office_calendar import OfficeCalendar, SpecialDay, is_weekend
from app.services.office_calendar import SHIPPED
from tests.domain.duties.second import Offices

FILES = sorted(SHIPPED.glob("*.csv"))


@pytest.fixture(scope="session")
def offices() -> Offices:
    return Offices(FILES)


@pytest.fixture(scope="session")
def calendar(offices: Offices) -> OfficeCalendar:
    """The shipped calendars as the program knows them."""
    special: dict[date, SpecialDay] = {
        day: SpecialDay(is_off=not opened)
        for day, opened in offices.open.items()
        if opened is is_weekend(day)
    }
    return OfficeCalendar(frozenset(offices.years), special)
