"""The importer's way in: a 會議紀錄 as DOCX, ODT or text → head, cases and what stands between them, nothing lost."""

from __future__ import annotations

from app.readers.child import run_reader
from app.readers.read_document import ReadDocument, from_json
from app.readers.upload import DEFAULT_LIMIT, PROPOSAL_KINDS, check_outside


def read_minutes_document(filename: str, data: bytes, limit: int = DEFAULT_LIMIT) -> ReadDocument:
    """The minutes in a document, or `FileRefused`. Read in the limited child process; `limit` in bytes.

    A document that is none gives no cases and no facts, and everything in `unplaced`.
    """
    uploaded = check_outside(filename, data, PROPOSAL_KINDS, limit)
    value = run_reader("minutes", uploaded.kind, uploaded.filename, data)
    return from_json(value, filename=uploaded.filename, sha256=uploaded.sha256)
