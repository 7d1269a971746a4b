"""The one state-table engine: who may make which move, what it needs, and where it leads. It has no effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.domain.errors import NotAllowed, NotNow, Refusal
from app.domain.people.actor import Actor

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
F = TypeVar("F")
V = TypeVar("V", bound=Callable[..., object])


@dataclass(frozen=True)
class Need(Generic[F]):
    """A guard of facts. `code` names the refusal, so a button, a 409 and a batch's per-row reason are one sentence."""

    code: str
    holds: Callable[[F], bool]


@dataclass(frozen=True)
class Move(Generic[S, F]):
    """One row of a table: where it leads, who may make it (any of `who`), what must hold (all of `needs`)."""

    to: S
    who: tuple[Callable[[Actor, F], bool], ...]
    needs: tuple[Need[F], ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True)
class Flow(Generic[S, A, F]):
    """A table of moves that checks itself when the program starts.

    `starts`: states a record may be born in. `ends`: states nothing leaves, declared so.
    A state never reached, an undeclared dead end or a move nobody may make raises ValueError.
    """

    name: str
    states: type[S]
    starts: frozenset[S]
    ends: frozenset[S]
    moves: Mapping[tuple[S, A], Move[S, F]]

    def __post_init__(self) -> None:
        reached, waiting = set(self.starts), list(self.starts)
        while waiting:
            here = waiting.pop()
            for (source, _), move in self.moves.items():
                if source == here and move.to not in reached:
                    reached.add(move.to)
                    waiting.append(move.to)
        if lost := set(self.states) - reached:
            raise ValueError(f"{self.name}: never reached: {sorted(lost)}")
        leaving = {source for source, _ in self.moves}
        if stuck := set(self.states) - leaving - self.ends:
            raise ValueError(f"{self.name}: dead end not declared: {sorted(stuck)}")
        if wrong := leaving & self.ends:
            raise ValueError(f"{self.name}: declared an end, yet left: {sorted(wrong)}")
        if idle := [key for key, move in self.moves.items() if not move.who]:
            raise ValueError(f"{self.name}: nobody may make {idle}")

    def refusal(self, state: S, action: A, actor: Actor, facts: F) -> Refusal | None:
        """Why `actor` may not do `action` now, or None when he may. A missing reason is not looked at."""
        move = self.moves.get((state, action))
        if move is None:
            return NotNow("not_in_this_state", flow=self.name, state=state, action=action)
        if not any(may(actor, facts) for may in move.who):
            return NotAllowed("not_yours_to_do", flow=self.name, action=action)
        for need in move.needs:
            if not need.holds(facts):
                return NotNow(need.code, flow=self.name, action=action)
        return None

    def step(self, state: S, action: A, actor: Actor, facts: F, *, reason: str = "") -> S:
        """The state `action` leads to; raises the `Refusal` when it may not be done."""
        if refusal := self.refusal(state, action, actor, facts):
            raise refusal
        move = self.moves[(state, action)]
        if move.needs_reason and not reason.strip():
            raise NotNow("reason_missing", flow=self.name, action=action)
        return move.to

    def available(self, state: S, actor: Actor, facts: F) -> tuple[A, ...]:
        """The actions that would not be refused: what buttons to show."""
        return tuple(
            action
            for (source, action) in self.moves
            if source == state and self.refusal(state, action, actor, facts) is None
        )

    def needs_reason(self, state: S, action: A) -> bool:
        move = self.moves.get((state, action))
        return move is not None and move.needs_reason


def performs(flow: Flow[S, A, F], action: A) -> Callable[[V], V]:
    """Mark the one service function that carries out `action`; a test holds tables and functions together."""

    def mark(function: V) -> V:
        function.performs = (flow.name, action)  # type: ignore[attr-defined]
        return function

    return mark
