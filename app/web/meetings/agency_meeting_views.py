"""Every page of the yearly meetings, gathered under their blueprint."""

from __future__ import annotations

from app.web.meetings import agency_meetings, filing, registered_files, registering, yearly_plans
from app.web.meetings.agency_meetings_blueprint import bp

__all__ = ["agency_meetings", "bp", "filing", "registered_files", "registering", "yearly_plans"]
