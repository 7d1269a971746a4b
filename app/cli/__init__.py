"""flask --app wsgi tracker …: what administrators and scripts run. Messages go to stderr, results to stdout."""

from app.cli.console import tracker
from app.cli.dashboard import COMMANDS as DASHBOARD
from app.cli.demonstration import COMMANDS as DEMONSTRATION
from app.cli.duties import COMMANDS as DUTIES
from app.cli.intake import COMMANDS as INTAKE
from app.cli.keeping import COMMANDS as KEEPING
from app.cli.lists_export import COMMANDS as LISTS
from app.cli.papers import COMMANDS as PAPERS
from app.cli.proposals_export import COMMANDS as EXPORT
from app.cli.reporting import COMMANDS as REPORTING
from app.cli.running import COMMANDS as RUNNING
from app.cli.searching import COMMANDS as SEARCHING
from app.cli.templates import COMMANDS as TEMPLATES
from app.cli.tracking import COMMANDS as TRACKING
from app.cli.working import COMMANDS as WORKING

for command in (
    *DASHBOARD,
    *DEMONSTRATION,
    *KEEPING,
    *INTAKE,
    *DUTIES,
    *TRACKING,
    *EXPORT,
    *LISTS,
    *REPORTING,
    *PAPERS,
    *RUNNING,
    *SEARCHING,
    *TEMPLATES,
    *WORKING,
):
    tracker.add_command(command)

__all__ = ["tracker"]
