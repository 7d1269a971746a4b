"""The pages of /help in the order of the index."""

from app.wording.help.dashboard import DASHBOARD
from app.wording.help.duties import DEADLINES
from app.wording.help.mail import MAIL
from app.wording.help.meetings import MEETINGS, RESOLUTIONS
from app.wording.help.minutes import MINUTES
from app.wording.help.papers import IMPORT, PAPERS
from app.wording.help.people import AUDIT, HANDOVER, PEOPLE, SIGN_IN
from app.wording.help.proposals import KEYS, REVIEWING, WRITING
from app.wording.help.reporting import REPORTING
from app.wording.help.review import REVIEW
from app.wording.help.search import SEARCH
from app.wording.help.templates import TEMPLATES
from app.wording.help.topic import Task, Topic
from app.wording.help.tracking_back import BACK_TO_MEETING

TOPICS: tuple[Topic, ...] = (
    SIGN_IN, HANDOVER, WRITING, IMPORT, REVIEWING, MEETINGS, RESOLUTIONS, MINUTES, REPORTING, REVIEW, BACK_TO_MEETING, DASHBOARD, PAPERS,
    TEMPLATES, DEADLINES, SEARCH, PEOPLE, MAIL,
    AUDIT, KEYS,
)  # fmt: skip

__all__ = ["TOPICS", "Task", "Topic"]
