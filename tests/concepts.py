"""What the tests of mastery share: content in which two concepts have cards, questions and challenges, and its use."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.events import Event, Kind
from bot.domain.questions import Option, Question, QuestionType, Quiz
from bot.domain.sitting import Answer, Sitting
from bot.domain.skills import Axis
from bot.domain.submission import Submission
from bot.domain.verdict import Outcome, Report, Verdict
from bot.services._learner import learner_of, record
from bot.services._mastery import note_answer, note_graded
from bot.store.events import append_event
from bot.store.sittings import add_answer
from bot.store.submissions import add_submission, save_report
from tests.cards import ANN, deck

LOOPS, NAMES = "concept.control-flow", "concept.variables-and-types"
BOTH, PICK = "challenge.both", "challenge.pick"
QUESTIONS = {"quiz.q#loops": LOOPS, "quiz.q#names": NAMES, "quiz.q#neither": None}
CARDS: dict[str, str | None] = {"deck.few#c0": LOOPS, "deck.few#c1": LOOPS, "deck.few#c2": NAMES, "deck.few#c3": None}


def about_concepts(curriculum: Curriculum, cards: Mapping[str, str | None] = CARDS, /, **aliases: str) -> Curriculum:
    """The shipped content with few cards, questions and challenges; `aliases` leads from former ids to today's."""
    few = deck("few", cards=len(cards))
    few = replace(few, cards=tuple(replace(card, concept=cards[card.id]) for card in few.cards))
    kinds = {challenge.kind: challenge for challenge in curriculum.challenges.values()}
    challenges = {
        BOTH: replace(kinds[ChallengeKind.FUNCTION], id=BOTH, concepts=(LOOPS, NAMES)),
        PICK: replace(kinds[ChallengeKind.PREDICT], id=PICK, concepts=(LOOPS,)),
    }
    options = (Option("yes", right=True), Option("no"))
    questions = tuple(
        Question(id_, QuestionType.SINGLE, "?", "!", Axis.FUNDAMENTALS, concept, 1, options=options)
        for id_, concept in QUESTIONS.items()
    )
    quiz = Quiz("quiz.q", "Q", "00", "Questions.", LOOPS, 0.8, questions)
    return replace(curriculum, decks={few.id: few}, challenges=challenges, quizzes={quiz.id: quiz}, aliases=aliases)


def answered(
    connection: sqlite3.Connection,
    curriculum: Curriculum,
    sitting: Sitting,
    place: int,
    question: str,
    points: float,
    now: datetime,
) -> None:
    """Answer a question, as a quiz does."""
    shift = learner_of(connection, ANN).calendar.shift(now)
    answer = Answer(sitting.sitting_id, place, question, now, shift, (0,), points)
    if add_answer(connection, ANN, answer):
        note_answer(connection, curriculum, ANN, answer)


def handed_in(connection: sqlite3.Connection, challenge: str, now: datetime, *, honest: bool = True) -> Submission:
    """Hand an answer to a challenge in."""
    record(connection, ANN, None, Kind.ATTEMPTED if honest else Kind.OPENED, challenge, now)
    shift = learner_of(connection, ANN).calendar.shift(now)
    return add_submission(connection, ANN, None, challenge, "x = 1", now, shift)


def graded(
    connection: sqlite3.Connection, curriculum: Curriculum, answer: Submission, passed: int, of: int, now: datetime
) -> None:
    """Keep that so many of the checks of an answer passed."""
    challenge: Challenge = curriculum.challenges[curriculum.canonical(answer.challenge)]
    report = Report((Outcome(Verdict.PASSED),) * passed + (Outcome(Verdict.WRONG),) * (of - passed))
    if save_report(connection, answer.submission_id, report):
        if report.solved:
            append_event(connection, ANN, Event(Kind.SOLVED, answer.at, answer.shift, item=challenge.id))
        note_graded(connection, curriculum, ANN, challenge, report.solved, now)
