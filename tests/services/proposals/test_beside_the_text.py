"""Comments, 密 and files: what hangs on a proposal."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.confidentiality import Confidentiality
from app.domain.errors import Absent, ChangedSinceSeen, Invalid, NotAllowed, NotNow
from app.domain.proposals.versions import TextField
from app.models import Attachment, Proposal, ReviewComment
from app.readers.refusal import FileRefused
from app.services.proposals import attached, attachments, commenting, confidentiality, drafting
from app.services.proposals.confidentiality import Classification
from app.services.proposals.drafting import Draft
from tests.people import NOW, TODAY
from tests.proposals import LATER, TEXT, Desk

STUB = Classification("甲案", "王主管 115年11月20日 府政機字第1號", "結案後解密", "政風處保險櫃")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def say(desk: Desk, proposal: Proposal, paragraph: int = 1, text: str = "請寫全銜") -> ReviewComment:
    return commenting.comment(
        desk.world.session,
        desk.actor(desk.head),
        proposal,
        version_number=1,
        field=TextField.EXPLANATION,
        paragraph=paragraph,
        text=text,
        now=LATER,
    )


def test_a_comment_keeps_the_paragraph_it_is_about(desk: Desk) -> None:
    row = say(desk, desk.submitted())
    assert (row.quoted, row.paragraph) == ("二、依採購法辦理。", 1)


def test_a_comment_on_no_paragraph_or_without_words_is_refused(desk: Desk) -> None:
    proposal = desk.submitted()
    with pytest.raises(Absent):
        say(desk, proposal, paragraph=9)
    with pytest.raises(Invalid):
        say(desk, proposal, text=" ")
    assert desk.world.session.scalars(select(ReviewComment)).all() == []


def test_a_contact_does_not_review(desk: Desk) -> None:
    proposal = desk.submitted(desk.contact)
    with pytest.raises(NotAllowed):
        commenting.comment(
            desk.world.session,
            desk.actor(desk.contact),
            proposal,
            version_number=1,
            field=TextField.SUBJECT,
            paragraph=0,
            text="x",
            now=LATER,
        )


def test_comments_are_resolved_and_reopened_by_who_writes_the_case(desk: Desk) -> None:
    proposal = desk.submitted(desk.contact)
    row, session, contact = say(desk, proposal), desk.world.session, desk.actor(desk.contact)
    commenting.resolve(session, contact, proposal, row, seen_version=row.version, now=LATER)
    assert row.resolved_by_id == desk.contact.id
    with pytest.raises(ChangedSinceSeen):
        commenting.reopen(session, contact, proposal, row, seen_version=row.version - 1, now=LATER)
    commenting.reopen(session, contact, proposal, row, seen_version=row.version, now=LATER)
    assert row.resolved_at is None
    assert desk.actions(proposal)[-3:] == ["comment", "resolve_comment", "reopen_comment"]


def stub(desk: Desk) -> Proposal:
    session, chief = desk.world.session, desk.actor(desk.chief)
    proposal = drafting.create(session, chief, desk.committee, Draft(unit="政風處"), now=NOW, today=TODAY)
    confidentiality.mark(session, chief, proposal, STUB, seen_version=proposal.version, now=NOW)
    desk.world.save()
    return proposal


def test_a_confidential_case_is_a_stub_that_takes_no_text_and_no_file(desk: Desk, tmp_path: Path) -> None:
    proposal, session, chief = stub(desk), desk.world.session, desk.actor(desk.chief)
    assert (proposal.confidentiality, proposal.stub_name) == (Confidentiality.CONFIDENTIAL, "甲案")
    with pytest.raises(NotNow):
        drafting.save(session, chief, proposal, TEXT, seen_version=proposal.version, now=LATER)
    with pytest.raises(NotNow):
        attachments.attach(session, chief, proposal, "a.png", PNG, files_dir=tmp_path / "files", now=LATER)
    assert not (tmp_path / "files").exists()
    drafting.save(
        session, chief, proposal, TEXT, seen_version=proposal.version, now=LATER, mechanism="認可機制 第1號"
    )
    assert proposal.subject == TEXT.subject


def test_a_case_with_text_or_a_version_is_not_marked(desk: Desk) -> None:
    session, chief = desk.world.session, desk.actor(desk.chief)
    for proposal in (desk.draft(), desk.submitted()):
        with pytest.raises(NotNow) as refused:
            confidentiality.mark(session, chief, proposal, STUB, seen_version=proposal.version, now=LATER)
        assert refused.value.code == "confidential_while_text"


def test_only_who_may_read_it_may_mark_it(desk: Desk) -> None:
    proposal = desk.draft(text=Draft(unit="政風處"))
    with pytest.raises(NotAllowed) as refused:
        confidentiality.mark(
            desk.world.session,
            desk.actor(desk.officer),
            proposal,
            STUB,
            seen_version=proposal.version,
            now=LATER,
        )
    assert refused.value.code == "confidential_right_missing"


def test_lifting_needs_its_basis_and_stands_in_the_log_as_confidential(desk: Desk) -> None:
    proposal, session, chief = stub(desk), desk.world.session, desk.actor(desk.chief)
    with pytest.raises(NotNow):
        confidentiality.lift(session, chief, proposal, reason="", seen_version=proposal.version, now=LATER)
    confidentiality.lift(
        session, chief, proposal, reason="已結案，依第1號函解密", seen_version=proposal.version, now=LATER
    )
    assert proposal.confidentiality is Confidentiality.NORMAL
    assert desk.actions(proposal) == ["create", "mark_confidential", "lift_confidential"]


def test_bytes_lie_under_their_digest_and_removing_hides_the_row(desk: Desk, tmp_path: Path) -> None:
    proposal, session, officer = desk.draft(), desk.world.session, desk.actor(desk.officer)
    rows = [
        attachments.attach(session, officer, proposal, name, PNG, files_dir=tmp_path / "files", now=LATER)
        for name in ("圖 一.png", "same.png")
    ]
    assert rows[0].sha256 == rows[1].sha256
    assert attached.path_of(tmp_path / "files", rows[0].sha256).read_bytes() == PNG
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    attachments.remove(session, officer, proposal, rows[0], seen_version=rows[0].version, now=LATER)
    assert rows[0].removed_at == LATER
    assert attached.path_of(tmp_path / "files", rows[0].sha256).exists()


def test_a_refused_file_leaves_neither_row_nor_bytes(desk: Desk, tmp_path: Path) -> None:
    proposal = desk.draft()
    for name, data in (("a.exe", b"MZ"), ("a.png", b"not a picture"), ("a.docx", b""), ("a.docm", b"PK")):
        with pytest.raises(FileRefused):
            attachments.attach(
                desk.world.session,
                desk.actor(desk.officer),
                proposal,
                name,
                data,
                files_dir=tmp_path / "files",
                now=LATER,
            )
    assert not (tmp_path / "files").exists()
    assert desk.world.session.scalars(select(Attachment)).all() == []
