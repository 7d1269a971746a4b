"""A template the city's officer changed and has not put in use yet: the sign-in sheet asks for the deputy's title too."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from sqlalchemy.orm import Session

from app.demo.load_people import City
from app.documents.paper import TEMPLATES
from app.domain.papers.template_flow import FileOrigin, TemplateFormat
from app.services.papers import templates
from app.services.papers.templates import NewFile

PAPER = "sign-in-sheet"
BEFORE, AFTER = "代理人<", "代理人職稱、姓名<"
NOTE = "「代理人」一欄改為「代理人職稱、姓名」"


def load_templates(session: Session, city: City, *, now: datetime) -> None:
    files = [
        NewFile(
            fmt,
            FileOrigin.UPLOADED,
            f"簽到表.{fmt}",
            _edited((TEMPLATES / f"{PAPER}.{fmt}").read_bytes()),
        )
        for fmt in TemplateFormat
    ]
    templates.add(session, city.actors["eth-officer1"], PAPER, files, note=NOTE, now=now)


def _edited(template: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename in ("word/document.xml", "content.xml"):
                content = content.replace(BEFORE.encode(), AFTER.encode())
            new.writestr(part, content)
    return file.getvalue()
