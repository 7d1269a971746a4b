"""Leadership's page: /dashboard, its pictures and the lists they open."""

from app.web.insight import dashboard, dashboard_bounced, dashboard_lists, dashboard_release
from app.web.insight.dashboard_blueprint import bp

__all__ = ["bp", "dashboard", "dashboard_bounced", "dashboard_lists", "dashboard_release"]
