"""The city's 舊案: a list of a past year, brought in as an officer would."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.demo.city.old_cases import HEADINGS, ROWS
from app.demo.load_people import City
from app.domain.intake.batch_flow import BatchKind
from app.services.intake import batches
from app.services.intake.reading import FileRead

LOADER, FILE_NAME = "eth-officer1", "112年列管表.xlsx"


def load_old_cases(session: Session, city: City, *, now: datetime, today: date) -> None:
    rows = [{"row": at, "cells": list(cells)} for at, cells in enumerate(ROWS, start=2)]
    values = {"heading_row": 1, "headings": list(HEADINGS), "rows": rows, "notes": []}
    digest = hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()
    actor, read = city.actors[LOADER], [FileRead(FILE_NAME, digest, values)]
    batch = batches.store(session, actor, BatchKind.ASSIGNMENTS, city.committee, read, now=now)
    batches.confirm(session, actor, batch, seen_version=batch.version, now=now, today=today)
