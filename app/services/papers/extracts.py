"""節錄: for each agency that has a share or that the 辦法 or a 決議 names, what it has to act on; else one for 各機關."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from app.documents.extract import AgencyExtract, Extract
from app.domain.errors import NotNow
from app.domain.meetings.named_agencies import Matter, Verdict, agencies_concerned, concerns
from app.models import Agency
from app.queries.meetings.matters import matters_of
from app.queries.papers.sources import Sources
from app.services.papers.minutes import case_of, paper_of, rulings_of
from app.wording import generated as said

Wanted = Callable[[Matter], bool]


def agencies_of(sources: Sources) -> list[Agency]:
    """The agencies that have a sheet of their own."""
    agencies = {agency.id: agency for agency in sources.agencies}
    return [agencies[key] for key in agencies_concerned(_matters(sources).values(), sources.known)]


def of(sources: Sources) -> Extract:
    """One sheet for each agency concerned; one for 各機關 with the cases that need action where none is."""
    return Extract(
        tuple(_sheet(sources, one.name, _of_agency(sources, one.id)) for one in agencies_of(sources))
        or (_sheet(sources, said.EVERYBODY, lambda matter: matter.needs_action),)
    )


def for_agency(sources: Sources, asked: str) -> Extract:
    """The sheet of one agency by full name, short name or code. NotNow: extract_agency_unknown, extract_nothing."""
    if asked == said.EVERYBODY:
        return Extract((_sheet(sources, said.EVERYBODY, lambda matter: matter.needs_action),))
    agency = _find(sources.agencies, asked)
    wanted = _of_agency(sources, agency.id)
    if not any(map(wanted, _matters(sources).values())):
        raise NotNow("extract_nothing", agency=agency.name)
    return Extract((_sheet(sources, agency.name, wanted),))


def for_own(sources: Sources, own: Collection[int]) -> Extract:
    """The sheets of the reader's own agencies, of what `sources` was cut to. NotNow: extract_not_yours."""
    sheets = [
        _sheet(sources, one.name, _of_agency(sources, one.id))
        for one in agencies_of(sources)
        if one.id in own
    ]
    if not sheets:
        raise NotNow("extract_not_yours")
    return Extract(tuple(sheets))


def _find(agencies: Sequence[Agency], asked: str) -> Agency:
    found = next((one for one in agencies if asked in (one.name, one.short_name, one.code)), None)
    if found is None:
        raise NotNow("extract_agency_unknown", agency=asked)
    return found


def _of_agency(sources: Sources, key: int) -> Wanted:
    return lambda matter: concerns(matter, key, sources.known)


def _sheet(sources: Sources, agency: str, wanted: Wanted) -> AgencyExtract:
    content, matters = sources.content, _matters(sources)
    whole = paper_of(content)
    closing = tuple(one for one in content.closing if wanted(matters[-one.id]))
    return AgencyExtract(
        title=said.EXTRACT_TITLE.format(meeting=content.title),
        agency=agency,
        time=whole.time,
        place=whole.place,
        chair=whole.chair,
        recorder=whole.recorder,
        cases=tuple(
            case_of(part.section, place, case)
            for part in content.parts
            for place, case in enumerate(part.cases, start=1)
            if case.key in matters and wanted(matters[case.key])
        ),
        rulings=rulings_of(closing),
    )


def _matters(sources: Sources) -> dict[int, Matter]:
    sharing: dict[int, frozenset[int]] = defaultdict(frozenset)
    for item in sources.shared:
        sharing[item.resolution_id] |= item.agency_ids
    recorded = (*sources.closing, *(one for item in sources.items for one in item.resolutions))
    chosen = {one.id: Verdict(one.disposition, one.tracking_choice, one.text) for one in recorded}
    authors = {item.id: item.proposal.agency_id for item in sources.items if item.proposal}
    return matters_of(sources.content, chosen, authors, sharing)
