"""What could come next for a member, and why: from their cards, answers, challenges, path and projects."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.learner import Learner
from bot.domain.questions import Assessment
from bot.domain.sitting import SittingKind
from bot.domain.skills import Axis
from bot.domain.suggestions import Candidate, Reason, Sort
from bot.services._candidates import candidates_for, is_offered
from bot.services._learner import change_learner, record
from bot.store.sittings import add_sitting
from tests.badges import unproved
from tests.cards import AGAIN, ANN, DAY, EASY, GOOD, KNOWN_FOR_A_DAY, NOW, rate
from tests.concepts import BOTH, LOOPS, NAMES, about_concepts, answered, graded, handed_in

FUNDAMENTALS = "path.python-fundamentals"


def found(
    connection: sqlite3.Connection, curriculum: Curriculum, kind: Sort, later: timedelta = timedelta()
) -> list[Candidate]:
    """What of a kind could come next."""
    return [one for one in candidates_for(connection, curriculum, ANN, NOW + later) if one.kind is kind]


def place(connection: sqlite3.Connection, level: str, goal: str | None = None) -> None:
    """Have Ann be at a level, on the way to a goal."""
    change_learner(connection, Learner(ANN, level=level, goal=goal, minutes=90), NOW)


def wrong(connection: sqlite3.Connection, curriculum: Curriculum, points: float, days: int = 1) -> None:
    """Answer both questions with a concept some days ago."""
    then = NOW - days * DAY
    sitting = add_sitting(connection, ANN, None, SittingKind.QUIZ, "quiz.q", ["quiz.q#loops"], then, 0)
    for number, question in enumerate(("quiz.q#loops", "quiz.q#names")):
        answered(connection, curriculum, sitting, number, question, points, then)


def test_somebody_of_whom_nothing_is_known_is_led_to_the_first_topic_a_project_and_a_quiz(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    kinds = {one.kind for one in candidates_for(connection, content, ANN, NOW)}
    assert kinds - {Sort.ASSESS} == {Sort.TOPIC, Sort.PROJECT, Sort.QUIZ}
    (topic,) = found(connection, content, Sort.TOPIC)
    assert (topic.item, topic.reason, topic.name) == (
        f"{FUNDAMENTALS}#syntax-and-types", Reason.NEXT_TOPIC, "Python Fundamentals",
    )  # fmt: skip


def test_cards_are_suggested_only_when_some_are_due_and_with_their_number(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    assert found(connection, content, Sort.CARDS) == []
    for card in ("deck.few#c0", "deck.few#c1"):
        rate(connection, content, card, *KNOWN_FOR_A_DAY)
    assert found(connection, content, Sort.CARDS) == []
    (cards,) = found(connection, content, Sort.CARDS, 2 * DAY)
    assert (cards.count, cards.reason) == (2, Reason.DUE)


def test_two_lapses_on_cards_about_a_concept_make_it_weak(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    for card in ("deck.few#c0", "deck.few#c1", "deck.few#c2", "deck.few#c3"):
        rate(connection, content, card, EASY, now=NOW - 30 * DAY)
    rate(connection, content, "deck.few#c0", AGAIN, now=NOW - DAY)
    rate(connection, content, "deck.few#c2", AGAIN, now=NOW - DAY)
    assert found(connection, content, Sort.WEAK) == []
    rate(connection, content, "deck.few#c1", AGAIN, now=NOW - DAY)
    (weak,) = found(connection, content, Sort.WEAK)
    assert (weak.item, weak.reason, weak.count) == (LOOPS, Reason.LAPSED, 2)
    assert weak.name == "Conditions and loops"
    assert found(connection, content, Sort.WEAK, 25 * DAY) == []


def test_lapses_on_cards_about_no_concept_count_for_their_deck(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum, {"deck.few#c0": None, "deck.few#c1": None})
    for card in ("deck.few#c0", "deck.few#c1"):
        rate(connection, content, card, EASY, now=NOW - 30 * DAY)
        rate(connection, content, card, AGAIN, now=NOW - DAY)
    (weak,) = found(connection, content, Sort.WEAK)
    assert (weak.item, weak.title, weak.count) == ("deck.few", "Few", 2)


def test_two_questions_whose_newest_answer_is_wrong_make_their_concept_weak(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    quiz = content.quizzes["quiz.q"]
    both = tuple(replace(question, concept=LOOPS) for question in quiz.questions)
    content = replace(content, quizzes={quiz.id: replace(quiz, questions=both)})
    wrong(connection, content, points=0, days=2)
    reasons = {one.reason: one for one in found(connection, content, Sort.WEAK)}
    assert (reasons[Reason.WRONG].item, reasons[Reason.WRONG].count) == (LOOPS, 2)
    wrong(connection, content, points=1)
    assert Reason.WRONG not in {one.reason for one in found(connection, content, Sort.WEAK)}


def test_what_was_tried_often_and_is_mostly_wrong_is_weak_and_what_is_mostly_right_is_not(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    for days in (9, 8, 7):
        wrong(connection, content, points=1, days=days)
    assert found(connection, content, Sort.WEAK) == []
    for days in (6, 5, 4, 3, 2, 1):
        wrong(connection, content, points=0, days=days)
    lows = [one for one in found(connection, content, Sort.WEAK) if one.reason is Reason.LOW]
    assert {one.item for one in lows} == {LOOPS, NAMES}


def test_a_concept_that_was_not_shown_for_long_comes_back_in_an_unsolved_challenge_of_a_lower_level(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    other = replace(content.challenges[BOTH], id="challenge.other", title="Other", level="1")
    content = replace(content, challenges={**content.challenges, other.id: other})
    place(connection, "5")
    answer = handed_in(connection, BOTH, NOW - 40 * DAY)
    graded(connection, content, answer, passed=2, of=2, now=NOW - 40 * DAY)
    revisits = found(connection, content, Sort.REVISIT)
    assert {(one.item, one.count, one.name) for one in revisits} >= {("challenge.other", 40, "Conditions and loops")}
    assert BOTH not in {one.item for one in revisits}
    doubtful = found(connection, unproved(content, "challenge.other"), Sort.REVISIT)
    assert "challenge.other" not in {one.item for one in doubtful}
    assert found(connection, content, Sort.REVISIT, -20 * DAY) == []
    place(connection, "00")
    assert found(connection, content, Sort.REVISIT) == []


def test_a_quiz_is_suggested_until_something_in_it_was_answered_and_sooner_when_its_concept_was_met(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    (before,) = found(connection, content, Sort.QUIZ)
    assert before.reason is Reason.UNTRIED
    record(connection, ANN, None, Kind.DONE, f"{FUNDAMENTALS}#control-flow", NOW)
    (after,) = found(connection, content, Sort.QUIZ)
    assert after.reason is Reason.READ
    assert after.value > before.value
    wrong(connection, content, points=1)
    assert found(connection, content, Sort.QUIZ) == []


def test_a_quiz_above_ones_level_is_not_suggested(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum)
    harder = replace(content.quizzes["quiz.q"], level="3")
    content = replace(content, quizzes={harder.id: harder})
    assert found(connection, content, Sort.QUIZ) == []
    place(connection, "3")
    assert [one.item for one in found(connection, content, Sort.QUIZ)] == ["quiz.q"]


def test_the_assessment_is_suggested_until_one_was_taken(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    asked = Assessment("assessment.a", "A", Axis.FUNDAMENTALS, ())
    content = replace(curriculum, assessments={asked.axis: asked})
    (one,) = found(connection, content, Sort.ASSESS)
    assert one.reason is Reason.UNPLACED
    record(connection, ANN, None, Kind.ASSESSED, "quick", NOW)
    assert found(connection, content, Sort.ASSESS) == []
    assert found(connection, replace(curriculum, assessments={}), Sort.ASSESS) == []


def test_with_every_topic_done_the_exit_criterion_is_next(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    for topic in curriculum.paths[FUNDAMENTALS].topics:
        record(connection, ANN, None, Kind.DONE, topic.id, NOW)
    (one,) = found(connection, curriculum, Sort.TOPIC)
    assert (one.item, one.reason) == (f"{FUNDAMENTALS}#exit", Reason.FINISH)


def test_projects_are_not_built_yet_and_wanted_more_the_more_was_learnt(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    place(connection, "1", "track.backend-engineer")
    first = found(connection, curriculum, Sort.PROJECT)
    fitting = first[0].item
    assert (curriculum.projects[fitting].path, curriculum.projects[fitting].level) == (FUNDAMENTALS, "1")
    assert (first[0].name, first[0].reason) == ("Backend Engineer", Reason.FITS)
    for topic in curriculum.paths[FUNDAMENTALS].topics[:4]:
        record(connection, ANN, None, Kind.DONE, topic.id, NOW)
    eager = found(connection, curriculum, Sort.PROJECT)
    assert eager[0].value > first[0].value
    record(connection, ANN, None, Kind.DONE, fitting, NOW)
    assert fitting not in {one.item for one in found(connection, curriculum, Sort.PROJECT)}


def test_projects_far_from_ones_level_are_not_suggested_and_those_near_it_are_called_so(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    tip = curriculum.projects["project.tip-splitter"]
    content = replace(curriculum, projects={tip.id: tip})
    (near,) = found(connection, content, Sort.PROJECT)
    assert near.reason is Reason.NEAR
    place(connection, "5")
    assert found(connection, content, Sort.PROJECT) == []


def test_everything_that_is_suggested_is_offered(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    content = about_concepts(curriculum)
    place(connection, "5")
    wrong(connection, content, points=0)
    rate(connection, content, "deck.few#c0", GOOD, now=NOW - 30 * DAY)
    for one in candidates_for(connection, content, ANN, NOW):
        assert is_offered(content, one.kind, one.item)
        assert not is_offered(content, one.kind, "gone")
        assert 0 < one.value <= 1


def test_the_exit_of_a_path_is_not_said_to_follow_topics_that_are_open(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    content = about_concepts(curriculum)
    place(connection, "5")
    (beyond,) = found(connection, content, Sort.TOPIC)
    assert (beyond.item, beyond.reason) == (f"{FUNDAMENTALS}#exit", Reason.BEYOND)
    for topic in curriculum.paths[FUNDAMENTALS].topics:
        record(connection, ANN, None, Kind.DONE, topic.id, NOW)
    (finish,) = found(connection, content, Sort.TOPIC)
    assert (finish.item, finish.reason) == (f"{FUNDAMENTALS}#exit", Reason.FINISH)
