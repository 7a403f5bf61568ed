"""Points derive from the log alone."""

from datetime import UTC, datetime

from bot.domain.events import Event, Kind
from bot.domain.xp import earned

NOW = datetime(2026, 5, 14, tzinfo=UTC)
LEVELS = {"a": "0", "b": "4"}


def log(*kinds: tuple[Kind, str]) -> list[Event]:
    return [Event(kind, NOW, 0, item=item) for kind, item in kinds]


def test_each_challenge_earns_once() -> None:
    assert earned(log((Kind.SOLVED, "a"), (Kind.SOLVED, "a"), (Kind.SOLVED, "b")), LEVELS) == {"a": 50, "b": 75}


def test_help_before_the_solution_costs_and_after_it_does_not() -> None:
    assert earned(log((Kind.HINTED, "a"), (Kind.SOLVED, "a"), (Kind.HINTED, "a")), LEVELS) == {"a": 45}
    assert earned(log((Kind.PUZZLED, "a"), (Kind.SOLVED, "a")), LEVELS) == {"a": 35}


def test_picking_an_answer_by_elimination_costs() -> None:
    tries = [(Kind.ATTEMPTED, "a")] * 3
    assert earned(log(*tries, (Kind.SOLVED, "a")), LEVELS, {"a"}) == {"a": 40}
    assert earned(log((Kind.ATTEMPTED, "a"), (Kind.SOLVED, "a")), LEVELS, {"a"}) == {"a": 50}
    assert earned(log(*tries, (Kind.SOLVED, "a")), LEVELS) == {"a": 50}


def test_solving_after_giving_up_earns_nothing() -> None:
    assert earned(log((Kind.GAVE_UP, "b"), (Kind.SOLVED, "b")), LEVELS) == {"b": 0}


def test_a_challenge_that_is_no_longer_offered_earns_nothing_and_breaks_nothing() -> None:
    assert earned(log((Kind.SOLVED, "gone")), LEVELS) == {}
