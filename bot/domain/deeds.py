"""From a member's history to what counts for badges: each thing once, on the day on which it was done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.badges import Deed, Fact
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind, held, practice
from bot.domain.flashcards import OWN_DECK
from bot.domain.imported import is_imported, kind_of
from bot.domain.plan import tasks_done
from bot.domain.progress import completions
from bot.domain.streak import records
from bot.domain.time_off import TimeOff
from bot.domain.xp import PUZZLE_COST, gains


@dataclass(frozen=True, slots=True)
class First:
    """The first time for something, on the member's own day: a card that became mature, a question answered right."""

    item: str
    day: date


@dataclass(frozen=True)
class History:
    """All that badges and levels follow from, oldest first, items under their ids of today.

    `matured` are the cards that ever were to come back after three weeks or later, `right` the questions that were ever
    answered right: what somebody once could, no lapse takes away. `solid` are the concepts that the member masters at
    least by half now; a level that was passed with them stays passed when they fade.
    """

    log: Sequence[Event]
    matured: Sequence[First] = ()
    right: Sequence[First] = ()
    off: Sequence[TimeOff] = ()
    solid: frozenset[str] = frozenset()

    def whole(self) -> "History":
        """The same history as if nothing that is undone now had been; what was done again is as it is."""
        done = {event.item: place for place, event in enumerate(self.log) if event.kind is Kind.DONE}

        def counts(place: int, event: Event) -> bool:
            undone = event.kind is Kind.UNDONE and place > done.get(event.item, -1)
            return event.kind is not Kind.WITHDRAWN and not undone

        return replace(self, log=[event for place, event in enumerate(self.log) if counts(place, event)])


def deeds_of(curriculum: Curriculum, history: History) -> dict[Fact, list[Deed]]:
    """Everything that counts, by fact, in the order in which it was done."""
    log = history.log
    practised = practice(log)
    levels = {level.id: level.name for level in curriculum.levels.values()}
    found = {
        Fact.WARM_UPS: [_of_level(levels, event) for event in _firsts(log, Kind.WARMED_UP)],
        Fact.CHALLENGES: list(_challenges(curriculum, log)),
        Fact.SHARED: list(_shared(curriculum, log)),
        **_completed(curriculum, log),
        Fact.QUIZZES: list(_quizzes(curriculum, log)),
        Fact.QUESTIONS: [_question(curriculum, first) for first in history.right],
        Fact.CARDS: [_card(curriculum, first) for first in history.matured],
        Fact.REVIEW_DAYS: [Deed(day) for day in _days(event for event in log if event.kind is Kind.REVIEWED)],
        Fact.PRACTICE_DAYS: list(_practice_days(practised)),
        Fact.STREAK_DAYS: [Deed(event.day) for event in records(practised, history.off)],
        Fact.ASSESSMENTS: [Deed(event.day) for event in log if event.kind is Kind.ASSESSED],
        Fact.LEVELS: [_of_level(levels, event) for event in held(log, Kind.PASSED).values()],
        Fact.PLAN_DAYS: _plan_days(curriculum, log),
        Fact.XP: [Deed(gain.event.day, amount=gain.points) for gain in gains(curriculum, log)],
    }
    return {fact: sorted(deeds, key=lambda deed: deed.day) for fact, deeds in found.items()}


def _firsts(log: Iterable[Event], kind: Kind) -> list[Event]:
    first: dict[str | None, Event] = {}
    for event in log:
        if event.kind is kind:
            first.setdefault(event.item, event)
    return list(first.values())


def _days(events: Iterable[Event]) -> list[date]:
    return sorted({event.day for event in events})


def _of_level(levels: dict[str, str], event: Event) -> Deed:
    return Deed(event.day, event.item, level=levels.get(event.item or ""))


def _challenge(curriculum: Curriculum, item: str, day: date, hints: int = 0, tries: int = 1) -> Deed:
    """A challenge; of one that is no longer offered, nothing more is known than that it was done."""
    found = curriculum.challenges.get(item)
    if found is None:
        return Deed(day, item, hints=hints, tries=tries)
    return Deed(day, item, level=found.level, axes=found.axes, kind=found.kind, hints=hints, tries=tries)


