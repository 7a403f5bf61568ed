"""One memory per concept: noting what members show, reading what it comes to, and deriving it all again."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.flashcards import Card
from bot.domain.mastery import Attempt, Mastery, Trial, axis_mastery, mastery, of_answer, of_challenge, of_review
from bot.domain.memory import Review
from bot.domain.sitting import Answer
from bot.domain.skills import Axis
from bot.services._forward import bring_forward
from bot.services._learner import log_of
from bot.store.evidence import CARDS, QUESTIONS, add_evidence, delete_evidence, evidence_of
from bot.store.flashcards import reviews_since
from bot.store.sittings import answers_of
from bot.store.submissions import attempts_of

EVER = datetime(1970, 1, 1, tzinfo=UTC)
KINDS = (Kind.ATTEMPTED, Kind.HINTED, Kind.PUZZLED, Kind.GAVE_UP)


def note_review(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, card: Card, review: Review
) -> None:
    """Add a review to what is known of the card's concept; call it once, where the review is added to the log."""
    if card.concept:
        trial = of_review(review.rating, review.before.state if review.before else None, review.day)
        add_evidence(connection, user_id, curriculum.canonical(card.concept), CARDS, trial)


def note_answer(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, answer: Answer) -> None:
    """Add an answer to what is known of the question's concept; call it once, where the answer is added to the log.

    A wrong one brings a card about the concept forward.
    """
    concept = _asked_concept(curriculum, answer)
    if concept is None:
        return
    add_evidence(connection, user_id, concept, QUESTIONS, of_answer(answer.points, answer.day))
    if not answer.right:
        bring_forward(connection, curriculum, user_id, {concept}, answer.at)


def note_graded(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    challenge: Challenge,
    solved: bool,
    now: datetime,
) -> None:
    """Renew what a challenge says of a member after an answer to it was graded.

    One that failed brings a card about one of its concepts forward, so call it once for each answer. What is not
    proved says nothing: it may be its checks that are wrong.
    """
    note_challenge(connection, curriculum, user_id, challenge)
    if challenge.proved and not solved:
        bring_forward(connection, curriculum, user_id, set(_concepts(curriculum, challenge)), now)


def note_challenge(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, challenge: Challenge) -> None:
    """Renew what a challenge says of a member; as often as one likes, since it is derived from the log."""
    log = log_of(connection, curriculum, user_id, KINDS)
    delete_evidence(connection, user_id, challenge.id)
    _add_challenges(connection, curriculum, user_id, [challenge], log)


def masteries_of(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, today: date, days_ago: int = 0
) -> dict[str, Mastery]:
    """A member's mastery of each concept that they ever tried, by its id of today.

    With `days_ago`, as it was at the end of that day: what came later does not count.
    """
    moment = today - timedelta(days=days_ago)
    tried: defaultdict[str, list[Trial]] = defaultdict(list)
    for stored, trial in evidence_of(connection, user_id):
        concept = curriculum.canonical(stored)
        if concept in curriculum.concepts and (not days_ago or trial.day <= moment):
            tried[concept].append(trial)
    return {concept: mastery(trials, moment) for concept, trials in tried.items()}


def axes_of(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, today: date, days_ago: int = 0
) -> dict[Axis, float]:
    """A member's mean mastery (0 to 1) on each axis; with `days_ago`, as it was at the end of that day."""
    masteries = masteries_of(connection, curriculum, user_id, today, days_ago)
    return axis_mastery(masteries, curriculum.concepts.values())


def recompute(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> None:
    """Derive from the logs alone everything that a member ever showed, in place of what was noted on the way."""
    delete_evidence(connection, user_id)
    for concept, trial in _reviewed(connection, curriculum, user_id):
        add_evidence(connection, user_id, concept, CARDS, trial)
    for answer in answers_of(connection, user_id):
        if asked := _asked_concept(curriculum, answer):
            add_evidence(connection, user_id, asked, QUESTIONS, of_answer(answer.points, answer.day))
    log = log_of(connection, curriculum, user_id, KINDS)
    _add_challenges(connection, curriculum, user_id, curriculum.challenges.values(), log)


def _reviewed(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int) -> Iterator[tuple[str, Trial]]:
    for review in reviews_since(connection, user_id, EVER):
        card = curriculum.cards.get(curriculum.canonical(review.card))
        if card and card.concept:
            yield curriculum.canonical(card.concept), of_review(review.rating, review.state_before, review.day)


def _asked_concept(curriculum: Curriculum, answer: Answer) -> str | None:
    question = curriculum.questions.get(curriculum.canonical(answer.question))
    return curriculum.canonical(question.concept) if question and question.concept else None


def _concepts(curriculum: Curriculum, challenge: Challenge) -> list[str]:
    return list(dict.fromkeys(map(curriculum.canonical, challenge.concepts)))


def _add_challenges(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    user_id: int,
    challenges: Collection[Challenge],
    log: Iterable[Event],
) -> None:
    """Add what some challenges say; nothing may be stored of them yet. A proved one counts for each of its concepts."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for event in log:
        events[event.item or ""].append(event)
    attempts: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in attempts_of(connection, user_id):
        today = curriculum.canonical(attempt.challenge)
        attempts[today].append(replace(attempt, challenge=today))
    for challenge in challenges:
        if not challenge.proved:
            continue
        guessed = challenge.kind is ChallengeKind.PREDICT
        for trial in of_challenge(events[challenge.id], attempts[challenge.id], guessed=guessed):
            for concept in _concepts(curriculum, challenge):
                add_evidence(connection, user_id, concept, challenge.id, trial)
