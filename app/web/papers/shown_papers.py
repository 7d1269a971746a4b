"""The papers as their page lists them: standing, files, and what has to be filled in where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.documents.paper import empty_rows
from app.documents.pdf import pdf_available
from app.domain.papers.paper import PaperName, Standing
from app.models import GeneratedDocument
from app.queries.papers.active_templates import papers_without_odt
from app.services.papers.catalogue import Made
from app.services.papers.printing import formats_of
from app.services.papers.producing import Stood
from app.wording.generated import ODT_REASON, empty_place
from app.wording.papers import PDF_SHORT
from app.wording.words import word

MEETING, MINUTES, ACCOUNT, AGENDA = "meetings.edit", "meetings.minutes", "account.index", "meetings.page"
PEOPLE, FOLLOW_UP = "meetings.people", "tracking.follow_up"
FILLED_AT: Mapping[str, str] = {
    **dict.fromkeys(("時間", "開會時間", "地點", "開會地點", "主席", "主持人"), MEETING),
    **dict.fromkeys(("紀錄", "出席人員"), MINUTES),
    **dict.fromkeys(("聯絡人", "聯絡電話", "承辦人", "電話"), ACCOUNT),
    "職稱": PEOPLE,
    "辦理情形": FOLLOW_UP,
}
"""Where a field is filled in; every other one stands in a case, which the agenda leads to."""


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """One line. `links`: (format, url), or format and reason where it cannot be had; `standing` None for a reader."""

    name: PaperName
    title: str
    standing: Standing | None
    produced: GeneratedDocument | None
    links: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A field that prints （未填） in some papers, and where to fill it."""

    field: str
    papers: str
    url: str


def rows_of(
    session: Session, address: str, names: Sequence[PaperName], stood: Mapping[PaperName, Stood]
) -> list[ShownPaper]:
    """`stood` is empty for who only reads."""
    without_odt, no_pdf = papers_without_odt(session), pdf_available()
    return [
        ShownPaper(
            name,
            word(name),
            stood[name].standing if name in stood else None,
            stood[name].produced if name in stood else None,
            _links(address, name, name.value in without_odt, no_pdf),
        )
        for name in names
    ]


def unfilled_of(address: str, papers: Sequence[Made]) -> list[Unfilled]:
    """Each field once, with every paper it is missing in; the rows of one paper that lack it stand together."""
    found: dict[tuple[str, str], list[str]] = {}
    for made in papers:
        for whole, cases in empty_rows(made.empty).items():
            part, _, field = whole.rpartition("：")
            said = empty_place(cases, field)
            place = f"{part}：{said}" if part and FILLED_AT.get(field) != MEETING else said
            endpoint = FILLED_AT.get(field, AGENDA)
            url = url_for(endpoint) if endpoint == ACCOUNT else url_for(endpoint, slug=address)
            papers_of = found.setdefault((place, url), [])
            if word(made.name) not in papers_of:
                papers_of.append(word(made.name))
    return [Unfilled(place, "、".join(papers_of), url) for (place, url), papers_of in found.items()]


def _links(address: str, name: PaperName, without_odt: bool, no_pdf: str | None) -> list[dict[str, str]]:
    links = []
    for fmt in formats_of(name):
        link = {"format": fmt.upper()}
        if fmt == "odt" and without_odt:
            link["reason"] = ODT_REASON
        elif fmt == "pdf" and no_pdf:
            link["reason"] = PDF_SHORT[no_pdf]
        else:
            link["url"] = url_for("papers.download", slug=address, paper=name.value, fmt=fmt)
        links.append(link)
    return links
