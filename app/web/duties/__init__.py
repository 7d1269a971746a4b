"""Pages of duties. Importing the modules is what registers their routes."""

from app.web.duties import deadlines, office_calendars
from app.web.duties.blueprint import bp

__all__ = ["bp", "deadlines", "office_calendars"]
