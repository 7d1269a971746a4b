"""Files in a request: those that were sent, and one to send."""

from __future__ import annotations

from flask import Response, request, send_file
from werkzeug.datastructures import FileStorage
from wtforms import Field

from app.models import Attachment, Evidence
from app.services.proposals.attached import path_of
from app.web.settings import settings

ACCEPT = ".docx,.odt,.xlsx,.ods,.pdf,.jpg,.jpeg,.png"


def sent_files(field: Field, most: int) -> list[FileStorage]:
    """What was chosen in this field; nothing, and the field says why, when it is none or too many."""
    sent = [file for file in request.files.getlist(field.name) if file.filename]
    if 0 < len(sent) <= most:
        return sent
    field.errors = ["請選擇檔案。" if not sent else f"一次最多上傳 {most} 個檔案。"]
    return []


def download(row: Attachment | Evidence) -> Response:
    """The bytes as they came, never opened by the browser as a page of ours."""
    response = send_file(
        path_of(settings().files_dir, row.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=row.filename,
        etag=False,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
