"""What a meeting decided as the reckoning of named agencies needs it: 辦法 as it holds, verdicts, whose case, who has a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings.minutes import Case, Content, Decided
from app.domain.meetings.named_agencies import KnownAgency, Matter, Verdict
from app.models import Agency

NOBODY: frozenset[int] = frozenset()


def agencies_on(session: Session, day: date) -> list[Agency]:
    """The agencies there are on a day, in 機關排序."""
    query = select(Agency).where(
        (Agency.valid_from.is_(None)) | (Agency.valid_from <= day),
        (Agency.valid_to.is_(None)) | (Agency.valid_to >= day),
    )
    return list(session.scalars(query.order_by(Agency.sort_order, Agency.code)))


def known_by_name(agencies: Sequence[Agency]) -> tuple[KnownAgency, ...]:
    """By every name they go by."""
    return tuple(KnownAgency(one.id, (one.name, one.short_name)) for one in agencies)


def matters_of(
    content: Content,
    chosen: Mapping[int, Verdict],
    authors: Mapping[int, int | None],
    sharing: Mapping[int, frozenset[int]],
) -> dict[int, Matter]:
    """The cases by their line, the rulings by their own id, negative. Of a 密 case nothing can be extracted.

    `chosen`: what was recorded, by resolution; `authors`: whose case, by line; `sharing`: by resolution, who has a share of it.
    """
    matters = {
        case.key: Matter(
            _measures(case),
            _verdicts(case.resolutions, chosen),
            authors.get(case.key),
            _sharing(case.resolutions, sharing),
        )
        for case in content.cases()
        if not case.stub
    }
    rulings = {
        -one.id: Matter("", _verdicts((one,), chosen), sharing=_sharing((one,), sharing))
        for one in content.closing
    }
    return matters | rulings


def _measures(case: Case) -> str:
    """The 辦法 as it holds: as amended where it was."""
    amended = [one.amended_measures for one in case.resolutions if one.amended_measures]
    return "\n".join(amended) or case.measures


def _verdicts(decided: tuple[Decided, ...], chosen: Mapping[int, Verdict]) -> tuple[Verdict, ...]:
    """The text as the minutes keep it, the disposition and choice as recorded."""
    return tuple(
        Verdict(chosen[one.id].disposition, chosen[one.id].choice, one.text)
        if one.id in chosen
        else Verdict(None, None, one.text)
        for one in decided
    )


def _sharing(decided: Iterable[Decided], sharing: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return frozenset[int]().union(*(sharing.get(one.id, NOBODY) for one in decided))
