"""Addresses are compiled once per worker: two thousand applications are made in a run, each with the same hundreds of rules."""

from flask import Flask
from werkzeug.routing import Rule

_COMPILED = ("_parts", "_trace", "_converters", "_argument_weights", "arguments")
_compiled: dict[tuple[object, ...], tuple[dict[str, object], object, object]] = {}


class CompiledOnce(Rule):
    """Werkzeug's rule; what compiling makes of it is a function of its text alone, and is kept."""

    def compile(self) -> None:
        key = (self.rule, self.subdomain, self.host, self.merge_slashes, repr(self.defaults))
        if key in _compiled:
            made, build, build_unknown = _compiled[key]
            vars(self).update(made)
        else:
            super().compile()
            build, build_unknown = self._build.__func__, self._build_unknown.__func__  # type: ignore[attr-defined]
            _compiled[key] = (
                {name: vars(self)[name] for name in _COMPILED if name in vars(self)},
                build,
                build_unknown,
            )
        self._build = build.__get__(self, None)  # type: ignore[attr-defined]
        self._build_unknown = build_unknown.__get__(self, None)  # type: ignore[attr-defined]


def install() -> None:
    Flask.url_rule_class = CompiledOnce
