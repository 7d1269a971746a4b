"""?compare=1 on a list: a column more, with what became of each row since the end of last month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import request

from app.domain.insight.comparing import Change, Stand, changes
from app.domain.roc_date import roc_text
from app.queries.insight import last_month
from app.web.paging import address
from app.web.transaction import db, today
from app.wording.comparing import COLUMN, COMPARE, COMPARE_NO_MORE, NO_DATE, NOTHING_KEPT, SAME
from app.wording.words import word


def asked() -> bool:
    return request.args.get("compare") == "1"


def around(stood: Callable[[date], last_month.Compared]) -> dict[str, Any]:
    """What the list shows of it; `stood` is asked only where it is wanted and the day was kept."""
    if not asked():
        return {"compare_url": address(compare="1"), "compare_label": COMPARE}
    day = last_month.last_month_end(today())
    found: dict[str, Any] = {"compare_url": address(compare=None), "compare_label": COMPARE_NO_MORE}
    if not last_month.is_kept(db(), day):
        return found | {"compare_lacks": NOTHING_KEPT.format(day=roc_text(day))}
    return found | {
        "compare_column": COLUMN.format(day=roc_text(day)),
        "compared": {key: _said(then, now) for key, (then, now) in stood(day).items()},
    }


def _said(then: Stand | None, now: Stand) -> list[str]:
    """One phrase for each change, or that there is none."""
    return [word(one) + _what(one, then) for one in changes(then, now)] or [SAME]


def _what(change: Change, then: Stand | None) -> str:
    if then is not None and change is Change.OTHERWISE:
        return word(then.state)
    if then is not None and change is Change.MOVED:
        return roc_text(then.due) if then.due else NO_DATE
    return ""
