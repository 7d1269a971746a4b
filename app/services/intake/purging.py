"""Files that were read and never imported: nothing came of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from app.domain.intake.batch_flow import BatchState
from app.domain.retention import Kept, Purged, begins
from app.models import ImportBatch, ImportFile
from app.services.purging import PurgeRule


def _left_lying(since: date) -> Select[Any]:
    nothing_made = (BatchState.READ, BatchState.DISCARDED)
    return select(ImportBatch.id).where(
        ImportBatch.state.in_(nothing_made), ImportBatch.created_at < begins(since)
    )


def _remove(session: Session, keys: Sequence[Any]) -> None:
    for statement in (
        delete(ImportFile).where(ImportFile.batch_id.in_(keys)),
        delete(ImportBatch).where(ImportBatch.id.in_(keys)),
    ):
        session.execute(statement.execution_options(synchronize_session=False))


RULES = (PurgeRule(Purged.IMPORT_DRAFTS, Kept.SIDE_NOTES, _left_lying, _remove),)
