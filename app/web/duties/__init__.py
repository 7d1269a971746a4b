"""Pages of duties. Importing the modules is what registers their routes."""

from app.web.duties import authorisation, deadlines, office_calendars, plan, tallies
from app.web.duties.blueprint import bp

__all__ = ["authorisation", "bp", "deadlines", "office_calendars", "plan", "tallies"]
