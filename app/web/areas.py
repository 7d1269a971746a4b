"""Every page of the program, area by area."""

from flask import Blueprint

from app.web.account.tokens import bp as tokens
from app.web.account.views import bp as account
from app.web.api import bp as api
from app.web.auth.by_mail import bp as by_mail
from app.web.auth.first_steps import bp as first_steps
from app.web.auth.views import bp as auth
from app.web.duties import bp as duties
from app.web.duties.year_change import bp as years
from app.web.help.views import bp as help_
from app.web.home.views import bp as home
from app.web.insight import bp as dashboard
from app.web.insight.feeds import bp as calendar
from app.web.insight.saved_views import bp as saved_views
from app.web.insight.search import bp as search
from app.web.insight.set_up import bp as set_up
from app.web.intake import bp as intake
from app.web.meetings.agency_meeting_views import bp as agency_meetings
from app.web.meetings.views import bp as meetings
from app.web.notices.health import bp as worker_health
from app.web.notices.mail_links import bp as mail_links
from app.web.notices.rules import bp as reminders
from app.web.notices.views import bp as notices
from app.web.papers.templates import bp as paper_templates
from app.web.papers.views import bp as papers
from app.web.people.charter_views import bp as charters
from app.web.people.committees import bp as committees
from app.web.people.views import bp as people
from app.web.proposals import bp as proposals
from app.web.tracking import bp as tracking

BLUEPRINTS: tuple[Blueprint, ...] = (
    auth,
    first_steps,
    by_mail,
    mail_links,
    notices,
    reminders,
    worker_health,
    account,
    tokens,
    api,
    home,
    dashboard,
    help_,
    search,
    saved_views,
    intake,
    meetings,
    agency_meetings,
    duties,
    years,
    calendar,
    set_up,
    committees,
    charters,
    papers,
    paper_templates,
    people,
    proposals,
    tracking,
)
