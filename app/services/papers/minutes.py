"""會議紀錄 and 函送紀錄函稿: from the assembled text to the plain values of the papers."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.documents.minutes import Minutes as Paper
from app.documents.minutes import MinutesCase, MinutesPart, Remark
from app.documents.minutes_letter import MinutesLetter
from app.documents.paper import NOT_FILLED
from app.domain.meetings.dated_fact import FactKind
from app.domain.meetings.minutes import Case, Content, Decided, Part
from app.domain.meetings.resolution import KIND_OF_SECTION, ResolutionKind, Section
from app.domain.numerals import to_han
from app.domain.people.actor import Actor
from app.domain.proposals.enumerators import MarkerStyle, write_enumerator
from app.domain.proposals.paragraphs import Paragraph, parse, parse_line
from app.domain.roc_date import WEEKDAYS, roc_long
from app.models import Committee, DatedFact, Meeting, User
from app.queries.meetings.minutes import charter_on
from app.queries.meetings.shown import printed_title
from app.wording import minutes as said
from app.wording.words import word

NOON = 12
MARKERS = "壹貳參肆伍陸柒捌玖拾"
ALWAYS = (Section.OPENING, Section.REPORTS, Section.DISCUSSION, Section.EXTEMPORE)
"""Parts that stand in every record of a meeting, with （略） or （無） where nothing was."""
CASES = (Section.DISCUSSION, Section.EXTEMPORE)


def paper_of(content: Content) -> Paper:
    """The paper, its parts marked 壹、貳、… in order."""
    parts = [made for part in content.parts if (made := _part(part, content))]
    parts.append((said.ADJOURNED, _clock(content.ends_at) or NOT_FILLED, (), ()))
    return Paper(
        title=said.TITLE.format(meeting=content.title),
        time=_day(content.held_on) + _clock(content.starts_at),
        place=content.place,
        chair=content.chair,
        recorder=content.recorder,
        present=content.present,
        observers=content.observers,
        absent=content.absent,
        parts=tuple(
            MinutesPart(f"{MARKERS[place]}、", name, note, text, cases)
            for place, (name, note, text, cases) in enumerate(parts)
        ),
    )


def letter_of(session: Session, actor: Actor, meeting: Meeting) -> MinutesLetter:
    """函稿 of the meeting's minutes; whoever asks for it is its 承辦人."""
    committee = session.scalars(
        select(Committee).where(Committee.id == meeting.committee_id).options(joinedload(Committee.agency))
    ).one()
    person = session.get(User, actor.person_id) if actor.person_id else None
    charter = charter_on(session, committee.id, meeting.held_on) if meeting.held_on else None
    sent = session.scalars(
        select(DatedFact)
        .where(
            DatedFact.meeting_id == meeting.id,
            DatedFact.kind == FactKind.MINUTES_SENT,
            DatedFact.removed_at.is_(None),
        )
        .order_by(DatedFact.id.desc())
    ).first()
    texts = [said.LETTER_BASIS.format(basis=charter.basis)] if charter else []
    texts.append(said.LETTER_REQUEST)
    return MinutesLetter(
        agency=committee.host,
        contact=f"{committee.agency.short_name}　{person.title if person else ''}{actor.name}".strip(),
        phone=" ".join(filter(None, (person.phone, person.extension and f"分機{person.extension}")))
        if person
        else "",
        email=person.email if person else "",
        enclosures=said.LETTER_ENCLOSURE,
        subject=said.LETTER_SUBJECT.format(meeting=printed_title(meeting)),
        explanation=tuple(
            parse_line(_mark(place, text) if len(texts) > 1 else text)
            for place, text in enumerate(texts, start=1)
        ),
        recipients=said.LETTER_RECIPIENTS.format(committee=committee.name),
        issued_on=roc_long(sent.dated_on) if sent else "",
        reference=sent.document_number if sent else "",
    )


