"""What a page of /help is made of: tasks, each one line of clicks, with reminders."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """`steps` are drawn with 「>」 between them; words in 「」 stand on the pages exactly so."""

    title: str
    steps: tuple[str, ...]
    reminders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One page. `who`: the roles it concerns; `keys`: (key, what it does)… for a page of keys."""

    slug: str
    title: str
    who: str
    tasks: tuple[Task, ...]
    keys: tuple[tuple[str, str], ...] = ()
