"""Pages of importing. Importing the modules is what registers their routes."""

from app.web.intake import acting, checking, declarants, listing, samples
from app.web.intake.blueprint import bp

__all__ = ["acting", "bp", "checking", "declarants", "listing", "samples"]
