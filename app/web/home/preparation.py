"""籌備進度: what has been done and what comes next before a meeting, one line each, for whoever runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from app.domain.meetings.meeting_flow import MeetingState
from app.domain.papers.paper import Standing
from app.domain.people.actor import Actor
from app.domain.people.rights import Right, has
from app.domain.proposals.proposal_flow import ProposalState
from app.queries.insight.coming import Coming, Preparation
from app.wording.generated import papers_line
from app.wording.words import word


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list: `kind` is done, todo, attention or blocked; without `url` there is nothing to open."""

    title: str
    word: str
    kind: str
    url: str | None = None
    hint: str = ""


def tasks_of(actor: Actor, meeting: Coming, papers: Mapping[Standing, int]) -> list[Task]:
    """In the order in which they are usually done, `papers` counted by how they stand; empty for a meeting that is not being prepared."""
    known = meeting.preparation
    if known is None or meeting.state not in (MeetingState.PREPARING, MeetingState.AGENDA_SET):
        return []
    return [
        Task("建立會議", "已完成", "done", _page(meeting)),
        _when_and_where(meeting),
        _review(known),
        _agenda(meeting, known),
        _setting(actor, meeting, known),
        _papers(meeting, papers),
        _beginning(meeting),
    ]


def _page(meeting: Coming) -> str:
    return url_for("meetings.page", slug=meeting.address)


def _when_and_where(meeting: Coming) -> Task:
    missing = [name for name, value in (("日期", meeting.held_on), ("地點", meeting.place)) if not value]
    edit = url_for("meetings.edit", slug=meeting.address)
    if missing:
        return Task("日期與地點", f"尚未填寫{'、'.join(missing)}", "todo", edit)
    return Task("日期與地點", "已完成", "done", edit)


def _review(known: Preparation) -> Task:
    waiting = url_for("proposals.index", state=ProposalState.IN_REVIEW.value)
    if known.in_review:
        return Task("提案審核", f"{known.in_review} 案{word(ProposalState.IN_REVIEW)}", "attention", waiting)
    if not known.cases and not known.candidates:
        return Task("提案審核", "尚無提案", "todo", url_for("proposals.index"))
    return Task("提案審核", "已完成", "done", url_for("proposals.index"))


def _agenda(meeting: Coming, known: Preparation) -> Task:
    said = f"已排 {known.cases} 案" if known.cases else "尚未排定"
    if known.candidates:
        return Task("排入議程", f"{known.candidates} 案可排入", "todo", _page(meeting), said)
    return Task("排入議程", said, "done" if known.cases else "blocked", _page(meeting))


def _setting(actor: Actor, meeting: Coming, known: Preparation) -> Task:
    if meeting.state is MeetingState.AGENDA_SET:
        return Task("議程定稿", "已完成", "done", _page(meeting))
    if not known.cases or meeting.held_on is None:
        return Task("議程定稿", "尚不能開始", "blocked", hint="待日期與議程排定")
    hint = "" if has(actor, Right.SET_AGENDA) else "由政風主管定稿"
    return Task("議程定稿", "尚未定稿", "todo", _page(meeting), hint)


def _papers(meeting: Coming, counted: Mapping[Standing, int]) -> Task:
    said, kind = papers_line(counted)
    return Task("會議文件", said, kind, url_for("papers.documents", slug=meeting.address))


def _beginning(meeting: Coming) -> Task:
    if meeting.state is not MeetingState.AGENDA_SET:
        return Task("開始會議", "尚不能開始", "blocked", hint="待議程定稿")
    today = meeting.days is not None and meeting.days <= 0
    return Task(
        "開始會議", "今天開會" if today else "會議當日", "attention" if today else "todo", _page(meeting)
    )
