"""Plain values on their way into XML: only exact plain types, only characters XML can carry."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Encode = Callable[[str], str]

_SEPARATOR = "\0"
_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")
_NONCHARACTERS = ("\ufffe", "\uffff")


def prepared(values: Mapping[str, Any], special: tuple[str, ...], encode: Encode) -> Mapping[str, Any]:
    """Return the values with each text that holds a `special` sequence put through `encode`.

    `special` may name the borders of a text with NUL ("\\0 " = begins with a space). All texts are looked
    at in one go, because a bound volume has tens of thousands and nearly none is special.
    Raises ValueError for a character XML 1.0 §2.2 forbids, TypeError for anything but str, int, bool,
    mapping, list or tuple: a record or a Markup has no business in a template.
    """
    texts: list[str] = []
    _gather(values.values(), texts)
    joined = _SEPARATOR.join(["", *texts, ""])
    raw = _utf8(joined)
    if len(raw) - len(raw.translate(None, _CONTROLS)) != len(texts) + 1:
        raise ValueError("a control character cannot stand in a paper")
    if any(code in joined for code in _NONCHARACTERS):
        raise ValueError("a noncharacter cannot stand in a paper")
    if not any(mark in joined for mark in special):
        return values
    return {name: _encoded(value, special, encode) for name, value in values.items()}


def _gather(values: Iterable[Any], texts: list[str]) -> None:
    for value in values:
        kind = type(value)
        if kind is str:
            texts.append(value)
        elif kind is dict:
            _gather(value.values(), texts)
        elif kind is tuple or kind is list:
            _gather(value, texts)
        elif kind is not int and kind is not bool:
            raise TypeError(f"not a plain value: {kind.__name__}")


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate cannot stand in a paper") from error


def _encoded(value: Any, special: tuple[str, ...], encode: Encode) -> Any:
    if isinstance(value, str):
        bordered = f"{_SEPARATOR}{value}{_SEPARATOR}"
        return encode(value) if any(mark in bordered for mark in special) else value
    if isinstance(value, dict):
        return {name: _encoded(inner, special, encode) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_encoded(inner, special, encode) for inner in value]
    return value