def _challenges(curriculum: Curriculum, log: Iterable[Event]) -> Iterator[Deed]:
    """Solved challenges that prove something; one that was given up before is not among them."""
    hints: Counter[str] = Counter()
    tries: Counter[str] = Counter()
    ended: set[str] = set()
    for event in log:
        item = event.item or ""
        if event.kind is Kind.HINTED:
            hints[item] += 1
        elif event.kind is Kind.PUZZLED:
            hints[item] += PUZZLE_COST
        elif event.kind is Kind.ATTEMPTED:
            tries[item] += 1
        elif event.kind is Kind.GAVE_UP:
            ended.add(item)
        elif event.kind is Kind.SOLVED and item not in ended:
            ended.add(item)
            if _is_proof(curriculum, item):
                yield _challenge(curriculum, item, event.day, hints[item], max(tries[item], 1))


def _shared(curriculum: Curriculum, log: Iterable[Event]) -> Iterator[Deed]:
    """Challenges that prove something, of which a solution was shown to others."""
    for event in _firsts(log, Kind.SHARED):
        if _is_proof(curriculum, event.item or ""):
            yield _challenge(curriculum, event.item or "", event.day)


def _is_proof(curriculum: Curriculum, item: str) -> bool:
    """Whether solving a challenge shows something: also of ours that is gone, of an imported one while it is proved."""
    found = curriculum.challenges.get(item)
    return found.proved if found else not is_imported(item)


def _completed(curriculum: Curriculum, log: Sequence[Event]) -> dict[Fact, list[Deed]]:
    found: dict[Fact, list[Deed]] = {Fact.TOPICS: [], Fact.PROJECTS: [], Fact.EXITS: []}
    for done in completions(log).values():
        item = curriculum.items.get(done.item)
        level, path = (item.level, item.path) if item else (None, None)
        found[_kind_of(done.item)].append(Deed(done.day, done.item, level=level, path=path))
    return found


def _kind_of(item: str) -> Fact:
    if kind_of(item) == "project":
        return Fact.PROJECTS
    return Fact.EXITS if item.endswith("#exit") else Fact.TOPICS


def _quizzes(curriculum: Curriculum, log: Iterable[Event]) -> Iterator[Deed]:
    """Every run that passed a quiz. Only the first of a quiz tells how many runs it took; of later ones, the score."""
    runs: Counter[str] = Counter()
    passed: set[str] = set()
    for event in log:
        item = event.item or ""
        if event.kind is not Kind.QUIZZED:
            continue
        runs[item] += 1
        if event.details.get("passed") != "1":
            continue
        quiz = curriculum.quizzes.get(item)
        axes = tuple(dict.fromkeys(question.axis for question in quiz.questions)) if quiz else ()
        level, score = quiz.level if quiz else None, _score(event.details)
        yield Deed(event.day, item, level=level, axes=axes, tries=0 if item in passed else runs[item], score=score)
        passed.add(item)


def _score(details: dict[str, str]) -> int:
    """The percentage of a quiz's points, rounded down so that 100 means all of them."""
    points, total = float(details.get("points", 0)), float(details.get("of", 0))
    return int(100 * points / total) if total else 0


def _question(curriculum: Curriculum, first: First) -> Deed:
    question = curriculum.questions.get(first.item)
    return Deed(first.day, first.item, axes=(question.axis,) if question else ())


def _card(curriculum: Curriculum, first: First) -> Deed:
    name = first.item.partition("#")[0]
    deck = curriculum.decks.get(name)
    level, path = (deck.level, deck.path) if deck else (None, None)
    return Deed(first.day, first.item, level=level, path=path, own=name == OWN_DECK)


def _practice_days(practised: Sequence[Event]) -> Iterator[Deed]:
    before: date | None = None
    for day in _days(practised):
        yield Deed(day, away=(day - before).days - 1 if before else 0)
        before = day


def _plan_days(curriculum: Curriculum, log: Sequence[Event]) -> list[Deed]:
    """The tasks of a plan that are done, from the day on which one joined it."""
    joined = {event.item: event.day for event in _firsts(log, Kind.JOINED)}
    done = tasks_done(log)
    return [
        Deed(max(joined[plan.id], done[day.challenge]), day.challenge)
        for plan in curriculum.plans.values()
        for day in plan.days
        if plan.id in joined and day.challenge in done
    ]
