"""A strict reader of RFC 5545, of its own: what a calendar program would make of our bytes, or why it would refuse them."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

NAME = re.compile(r"[A-Z0-9-]+")
LONGEST = 75
ONCE = ("UID", "DTSTAMP", "DTSTART")
AT_MOST_ONCE = ("DTEND", "SUMMARY", "LOCATION", "URL", "SEQUENCE", "TRANSP")


@dataclass
class Component:
    name: str
    properties: dict[str, tuple[dict[str, str], str]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A TEXT value, its escapes undone."""
        value = self.properties[name][1]
        assert not re.search(r"(?<!\\)(\\\\)*\\[^\\;,nN]|(?<!\\)(\\\\)*[;,]", value), value
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def read(data: bytes) -> Component:
    """The VCALENDAR; AssertionError for whatever the specification does not allow."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(b"\n" not in octets and b"\r" not in octets and len(octets) <= LONGEST for octets in raw)
    for octets in raw:
        octets.decode()  # no character is broken in two
    stack: list[Component] = [Component("")]
    for line in data[:-2].decode().replace("\r\n ", "").split("\r\n"):
        head, colon, value = line.partition(":")
        assert colon, line
        name, *parameters = head.split(";")
        assert NAME.fullmatch(name), line
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].parts.append(_checked(done))
        else:
            assert name not in stack[-1].properties, f"{name} twice"
            stack[-1].properties[name] = (dict(one.split("=", 1) for one in parameters), value)
    assert len(stack) == 1
    assert len(stack[0].parts) == 1
    return stack[0].parts[0]


def _checked(one: Component) -> Component:
    if one.name == "VCALENDAR":
        assert one.properties["VERSION"] == ({}, "2.0")
        assert one.properties["PRODID"][1]
        assert one.parts, "a calendar has a component"
        zones = {part.properties["TZID"][1] for part in one.parts if part.name == "VTIMEZONE"}
        events = [part for part in one.parts if part.name == "VEVENT"]
        identities = [part.properties["UID"][1] for part in events]
        assert len(set(identities)) == len(identities)
        for event in events:
            for name in ("DTSTART", "DTEND"):
                given, _ = event.properties.get(name, ({}, ""))
                assert given.get("TZID", next(iter(zones))) in zones
    if one.name == "VEVENT":
        assert set(ONCE) <= set(one.properties)
        stamp = one.properties["DTSTAMP"]
        assert stamp[0] == {}
        datetime.strptime(stamp[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        begins, ends = moment(one, "DTSTART"), moment(one, "DTEND")
        assert ends is None or (type(ends) is type(begins) and ends > begins)
        assert set(one.properties) <= {*ONCE, *AT_MOST_ONCE}
    return one


def moment(one: Component, name: str) -> date | datetime | None:
    """A DATE, or a DATE-TIME of its zone."""
    if name not in one.properties:
        return None
    given, value = one.properties[name]
    if given.get("VALUE") == "DATE":
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007 — a day has no zone
    assert given == {"TZID": "Asia/Taipei"}
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 — the zone stands beside it
