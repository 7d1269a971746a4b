"""/api/v1: the same figures and lists for programs, read only, by a key and without a session."""

from app.web.api import views
from app.web.api.door import bp

__all__ = ["bp", "views"]
