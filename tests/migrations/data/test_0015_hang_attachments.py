"""0015: the files of registered meetings become attachments, in their order, and go back."""

import pytest
from sqlalchemy import Engine, text

from app.extensions import schema

AGENCY = (
    "INSERT INTO agencies (id, code, name, short_name, kind, sort_order, ethics_mode, version) "
    "VALUES (1, 'A', '甲', '甲', 'first_level', 1, 'office', 1)"
)
COMMITTEE = (
    "INSERT INTO committees (id, code, name, host, agency_id, is_primary, marker_style, version) "
    "VALUES (1, 'MAIN', '會報', '市', 1, TRUE, 'full', 1)"
)
MEETING = (
    "INSERT INTO meetings (id, committee_id, kind, state, title, label, slug, place, chair, joint_title, created_at, version) "
    "VALUES (1, 1, 'regular', 'closed', '會', '1', '1', '', '', '', '2026-01-01', 1)"
)
REGISTERED = (
    "INSERT INTO registered_meetings (id, meeting_id, chair_role, chair_reason, document_number, informant, filing, filing_reason, "
    "registered_at, version) VALUES (7, 1, 'agency_head', '', '', '', 'not_sent', '', '2026-01-01', 1)"
)
PROPOSAL = (
    "INSERT INTO proposals (id, code, committee_id, year, running, state, unit, subject, explanation, measures, suggested_resolution, "
    "deferrals, confidentiality, stub_name, confidential_basis, declassify_when, paper_lies_at, ai_tool, ai_vendor, ai_model, ai_version, "
    "ai_reviewed_by, created_at, changed_at, version) VALUES (5, 'P1-1', 1, 1, 1, 'draft', '', '', '', '', '', 0, 'normal', '', '', '', "
    "'', '', '', '', '', '', '2026-01-01', '2026-01-01', 1)"
)
FILES = (
    "INSERT INTO {table} ({owner}, filename, kind, size, sha256, uploaded_at, version) VALUES "
    "({id}, '一.pdf', 'pdf', 1, 'aa', '2026-01-01', 1), ({id}, '二.pdf', 'pdf', 1, 'bb', '2026-01-01', 2)"
)
NOW_THERE = text(
    "SELECT proposal_id, item_id, registered_id, position, title, filename, version FROM attachments ORDER BY id"
)


def test_0015_makes_attachments_of_registered_files(empty: Engine) -> None:
    schema.upgrade(empty, "0014")
    with empty.begin() as connection:
        for statement in (AGENCY, COMMITTEE, MEETING, REGISTERED, PROPOSAL):
            connection.execute(text(statement))
        connection.execute(text(FILES.format(table="attachments", owner="proposal_id", id=5)))
        connection.execute(text(FILES.format(table="registered_files", owner="registered_id", id=7)))
    schema.upgrade(empty, "0015")
    with empty.connect() as connection:
        assert [tuple(row) for row in connection.execute(NOW_THERE)] == [
            (5, None, None, 1, "", "一.pdf", 1),
            (5, None, None, 2, "", "二.pdf", 2),
            (None, None, 7, 1, "", "一.pdf", 1),
            (None, None, 7, 2, "", "二.pdf", 2),
        ]
    schema.downgrade(empty, "0014")
    with empty.connect() as connection:
        back = connection.execute(
            text("SELECT registered_id, filename, sha256, version FROM registered_files ORDER BY id")
        )
        assert [tuple(row) for row in back] == [(7, "一.pdf", "aa", 1), (7, "二.pdf", "bb", 2)]
        assert connection.scalar(text("SELECT count(*) FROM attachments")) == 2


def test_0015_does_not_go_back_over_files_of_agenda_items(empty: Engine) -> None:
    schema.upgrade(empty, "0015")
    with empty.begin() as connection:
        for statement in (AGENCY, COMMITTEE, MEETING):
            connection.execute(text(statement))
        connection.execute(
            text(
                "INSERT INTO agenda_items (id, meeting_id, section, position, title, version) VALUES (3, 1, 'reports', 1, '', 1)"
            )
        )
        connection.execute(
            text(
                "INSERT INTO attachments (item_id, position, title, filename, kind, size, sha256, uploaded_at, version) "
                "VALUES (3, 1, '', '一.pdf', 'pdf', 1, 'aa', '2026-01-01', 1)"
            )
        )
    with pytest.raises(RuntimeError, match="agenda items"):
        schema.downgrade(empty, "0014")
