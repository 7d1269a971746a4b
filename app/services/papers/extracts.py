"""節錄: for each agency that the 辦法 or a 決議 names, what it has to act on; where none is named, one for 各機關."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.documents.extract import AgencyExtract, Extract
from app.domain.errors import NotNow
from app.domain.meetings.minutes import Case, Decided
from app.domain.papers.named_agencies import Matter, Verdict, agencies_named, concerns
from app.models import Agency
from app.queries.papers.sources import Sources
from app.services.papers.minutes import case_of, paper_of, rulings_of
from app.wording import generated as said

Wanted = Callable[[Matter], bool]


def agencies_of(sources: Sources) -> list[Agency]:
    """The agencies that have a sheet of their own."""
    agencies = {agency.id: agency for agency in sources.agencies}
    return [agencies[key] for key in agencies_named(_matters(sources).values(), sources.known)]


def of(sources: Sources) -> Extract:
    """One sheet for each agency named; one for 各機關 with the cases that need action where none is."""
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
    """The cases by their line, the rulings by their own id, negative. Of a 密 case nothing can be extracted."""
    chosen = {
        one.id: Verdict(one.disposition, one.tracking_choice, one.text)
        for one in (*sources.closing, *(one for item in sources.items for one in item.resolutions))
    }
    authors = {item.id: item.proposal.agency_id for item in sources.items if item.proposal}
    matters = {
        case.key: Matter(_measures(case), _verdicts(case.resolutions, chosen), authors.get(case.key))
        for case in sources.content.cases()
        if not case.stub
    }
    rulings = {-one.id: Matter("", _verdicts((one,), chosen)) for one in sources.content.closing}
    return matters | rulings


def _measures(case: Case) -> str:
    """The 辦法 as it holds: as amended where it was."""
    amended = [one.amended_measures for one in case.resolutions if one.amended_measures]
    return "\n".join(amended) or case.measures


def _verdicts(decided: tuple[Decided, ...], chosen: dict[int, Verdict]) -> tuple[Verdict, ...]:
    """The text as the minutes keep it, the disposition and choice as recorded."""
    return tuple(
        Verdict(chosen[one.id].disposition, chosen[one.id].choice, one.text)
        if one.id in chosen
        else Verdict(None, None, one.text)
        for one in decided
    )
