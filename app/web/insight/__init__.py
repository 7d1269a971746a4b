"""Pages that put the areas together: leadership's page with its lists, the calendar and its feeds."""

from app.web.insight import dashboard, dashboard_lists, dashboard_release
from app.web.insight.dashboard_blueprint import bp

__all__ = ["bp", "dashboard", "dashboard_lists", "dashboard_release"]
from app.web.insight import calendar, dashboard, dashboard_lists, feeds
from app.web.insight.dashboard_blueprint import bp

__all__ = ["bp", "calendar", "dashboard", "dashboard_lists", "feeds"]
