"""An agency's 節錄: the cases that name it and those it has a share of, and nothing else."""

import io
import zipfile

from sqlalchemy import update

from app.domain.confidentiality import Confidentiality
from app.domain.meetings.resolution import Disposition, ResolutionKind, TrackingChoice
from app.domain.people.actor import Role
from app.domain.tracking.item import AssignmentRole, DueKind, Frequency, ItemMode
from app.models import Agency, Assignment, Meeting, Proposal
from app.queries.meetings.minutes import minutes_of
from app.services.meetings import minutes_correcting, minuting, resolving
from app.services.meetings.minutes_correcting import Place
from app.services.meetings.resolving import Wording
from app.services.proposals.reviewing import PaperDecision
from app.services.tracking import moving, splitting
from app.services.tracking.splitting import ItemPlan, Letter, SharePlan
from tests.client import HouseClient
from tests.people import NOW, TODAY, agency
from tests.web.meetings.conftest import Pages

URL = "/meetings/115-2"


def test_an_agency_reads_what_names_it_or_was_shared_out_to_it(pages: Pages) -> None:
    roads = agency("A03", "示範市政府工務局", "工務局", 30)
    pages.session.add(roads)
    pages.session.flush()
    meeting, named = _meeting(pages), pages.world.other
    contact, supervisor = pages.browser(Role.CONTACT, named), pages.browser(Role.SUPERVISOR, roads)
    pages.world.save()
    assert contact.get(URL).status_code == 404  # no text is frozen yet
    _approve(pages, meeting)
    _split(pages, meeting, roads)
    first, second, *_ = pages.ids(meeting)
    _reads(contact, own="第1件提案。", others=("第2件", "第3件", "第4件"), case=1, item_id=first)
    _reads(supervisor, own="第2件提案。", others=("第1件", "第3件", "第4件"), case=2, item_id=second)
    assert "請工務局另行函報。" in supervisor.get(URL).text  # 主席裁示事項 that names it
    assert "請工務局另行函報。" not in contact.get(URL).text


def test_a_correction_changes_whom_a_text_names(pages: Pages) -> None:
    meeting = _meeting(pages)
    contact = pages.browser(Role.CONTACT, pages.world.other)
    _approve(pages, meeting)
    assert contact.get(URL).status_code == 200
    one = pages.lines(meeting)[0].resolutions[0]
    minutes = minutes_of(pages.session, meeting)
    assert minutes is not None
    minutes_correcting.correct(
        pages.session, pages.officer, meeting, Place("text", one), "照案通過。", reason="誤植機關",
        paper=PaperDecision("市長", "高以樂", TODAY, "府授政字第1號"), seen_version=minutes.version,
        now=NOW, today=TODAY,
    )  # fmt: skip
    pages.world.save()
    assert contact.get(URL).status_code == 404


def _meeting(pages: Pages) -> Meeting:
    """Case 1 names the other agency, so does the 密 case 3; a ruling names 工務局."""
    meeting = pages.decided(4)
    name = pages.world.other.name
    for item in (pages.lines(meeting)[0], pages.lines(meeting)[2]):
        one = item.resolutions[0]
        words = Wording(
            ResolutionKind.RESOLUTION, f"照案通過，請{name}辦理。", Disposition.ADOPTED, TrackingChoice.TRACK
        )
        resolving.change(pages.session, pages.officer, meeting, one, words, seen_version=one.version, now=NOW)
    ruling = Wording(ResolutionKind.RULING, "請工務局另行函報。", None, TrackingChoice.NONE)
    resolving.add(pages.session, pages.officer, meeting, None, ruling, now=NOW)
    secret = pages.lines(meeting)[2].proposal_id
    pages.session.execute(
        update(Proposal)
        .where(Proposal.id == secret)
        .values(confidentiality=Confidentiality.CONFIDENTIAL, stub_name="甲案")
    )
    meeting.held_on = TODAY
    pages.session.flush()
    return meeting


def _approve(pages: Pages, meeting: Meeting) -> None:
    minutes = minuting.begin(pages.session, pages.officer, meeting, now=NOW)
    pages.record_approval(meeting, minutes)
    pages.world.save()


def _split(pages: Pages, meeting: Meeting, agency: Agency) -> None:
    plan = ItemPlan(
        title="清查", text="清查", mode=ItemMode.EACH_AGENCY, due_kind=DueKind.ONGOING,
        frequency=Frequency.QUARTERLY, shares=(SharePlan(agency.id, AssignmentRole.LEAD),),
    )  # fmt: skip
    one = pages.lines(meeting)[1].resolutions[0]
    (item,) = splitting.prepare(pages.session, pages.head, one, [plan], now=NOW)
    ids = [row.id for row in pages.session.query(Assignment).where(Assignment.item_id == item.id)]
    moving.hold_all(pages.session, ids)
    splitting.send_out(
        pages.session, pages.head, meeting, ids, Letter(TODAY, "府授政字第2號"), now=NOW, today=TODAY
    )
    pages.world.save()


def _reads(client: HouseClient, *, own: str, others: tuple[str, ...], case: int, item_id: int) -> None:
    page = client.get(URL).text
    assert own in page
    assert "會議紀錄節錄" in page
    assert not any(other in page for other in others)
    assert "提案表合訂本" not in page
    paper = zipfile.ZipFile(io.BytesIO(client.get(f"{URL}/documents/extract.docx").data))
    text = paper.read("word/document.xml").decode()
    assert own in text
    assert not any(other in text for other in others)
    for number in range(1, 5):
        assert client.get(f"{URL}/cases/{number}").status_code == (200 if number == case else 404)
    for closed in (
        "/documents",
        "/documents/minutes.docx",
        "/documents/agenda.pdf",
        "/minutes",
        "/proposal-table.docx",
    ):
        assert client.get(f"{URL}{closed}").status_code in (403, 404), closed
    assert client.get(f"{URL}/items/{item_id}/files").status_code == 404
