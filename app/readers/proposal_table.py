"""The importer's way in: a 提案表 or minutes as DOCX, ODT or text → the cases in it, nothing lost."""

from __future__ import annotations

from app.readers.child import run_reader
from app.readers.read_document import ReadDocument, from_json
from app.readers.upload import DEFAULT_LIMIT, PROPOSAL_KINDS, check_outside


def read_proposal_tables(filename: str, data: bytes, limit: int = DEFAULT_LIMIT) -> ReadDocument:
    """The cases of a document, or `FileRefused`. Read in the limited child process; `limit` in bytes.

    A document without a recognisable case gives no cases and everything in `unplaced`.
    """
    uploaded = check_outside(filename, data, PROPOSAL_KINDS, limit)
    value = run_reader("proposals", uploaded.kind, uploaded.filename, data)
    return from_json(value, filename=uploaded.filename, sha256=uploaded.sha256)
