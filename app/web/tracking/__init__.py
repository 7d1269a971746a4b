"""Items and shares: /resolutions, /items, /assignments and what is done with them."""

from app.web.tracking import dispatching, handing_over, missing_contacts, resolution, splitting
from app.web.tracking.blueprint import bp

__all__ = ["bp", "dispatching", "handing_over", "missing_contacts", "resolution", "splitting"]
