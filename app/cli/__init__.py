"""flask --app wsgi tracker …: what administrators and scripts run. Messages go to stderr, results to stdout."""

from app.cli import keeping, running, templates
from app.cli.console import tracker

for piece in (keeping, running, templates):
    for command in piece.COMMANDS:
        tracker.add_command(command)

__all__ = ["tracker"]
