"""The mail a split will cause, as its first reader will see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.notices.letter import House, Line, Person
from app.domain.notices.notice import NoticeKind
from app.domain.tracking.codes import assignment_code, case_code_of
from app.models import Agency
from app.queries.notices.recipients import of_agencies
from app.queries.tracking.splits import next_serial
from app.web.tracking.letter_form import LetterForm
from app.web.tracking.resolution import Seen
from app.web.tracking.split_form import Draft
from app.web.transaction import db, today
from app.wording import mails


def of_split(
    this: Seen, used: Sequence[Draft], names: Mapping[int, Agency], form: LetterForm
) -> tuple[str, str] | None:
    """Subject and text of the mail to the first agency; a 密 case is named to nobody by mail."""
    shared = [(draft, agency_id) for draft in used for agency_id, _ in draft.kept]
    if not shared:
        return None
    committee = this.meeting.committee
    case_code = case_code_of(this.resolution.code)
    serial = next_serial(db(), committee.id, case_code)
    first = shared[0][1]
    lines = [
        Line(
            NoticeKind.DISPATCHED,
            code=assignment_code(case_code, serial + place),
            title=draft.title,
            due_on=draft.plan.due_on if draft.plan else None,
            letter_on=form.letter_on.data,
            document_number=form.document_number.data or "",
            confidential=this.confidential,
        )
        for place, (draft, agency_id) in enumerate(shared)
        if agency_id == first
    ]
    person = Person("○○○", "", names[first].short_name)
    return mails.notice(lines, person, House(committee.name), "")


def without_contact(used: Sequence[Draft], names: Mapping[int, Agency]) -> list[str]:
    """Agencies nobody would be written to for: 無聯絡人."""
    wanted = {agency_id for draft in used for agency_id, _ in draft.kept}
    found = of_agencies(db(), wanted, today=today())
    return [one.short_name for one in names.values() if one.id in wanted - found.keys()]
