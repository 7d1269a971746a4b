"""What was typed into a search box, found in columns: 台 and 臺 alike, upper and lower case alike."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute


def contains(typed: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Does one of the columns contain it? `%` and `_` mean themselves."""
    wanted = typed.strip().lower().replace("台", "臺")
    return or_(
        *(
            func.replace(func.lower(column), "台", "臺").contains(wanted, autoescape=True)
            for column in columns
        )
    )
