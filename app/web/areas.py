"""Every page of the program, area by area."""

from flask import Blueprint

from app.web.auth.views import bp as auth
from app.web.home.views import bp as home

BLUEPRINTS: tuple[Blueprint, ...] = (auth, home)
