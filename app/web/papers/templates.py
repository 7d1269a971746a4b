"""文件範本: which template each paper is printed with; download, edit in Word, upload, look, put in use, go back."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import FileField

from app.documents.check import PAPER_FIELDS, check_template, dropped_fields, flat
from app.documents.file_names import paper_file_name
from app.documents.paper import TEMPLATES
from app.documents.pdf import PdfUnavailable, pdf_available, to_pdf
from app.documents.program import compile_template
from app.documents.samples import sample_values
from app.domain.errors import Absent, NotNow
from app.domain.papers.template_flow import ORIGINAL, TemplateFormat, TemplateVersionState
from app.domain.people.rights import Right
from app.models import TemplateVersion
from app.queries.papers import template_versions as versions
from app.readers.refusal import FileRefused
from app.services.papers import template_uploads, templates
from app.services.papers.template_uploads import TemplateUnfit
from app.web import errors, once
from app.web.access import access
from app.web.auth.session import actor
from app.web.forms import ID, Line, refuse, seen_version
from app.web.papers.sending import TYPES
from app.web.transaction import db, now
from app.wording.messages import MESSAGES
from app.wording.papers import PAPER_NAMES, PDF_REASONS
from app.wording.templates import (
    FILE_OF_TEMPLATE,
    NO_ODT,
    NO_TWIN,
    ORIGINAL_NAME,
    SAMPLE_OF_TEMPLATE,
    VERSION_NAME,
    template_file_sentence,
    template_sentence,
)

bp = Blueprint("paper_templates", __name__, url_prefix="/templates")

HIGHEST_NUMBER = 9999
_NUMBER = f"<int(max={HIGHEST_NUMBER}):number>"
_DOCX, _ODT = TemplateFormat.DOCX, TemplateFormat.ODT


class UploadForm(FlaskForm):
    docx = FileField("Word 檔（.docx）")
    odt = FileField("ODT 檔（.odt）")
    note = Line("改了什麼", limit=100)


@bp.before_request
def the_department_only() -> None:
    """What others have is no template at all: officers of other committees print with these, and keep none."""
    if not versions.keeps_templates(db(), actor()):
        raise Absent


@bp.get("")
@access(Right.KEEP_TEMPLATES)
def index() -> ResponseReturnValue:
    return render_template(
        "papers/templates.html", papers=PAPER_NAMES, in_use=versions.versions_in_use(db()), odt=_ODT
    )


@bp.get("/<string:paper>")
@access(Right.KEEP_TEMPLATES)
def paper_page(paper: str) -> ResponseReturnValue:
    return render_template("papers/template.html", form=UploadForm(formdata=None), **_shown(paper))


@bp.post("/<string:paper>")
@access(Right.KEEP_TEMPLATES)
def upload(paper: str) -> ResponseReturnValue:
    shown, form = _shown(paper), UploadForm()
    if led := once.already_led():
        return led
    sent = {
        fmt: (file.filename, file.read())
        for fmt in TemplateFormat
        if (file := request.files.get(fmt)) is not None and file.filename
    }
    if not form.validate() or not sent:
        if not sent:
            form.docx.errors = ["請選擇改好的範本檔案"]
        return refuse("papers/template.html", form, **shown)
    word = None if _DOCX in sent else versions.file_of(db(), paper, _beside(shown), _DOCX, TEMPLATES)
    db().rollback()  # nobody waits while the files are looked at and LibreOffice works
    try:
        looked = template_uploads.look_at(paper, sent, word)
    except FileRefused as refused:
        faults = [template_file_sentence(refused.code, refused.filename)]
    except TemplateUnfit as unfit:
        faults = [template_sentence(one.code, one.facts, one.filename) for one in unfit.faults]
    else:
        made = templates.add(db(), actor(), paper, looked.files, note=form.note.data or "", now=now())
        key = "template_taken_no_twin" if looked.no_twin else "template_taken"
        flash(MESSAGES[key].format(number=made.number, reason=NO_TWIN.get(looked.no_twin, "")))
        return once.lead(url_for(".version", paper=paper, number=made.number))
    form.docx.errors = faults
    return refuse("papers/template.html", form, **_shown(paper))


@bp.get(f"/<string:paper>/{_NUMBER}")
@access(Right.KEEP_TEMPLATES)
def version(paper: str, number: int) -> ResponseReturnValue:
    shown = _shown(paper)
    chosen = next((one for one in shown["versions"] if one.number == number), None)
    if chosen is None and number != ORIGINAL:
        raise Absent
    data = _bytes(paper, number, _DOCX)
    problems = check_template(data, PAPER_FIELDS[paper])
    return render_template(
        "papers/template_version.html",
        form=UploadForm(formdata=None),
        number=number,
        version=chosen,
        problems=[template_sentence(problem.code, problem.facts) for problem in problems],
        dropped=[] if problems else sorted(dropped_fields(data, (TEMPLATES / f"{paper}.docx").read_bytes())),
        samples=_samples(paper, number, chosen),
        **shown,
    )


@bp.get(f"/<string:paper>/{_NUMBER}/template.<string:fmt>")
@access(Right.KEEP_TEMPLATES)
def file(paper: str, number: int, fmt: str) -> ResponseReturnValue:
    return _sent(_bytes(paper, number, fmt), _named(paper, number, FILE_OF_TEMPLATE), fmt)


@bp.get(f"/<string:paper>/{_NUMBER}/sample.<string:fmt>")
@access(Right.KEEP_TEMPLATES)
def sample(paper: str, number: int, fmt: str) -> ResponseReturnValue:
    """The paper as it would be printed, with invented data."""
    if fmt not in TYPES:
        raise Absent
    data = _bytes(paper, number, "docx" if fmt == "pdf" else fmt)
    if check_template(data, PAPER_FIELDS[paper]):
        raise NotNow("template_unfit")  # the program asks more of a template than when this one was kept
    try:
        printed = compile_template(data).render(sample_values(paper))
        return _sent(
            to_pdf(printed, ".docx") if fmt == "pdf" else printed,
            _named(paper, number, SAMPLE_OF_TEMPLATE),
            fmt,
        )
    except PdfUnavailable as unavailable:
        return errors.page(503, [PDF_REASONS[unavailable.code]])


@bp.post(f"/<string:paper>/{_NUMBER}/activate")
@access(Right.KEEP_TEMPLATES)
def activate(paper: str, number: int) -> ResponseReturnValue:
    """Number 0 is the original."""
    shown = _shown(paper)
    if number == ORIGINAL:
        templates.back_to_original(db(), actor(), paper, seen_version=seen_version(), now=now())
        flash(MESSAGES["template_original"].format(paper=shown["name"]))
    else:
        templates.activate(db(), actor(), paper, number, seen_version=seen_version(), now=now())
        flash(MESSAGES["template_activated"].format(paper=shown["name"], number=number))
    return redirect(url_for(".paper_page", paper=paper), 303)


def _shown(paper: str) -> dict[str, Any]:
    """What every page of one paper shows. Absent for what is no paper."""
    if paper not in PAPER_NAMES:
        raise Absent
    template, found = versions.template_of(db(), paper), versions.versions_of(db(), paper)
    return {
        "paper": paper,
        "name": PAPER_NAMES[paper],
        "seen": template.version if template else None,
        "versions": found,
        "in_use": next((one for one in found if one.state is TemplateVersionState.ACTIVE), None),
        "odt": _ODT,
        "fields": sorted(flat(PAPER_FIELDS[paper])),
    }


def _beside(shown: dict[str, Any]) -> int:
    """The version whose Word file an ODT file sent alone is put beside: the one named, else the one in use."""
    sent = request.form.get("beside", "")
    if ID.fullmatch(sent):
        return int(sent)
    in_use: TemplateVersion | None = shown["in_use"]
    return in_use.number if in_use else ORIGINAL


def _bytes(paper: str, number: int, fmt: str) -> bytes:
    if paper not in PAPER_NAMES or fmt not in set(TemplateFormat):
        raise Absent
    return versions.file_of(db(), paper, number, TemplateFormat(fmt), TEMPLATES)[1]


def _samples(paper: str, number: int, version: TemplateVersion | None) -> list[dict[str, str]]:
    """What can be looked at, for the row of downloads."""
    formats = [file.format for file in version.files] if version else list(TemplateFormat)
    links = [
        {"format": fmt.upper(), "url": url_for(".sample", paper=paper, number=number, fmt=fmt)}
        if fmt in formats
        else {"format": fmt.upper(), "reason": NO_ODT}
        for fmt in TemplateFormat
    ]
    reason = pdf_available()
    pdf = (
        {"reason": PDF_REASONS[reason]}
        if reason
        else {"url": url_for(".sample", paper=paper, number=number, fmt="pdf")}
    )
    return [*links, {"format": "PDF", **pdf}]


def _named(paper: str, number: int, what: str) -> str:
    version = VERSION_NAME.format(number=number) if number else ORIGINAL_NAME
    return f"{PAPER_NAMES[paper]}{what}（{version}）"


def _sent(data: bytes, name: str, fmt: str) -> Response:
    response: Response = current_app.response_class(data, mimetype=TYPES[fmt])
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"template.{fmt}\"; filename*=UTF-8''{quote(paper_file_name(name, fmt))}"
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
