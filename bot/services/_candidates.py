"""Everything that could be suggested to a member right now, with what speaks for it."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.challenge import Challenge
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.learner import Learner
from bot.domain.mastery import Mastery
from bot.domain.memory import Rating, State
from bot.domain.progress import Completion, completions, next_step
from bot.domain.sitting import Answer
from bot.domain.suggestions import Candidate, Reason, Sort
from bot.services._learner import learner_of, log_of
from bot.services._mastery import masteries_of
from bot.services.flashcards import Scope, session
from bot.services.projects import offers_for
from bot.store.flashcards import reviews_since
from bot.store.sittings import newest_answers

CARDS, ASSESSMENT = "cards", "assessment"  # the items of the kinds of which there is but one
LATELY = timedelta(days=21)
OFTEN = 2  # so many lapses or wrong answers make a weak concept
LOW, TRIED = 0.4, 0.4  # a mastery below, with a sureness from there on, is low although it was tried
LONG_AGO = 21  # days since a concept was shown, after which it is called back
PROJECTS = 3
NEAR = 2  # levels away from the member's


@dataclass(frozen=True, slots=True)
class _Member:
    """What is known of a member at a moment; `answers` has the newest to each question, the oldest first."""

    learner: Learner
    log: list[Event]
    done: dict[str, Completion]
    masteries: dict[str, Mastery]
    answers: list[Answer]
    now: datetime
    own: int

    @property
    def today(self) -> date:
        return self.learner.calendar.day(self.now)

    def did(self, *kinds: Kind) -> set[str]:
        return {event.item or "" for event in self.log if event.kind in kinds}


def candidates_for(
    connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime
) -> list[Candidate]:
    """What could come next for a member, in no order."""
    member = _member(connection, curriculum, user_id, now)
    return [
        *_cards(connection, curriculum, member),
        *_weak(connection, curriculum, member),
        *_topic(curriculum, member),
        *_projects(curriculum, member),
        *_revisits(curriculum, member),
        *_quizzes(curriculum, member),
        *_assessment(curriculum, member),
    ]


def is_offered(curriculum: Curriculum, kind: Sort, item: str) -> bool:
    """Whether there is such a thing to suggest (any more)."""
    known: Collection[str]
    match kind:
        case Sort.CARDS:
            known = (CARDS,)
        case Sort.ASSESS:
            known = (ASSESSMENT,)
        case Sort.WEAK:
            known = (*curriculum.concepts, *curriculum.decks)
        case Sort.TOPIC:
            known = (*curriculum.topics, *(path.exit.id for path in curriculum.paths.values()))
        case Sort.PROJECT:
            known = curriculum.projects
        case Sort.REVISIT:
            known = curriculum.challenges
        case Sort.QUIZ:
            known = curriculum.quizzes
    return curriculum.canonical(item) in known


def _member(connection: sqlite3.Connection, curriculum: Curriculum, user_id: int, now: datetime) -> _Member:
    learner = learner_of(connection, user_id)
    log = log_of(connection, curriculum, user_id, (Kind.DONE, Kind.UNDONE, Kind.SOLVED, Kind.GAVE_UP, Kind.ASSESSED))
    masteries = masteries_of(connection, curriculum, user_id, learner.calendar.day(now))
    own = _positions(curriculum).get(learner.level or "", 0)
    answers = sorted(newest_answers(connection, user_id), key=lambda answer: answer.at)
    return _Member(learner, log, completions(log), masteries, answers, now, own)


def _cards(connection: sqlite3.Connection, curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    load = session(connection, curriculum, member.learner.user_id, Scope(), member.now).load
    if load.due and load.left:
        yield Candidate(Sort.CARDS, CARDS, "", min(0.5 + load.due / 40, 0.9), Reason.DUE, min(load.due, load.left))


def _weak(connection: sqlite3.Connection, curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    """Concepts (of cards about none: decks) of which much was forgotten or wrong lately, or little shown at all."""
    lapses, wrong = _lapses(connection, curriculum, member), _wrong(curriculum, member)
    for item, count in lapses.items():
        if count >= OFTEN:
            yield _weak_in(curriculum, item, min(0.55 + count / 20, 0.85), Reason.LAPSED, count)
    for item, count in wrong.items():
        if count >= OFTEN:
            yield _weak_in(curriculum, item, min(0.5 + count / 20, 0.8), Reason.WRONG, count)
    for item, mastery in member.masteries.items():
        if mastery.value < LOW and mastery.sureness >= TRIED:
            yield _weak_in(curriculum, item, 0.5 + (LOW - mastery.value) / 4, Reason.LOW, 0)


def _weak_in(curriculum: Curriculum, item: str, value: float, reason: Reason, count: int) -> Candidate:
    concept = curriculum.concepts.get(item)
    title = concept.title if concept else curriculum.decks[item].title
    return Candidate(Sort.WEAK, item, title, value, reason, count, title)


def _lapses(connection: sqlite3.Connection, curriculum: Curriculum, member: _Member) -> Mapping[str, int]:
    """How often known cards were forgotten lately, by concept; by deck where a card is about none."""
    lapses: Counter[str] = Counter()
    for review in reviews_since(connection, member.learner.user_id, member.now - LATELY):
        card = curriculum.cards.get(curriculum.canonical(review.card))
        if card and review.state_before is State.REVIEW and review.rating is Rating.AGAIN:
            concept = curriculum.canonical(card.concept or "")
            lapses[concept if concept in curriculum.concepts else card.deck] += 1
    return lapses


def _wrong(curriculum: Curriculum, member: _Member) -> Mapping[str, int]:
    """How many questions were answered wrongly lately, and not rightly since, by concept."""
    newest = {curriculum.canonical(answer.question): answer for answer in member.answers}
    wrong: Counter[str] = Counter()
    for name, answer in newest.items():
        question = curriculum.questions.get(name)
        concept = curriculum.canonical(question.concept or "") if question else ""
        if concept in curriculum.concepts and not answer.right and member.now - answer.at < LATELY:
            wrong[concept] += 1
    return wrong


def _topic(curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    step = next_step(curriculum, member.learner.goal, member.learner.level, member.done)
    if step and step.topic:
        yield Candidate(Sort.TOPIC, step.item, step.topic.title, 0.6, Reason.NEXT_TOPIC, name=step.path.title)
    elif step:
        walked = all(topic.id in member.done for topic in step.path.topics)
        reason = Reason.FINISH if walked else Reason.BEYOND
        yield Candidate(Sort.TOPIC, step.item, step.path.exit.title, 0.6, reason, name=step.path.title)


def _projects(curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    """Something to build, the more so the more was learnt since something was built."""
    built = sum(project in curriculum.projects for project in member.done)
    learnt = sum(topic in curriculum.topics for topic in member.done)
    eager = min(max(learnt - 3 * built, 0), 5) / 20
    track = curriculum.track(member.learner.goal)
    fitting = [o for o in offers_for(curriculum, member.learner, member.done) if abs(o.above) <= NEAR]
    for rank, offer in enumerate(fitting[:PROJECTS]):
        goal = track.title if track and offer.on_the_way else ""
        value, reason = 0.4 + eager - rank / 100, Reason.NEAR if offer.above else Reason.FITS
        yield Candidate(Sort.PROJECT, offer.project.id, offer.project.title, value, reason, offer.weeks, goal)


def _revisits(curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    """An unsolved challenge of a lower level for each concept that was not shown for long."""
    positions, over = _positions(curriculum), member.did(Kind.SOLVED, Kind.GAVE_UP)
    proved = [challenge for challenge in curriculum.challenges.values() if challenge.proved]
    lower = [challenge for challenge in proved if positions[challenge.level] < member.own and challenge.id not in over]
    for concept, mastery in member.masteries.items():
        days = (member.today - mastery.last_shown).days if mastery.last_shown else 0
        about = [challenge for challenge in lower if concept in challenge.concepts]
        if days >= LONG_AGO and about:
            nearest: Challenge = min(about, key=lambda found: (-positions[found.level], found.minutes, found.id))
            value, title = min(0.4 + days / 200, 0.7), curriculum.concepts[concept].title
            yield Candidate(Sort.REVISIT, nearest.id, nearest.title, value, Reason.LONG_AGO, days, title)


def _quizzes(curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    """The quizzes up to the member's level of which they answered nothing yet, near it rather than far below."""
    positions = _positions(curriculum)
    taken = {curriculum.canonical(answer.question).partition("#")[0] for answer in member.answers}
    read = {topic.concept for topic in curriculum.topics.values() if topic.id in member.done} | {*member.masteries}
    for quiz in curriculum.quizzes.values():
        below = member.own - positions[quiz.level]
        if quiz.id in taken or below < 0 or not quiz.questions:
            continue
        reason = Reason.READ if quiz.concept in read else Reason.UNTRIED
        value = (0.55 if reason is Reason.READ else 0.45) - below / 100
        concept = curriculum.concepts.get(quiz.concept)
        name = concept.title if concept else quiz.title
        yield Candidate(Sort.QUIZ, quiz.id, quiz.title, value, reason, name=name)


def _assessment(curriculum: Curriculum, member: _Member) -> Iterator[Candidate]:
    """The assessment, for those who never took one; the sooner if they haven't said where they stand."""
    if curriculum.assessments and not any(event.kind is Kind.ASSESSED for event in member.log):
        value = 0.5 if member.learner.started else 0.8
        yield Candidate(Sort.ASSESS, ASSESSMENT, "", value, Reason.UNPLACED)


def _positions(curriculum: Curriculum) -> dict[str, int]:
    return {name: position for position, name in enumerate(curriculum.levels)}
