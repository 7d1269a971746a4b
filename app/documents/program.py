"""A template compiled once: plain values in, the bytes of a DOCX or ODT out."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Template

from app.documents import odf_template, word_template
from app.documents.archive import Entry, pack, read_archive, store, write_archive
from app.documents.errors import TemplateRefused
from app.documents.grammar import FieldSet, compile_part, environment, fields_of, fill_part
from app.documents.parts import is_xml, parse_part
from app.documents.source import TemplateSource
from app.documents.values import writer

__all__ = ["Program", "TemplateRefused", "compile_template"]

_KEPT_PROGRAMS = 64
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Program:
    """One template, ready to be filled any number of times, from any thread."""

    suffix: str
    digest: str
    fields: FieldSet
    _source: TemplateSource
    _parts: Mapping[str, Template]
    _entries: tuple[Entry | str, ...]

    @property
    def filled_parts(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def render(self, values: Mapping[str, Any]) -> bytes:
        """Return the filled file; equal values give equal bytes.

        Raises jinja2.UndefinedError for a field that `values` lacks, ValueError for a character XML
        cannot carry, TypeError for a value that is not plain.
        """
        return write_archive(
            pack(entry, fill_part(self._parts[entry], values)) if isinstance(entry, str) else entry
            for entry in self._entries
        )


def compile_template(data: bytes) -> Program:
    """Return the program of a DOCX or ODT template, compiled once per content.

    Raises TemplateRefused with a code and facts.
    """
    return _compiled(hashlib.sha256(data).hexdigest(), data)


@lru_cache(maxsize=_KEPT_PROGRAMS)
def _compiled(digest: str, data: bytes) -> Program:
    archive = read_archive(data)
    for name, content in archive.items():
        if content and is_xml(name):
            parse_part(content, name)
    in_order = sorted(archive.items(), key=lambda part: part[0] != "mimetype")
    kind = odf_template if "mimetype" in archive else word_template
    source = kind.take_apart(archive)
    write = writer(source.is_simple, source.encode)
    env = environment(source.level_styles, write, source.mark, source.page)
    compiled = {part: compile_part(env, _PROLOG + text, part) for part, text in source.parts.items()}
    return Program(
        suffix=source.suffix,
        digest=digest,
        fields=fields_of([tree for _, tree in compiled.values()]),
        _source=source,
        _parts={part: template for part, (template, _) in compiled.items()},
        _entries=tuple(_entry(name, content, source) for name, content in in_order),
    )


def _entry(name: str, content: bytes, source: TemplateSource) -> Entry | str:
    """An untouched part is compressed here, once; a filled one is its name until it is rendered.

    ODF 1.3 part 2 §3.3: `mimetype` stands uncompressed (and first, as in the template).
    """
    if name in source.parts:
        return name
    return store(name, content) if name == "mimetype" else pack(name, [content])
