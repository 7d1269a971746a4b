"""Pages of proposals. Importing the modules is what registers their routes."""

from app.web.proposals import (
    commenting,
    confidential,
    creating,
    editing,
    files,
    law_names,
    listing,
    moving,
    reviewing,
    showing,
    versions,
)
from app.web.proposals.blueprint import bp

__all__ = [
    "bp",
    "commenting",
    "confidential",
    "creating",
    "editing",
    "files",
    "law_names",
    "listing",
    "moving",
    "reviewing",
    "showing",
    "versions",
]
