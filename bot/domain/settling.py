"""Deciding about badges and levels: a history in, the events that it lacks out. Deciding twice adds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.badges import Badge, Proof, Standing, standing
from bot.domain.calendar import day_at
from bot.domain.curriculum import Curriculum
from bot.domain.deeds import History, deeds_of
from bot.domain.events import Event, Kind, held
from bot.domain.promotion import level_standings


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be added to a log, and how far a member is with every badge before it is added."""

    events: list[Event]
    standings: list[Standing]


def decisions(curriculum: Curriculum, history: History, at: datetime, shift: int) -> list[Event]:
    """What is to be added to a log."""
    return decide(curriculum, history, at, shift).events


def decide(curriculum: Curriculum, history: History, at: datetime, shift: int) -> Decided:
    """Decide about levels passed, badges awarded, and what of these is withdrawn.

    Something is withdrawn only if it would still be earned had nothing been undone. What is missing for any other
    reason, such as a rule that asks for more than it did, takes nothing back. Levels come first: badges count them.
    """
    levels = [Event(kind, at, shift, item=level) for kind, level in _levels(curriculum, history)]
    history = replace(history, log=[*history.log, *levels])
    today = day_at(at, shift)
    found = standings(curriculum, history, today)
    badges = [
        Event(kind, at, shift, item=badge.id, details=_details(proof))
        for kind, badge, proof in _badges(curriculum, history, found, today)
    ]
    return Decided(levels + badges, found)


def standings(curriculum: Curriculum, history: History, today: date) -> list[Standing]:
    """How far a member is with every badge."""
    deeds = deeds_of(curriculum, history)
    return [standing(badge, deeds, today) for badge in curriculum.badges.values()]


def noted_proof(awarded: Event) -> Proof:
    """What proved a badge when it was awarded."""
    noted = awarded.details
    day = date.fromisoformat(noted["day"]) if "day" in noted else awarded.day
    count, tries, away = (int(noted.get(name, 0)) for name in ("count", "tries", "away"))
    return Proof(day, noted.get("item"), count, tries, away, noted.get("level"))


def _levels(curriculum: Curriculum, history: History) -> Iterator[tuple[Kind, str]]:
    has, found = held(history.log, Kind.PASSED), level_standings(curriculum, history)
    yield from ((Kind.PASSED, state.level.id) for state in found if state.met and state.level.id not in has)
    if any(not state.met and state.level.id in has for state in found):
        unfaded = replace(history, solid=frozenset(curriculum.concepts))  # what fades takes nothing back
        missing = {s.level.id for s in level_standings(curriculum, unfaded) if not s.met and s.level.id in has}
        whole = level_standings(curriculum, unfaded.whole())
        yield from ((Kind.WITHDRAWN, s.level.id) for s in whole if s.met and s.level.id in missing)


def _badges(
    curriculum: Curriculum, history: History, found: Sequence[Standing], today: date
) -> Iterator[tuple[Kind, Badge, Proof | None]]:
    has = held(history.log, Kind.AWARDED)
    yield from ((Kind.AWARDED, s.badge, s.proof) for s in found if s.proof and s.badge.id not in has)
    missing = {state.badge.id for state in found if state.proof is None and state.badge.id in has}
    if missing:
        whole: Sequence[Standing] = standings(curriculum, history.whole(), today)
        yield from ((Kind.WITHDRAWN, s.badge, None) for s in whole if s.proof and s.badge.id in missing)


def _details(proof: Proof | None) -> dict[str, str]:
    if proof is None:
        return {}
    known = {
        "day": proof.day,
        "item": proof.item,
        "count": proof.count,
        "tries": proof.tries,
        "away": proof.away,
        "level": proof.level,
    }
    return {name: str(value) for name, value in known.items() if value}