_Made = tuple[str, str, tuple[Paragraph, ...], tuple[MinutesCase, ...]]


def _part(part: Part, content: Content) -> _Made | None:
    section = Section(part.section)
    name = word(section)
    if section is Section.OPENING:
        return name, "" if content.opening else said.LEFT_OUT, tuple(parse(content.opening)), ()
    if section is Section.CLOSING:
        said_there = [said.REMARK_LINE.format(speaker=who, text=text) for who, text in content.remarks]
        texts = (
            (*parse("\n".join(said_there)), *_rulings(content.closing))
            if said_there
            else _rulings(content.closing)
        )
        return (name, "", texts, ()) if texts else None
    if not part.cases:
        return (name, said.NONE_MADE, (), ()) if section in ALWAYS else None
    if section is Section.AWARDS:
        lines = [line for case in part.cases for line in (case.subject, case.summary) if line]
        return name, "", tuple(parse("\n".join(lines))), ()
    return (
        name,
        "",
        (),
        tuple(_case(section, place, case) for place, case in enumerate(part.cases, start=1)),
    )


def _case(section: Section, place: int, case: Case) -> MinutesCase:
    own = (said.CASE_NAME if section in CASES else said.REPORT_NAME).format(
        number=to_han(case.number or place)
    )
    kind = (
        ResolutionKind(case.resolutions[0].kind)
        if case.resolutions
        else KIND_OF_SECTION.get(section, ResolutionKind.RESOLUTION)
    )
    texts = "\n".join(filter(None, (case.explanation, case.summary)))
    return MinutesCase(
        number=own,
        subject=said.STUB_SUBJECT.format(name=case.subject) if case.stub else case.subject,
        unit=case.unit,
        explanation=tuple(parse(texts)),
        measures=tuple(parse(case.measures)),
        remarks=tuple(Remark(*one) for one in case.remarks),
        resolution=_recused(case) + _texts(case.resolutions),
        unit_label=(said.PROPOSING if section in CASES else said.REPORTING) if case.unit else "",
        result_label=word(kind),
    )


def _recused(case: Case) -> tuple[Paragraph, ...]:
    """Who took no part stands before what was decided."""
    if not case.recused:
        return ()
    return (parse_line(said.RECUSAL_NOTE.format(names=said.AND.join(case.recused))),)


def _texts(resolutions: tuple[Decided, ...]) -> tuple[Paragraph, ...]:
    """Every resolution of a case, an amended 辦法 under the one that amended it."""
    lines: list[str] = []
    for one in resolutions:
        lines.append(one.text)
        if one.amended_measures:
            lines += [said.AMENDED, one.amended_measures]
    return tuple(parse("\n".join(lines)))


def _rulings(closing: tuple[Decided, ...]) -> tuple[Paragraph, ...]:
    if not closing:
        return ()
    if len(closing) == 1:
        return tuple(parse(closing[0].text))
    marked = [
        one.text if parse_line(one.text).marker else _mark(place, one.text)
        for place, one in enumerate(closing, start=1)
    ]
    return tuple(parse("\n".join(marked)))


def _mark(place: int, text: str) -> str:
    return f"{write_enumerator(1, place, MarkerStyle.FULL)}{text}"


def _day(held_on: str) -> str:
    """中華民國115年11月30日（星期一）."""
    if not held_on:
        return ""
    day = date.fromisoformat(held_on)
    return f"{roc_long(day)}（星期{WEEKDAYS[day.weekday()]}）"


def _clock(at: str) -> str:
    """上午9時30分, 中午12時, 下午2時; '' for ''."""
    if not at:
        return ""
    clock = time.fromisoformat(at)
    half = said.FORENOON if clock.hour < NOON else said.NOON if clock.hour == NOON else said.AFTERNOON
    hour = clock.hour - NOON if clock.hour > NOON else clock.hour
    return f"{half}{hour}時" + (f"{clock.minute}分" if clock.minute else "")
