"""Addresses are compiled once per worker: a thousand applications are made in a run, each with the same five hundred rules."""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]
_builders: dict[tuple[object, ...], _Builder] = {}


class CompiledOnce(Rule):
    """Werkzeug's rule, whose builder (a function of the rule's text alone) is kept."""

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:
        key = (self.rule, self.subdomain, self.host, append_unknown, repr(self.defaults))
        if key not in _builders:
            _builders[key] = super()._compile_builder(append_unknown)
        return _builders[key]


def install() -> None:
    Flask.url_rule_class = CompiledOnce
