"""移交清冊 to download, for the two and whoever did it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.documents import handover_list as module
from app.queries.tracking.handovers import one_handover
from app.services.papers.handover_list import list_of
from app.services.papers.loose import Loose
from app.web.access import access
from app.web.auth.session import actor
from app.web.papers import sending
from app.web.papers.blueprint import bp
from app.web.transaction import db
from app.wording.papers import HANDOVER_TITLE

TEMPLATE = "handover-list"


@bp.get("/handover/<int:handover_id>/list.<string:fmt>")
@access()
def handover_list(handover_id: int, fmt: str) -> ResponseReturnValue:
    row = one_handover(db(), actor(), handover_id)
    wanted = sending.loose_format(fmt)
    title = f"{HANDOVER_TITLE}{row.predecessor.name}"
    return sending.loose(Loose(TEMPLATE, module, list_of(db(), actor(), row), title), wanted)
