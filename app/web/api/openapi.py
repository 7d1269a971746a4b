"""The document of the API, made from the very row types that are sent: what a row is cannot be told otherwise than it is."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.web.layout import NAME, VERSION
from app.wording import api as said

PLAIN: dict[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    date: {"type": "string", "format": "date"},
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be asked: any text, a number from 1 to `most`, or one of `choices`."""

    meaning: str
    most: int | None = None
    choices: tuple[str, ...] = ()

    @property
    def schema(self) -> dict[str, Any]:
        if self.most is not None:
            return {"type": "integer", "minimum": 1, "maximum": self.most}
        return {"type": "string", **({"enum": list(self.choices)} if self.choices else {})}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address. `single`: one object, not rows."""

    name: str
    row: type
    parameters: Mapping[str, Parameter]
    single: bool = False


def document(endpoints: typing.Iterable[Endpoint]) -> dict[str, Any]:
    schemas: dict[str, Any] = {"Error": _object({"error": PLAIN[str], "reference": PLAIN[str]}, said.ERROR)}
    paths = {}
    for one in endpoints:
        answer = _ref(one.row, schemas)
        if not one.single:
            next_page = {"type": ["string", "null"]}
            answer = _object({"rows": {"type": "array", "items": answer}, "next": next_page}, said.ROWS)
        paths[f"/{one.name}"] = {"get": _operation(one, answer)}
    return {
        "openapi": "3.1.0",
        "info": {"title": NAME, "version": VERSION, "description": said.DESCRIPTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def plain(value: Any) -> Any:
    """A row as JSON has it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, StrEnum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else value


def _operation(one: Endpoint, answer: dict[str, Any]) -> dict[str, Any]:
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    parameters = [
        {"name": name, "in": "query", "required": False, "description": asked.meaning, "schema": asked.schema}
        for name, asked in one.parameters.items()
    ]
    return {
        "operationId": one.name,
        "summary": inspect.getdoc(one.row) or one.name,
        "parameters": parameters,
        "responses": {
            "200": {"description": said.GOOD, "content": {"application/json": {"schema": answer}}},
            **{status: {"description": meaning, **error} for status, meaning in said.ERRORS.items()},
        },
    }


def _schema(kind: Any, schemas: dict[str, Any]) -> dict[str, Any]:
    if kind in PLAIN:
        return dict(PLAIN[kind])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [str(one.value) for one in kind]}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _ref(kind, schemas)
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(arguments[0], schemas)}
    if typing.get_origin(kind) is types.UnionType and type(None) in arguments:
        (other,) = (one for one in arguments if one is not type(None))
        return {"anyOf": [_schema(other, schemas), {"type": "null"}]}
    raise TypeError(f"a row of the API has no {kind}")


def _ref(row: type, schemas: dict[str, Any]) -> dict[str, Any]:
    name = row.__name__
    if name not in schemas:
        hints = typing.get_type_hints(row)
        schemas[name] = _object(
            {field: _schema(kind, schemas) for field, kind in hints.items()}, inspect.getdoc(row) or ""
        )
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
