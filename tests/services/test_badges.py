"""Badges from what is stored: decided once, for the past as well, taken back when undone, cheap when nothing is new."""

import asyncio
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.badges import Badge, Fact
from bot.domain.calendar import Calendar
from bot.domain.curriculum import Curriculum
from bot.domain.events import Kind
from bot.domain.levels import Promotion
from bot.domain.memory import MATURE_DAYS, Memory, Rating, Review, State
from bot.domain.sitting import Answer, SittingKind
from bot.services import privacy
from bot.services._learner import record
from bot.services.badges import News, badges_of, new_badges, settle
from bot.services.done import mark_done, undo
from bot.services.levels import view_level
from bot.services.settings import set_level
from bot.store.badges import matured_cards
from bot.store.database import Database
from bot.store.events import event_log
from bot.store.flashcards import add_review
from bot.store.sittings import add_answer, add_sitting
from tests.badges import badge
from tests.cards import AGAIN, ANN, DAY, EASY, GOOD, NOW, deck, rate, with_decks

GIVEN = (Kind.AWARDED, Kind.WITHDRAWN, Kind.PASSED)
BUILT = badge(Fact.PROJECTS, 1, name="built", evidence="“{item}” at level {level}.")


def only(curriculum: Curriculum, *badges: Badge) -> Curriculum:
    """The shipped content with these badges, and with levels that nobody passes."""
    never = Promotion(0, 0, 0, 0)
    levels = {level.name: replace(level, promotion=never) for level in curriculum.levels.values()}
    return replace(curriculum, badges={made.id: made for made in badges}, levels=levels)


def project_of(curriculum: Curriculum, number: int = 0) -> str:
    return list(curriculum.projects)[number]


def given(connection: sqlite3.Connection) -> list[tuple[Kind, str | None]]:
    return [(event.kind, event.item) for event in event_log(connection, ANN, GIVEN)]


def news(connection: sqlite3.Connection, curriculum: Curriculum, now: datetime = NOW) -> News:
    return settle(connection, curriculum, ANN, None, now)


def statements(connection: sqlite3.Connection, curriculum: Curriculum) -> list[str]:
    """What deciding asks the database for."""
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    news(connection, curriculum)
    connection.set_trace_callback(None)
    return asked


def test_a_badge_is_given_once_and_told_once(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    curriculum = only(curriculum, BUILT)
    project = curriculum.projects[project_of(curriculum)]
    record(connection, ANN, None, Kind.DONE, project.id, NOW)
    (earned,) = news(connection, curriculum).badges
    assert earned.evidence == f"“{project.title}” at level {project.level}."
    assert earned.day == NOW.date()
    assert news(connection, curriculum) == News()
    record(connection, ANN, None, Kind.DONE, project_of(curriculum, 1), NOW)
    assert news(connection, curriculum) == News()
    assert given(connection) == [(Kind.AWARDED, "badge.built")]


def test_while_nothing_is_new_the_log_is_not_read(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    record(connection, ANN, None, Kind.DONE, project_of(curriculum), NOW)
    first, second = statements(connection, curriculum), statements(connection, curriculum)
    assert any("details FROM event" in sql for sql in first)
    assert not any("details FROM event" in sql or "FROM review\n" in sql for sql in second)
    assert not any(sql.lstrip().startswith(("INSERT", "UPDATE")) for sql in second)
    record(connection, ANN, None, Kind.DONE, project_of(curriculum, 1), NOW)
    assert any("details FROM event" in sql for sql in statements(connection, curriculum))


def test_a_review_is_news_although_only_the_first_of_a_day_is_an_event(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = with_decks(only(curriculum, badge(Fact.CARDS, name="mature")), deck("few", cards=2))
    rate(connection, curriculum, "deck.few#c0", EASY)
    assert news(connection, curriculum).badges == ()
    now = NOW
    for _ in range(3):
        now = rate(connection, curriculum, "deck.few#c1", EASY, now=now) + 20 * DAY
        found = news(connection, curriculum, now)
        if found.badges:
            break
    assert [earned.title for earned in found.badges] == ["Mature"]


def test_an_answer_is_news_although_only_the_first_of_a_day_is_an_event(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = only(curriculum, badge(Fact.QUESTIONS, 2, name="two"))
    sitting = add_sitting(connection, ANN, None, SittingKind.QUIZ, "mistakes", [], NOW, 0)
    for place, question in enumerate(list(curriculum.questions)[:2]):
        now = NOW + timedelta(minutes=place)
        add_answer(connection, ANN, Answer(sitting.sitting_id, place, question, now, 0, (0,), 1))
        found = news(connection, curriculum, now)
    assert [earned.title for earned in found.badges] == ["Two"]


def test_a_lapse_takes_no_badge_back(connection: sqlite3.Connection, curriculum: Curriculum) -> None:
    curriculum = with_decks(only(curriculum, badge(Fact.CARDS, name="mature")), deck("few", cards=1))
    now = NOW
    while not matured_cards(connection, ANN):
        now = rate(connection, curriculum, "deck.few#c0", EASY, now=now) + 20 * DAY
    assert news(connection, curriculum, now).badges
    rate(connection, curriculum, "deck.few#c0", AGAIN, now=now)
    assert news(connection, curriculum, now + DAY) == News()
    assert given(connection) == [(Kind.AWARDED, "badge.mature")]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"])
def test_a_card_is_mature_from_three_weeks_on_in_the_members_own_days_also_across_a_change_of_clocks(
    connection: sqlite3.Connection, zone: str
) -> None:
    mature: set[str] = set()
    for rollover in (0, 3, 6):
        calendar = Calendar(ZoneInfo(zone), rollover)
        for number in range(0, 365, 3):
            day = date(2026, 1, 1) + timedelta(days=number)
            for interval in (0, MATURE_DAYS - 1, MATURE_DAYS, MATURE_DAYS + 40):
                begin, end = calendar.start(day), calendar.start(day + DAY) - timedelta(seconds=1)
                at = end if number % 2 else begin
                card = f"deck.x#{rollover}-{number}-{interval}"
                due = calendar.start(day + timedelta(days=interval)) if interval else at + timedelta(minutes=10)
                after = Memory(State.REVIEW, None, 9.0, 5.0, due, day, interval, 1, 0)
                add_review(connection, ANN, Review(card, at, calendar.shift(at), Rating.GOOD, 3.0, 0.9, None, after))
                if interval >= MATURE_DAYS:
                    mature.add(card)
    assert {found.item for found in matured_cards(connection, ANN)} == mature


def test_questions_that_were_answered_right_count_once_each(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    curriculum = only(curriculum, badge(Fact.QUESTIONS, 2, name="right", evidence="{count}, the last about “{item}”."))
    quiz = next(iter(curriculum.quizzes.values()))
    first, second, third = (f"{quiz.id}#{key}" for key in ("first", "second", "third"))
    sitting = add_sitting(connection, ANN, None, SittingKind.QUIZ, quiz.id, [first, second], NOW, 0)
    for place, (question, points) in enumerate([(first, 1), (first, 1), (second, 0.5), (third, 1)]):
        at = NOW + timedelta(minutes=place)
        add_answer(connection, ANN, Answer(sitting.sitting_id, place, question, at, 0, (0,), points))
    record(connection, ANN, None, Kind.QUIZZED, quiz.id, NOW, passed="0", points="2", of="4")
    (earned,) = news(connection, curriculum).badges
    assert earned.evidence == f"2, the last about “{quiz.title}”."


def test_a_new_rule_counts_for_the_past_and_is_told_at_the_next_occasion(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    record(connection, ANN, None, Kind.DONE, project_of(curriculum), NOW)
    news(connection, only(curriculum))
    found = news(connection, only(curriculum, BUILT), NOW + 30 * DAY)
    assert [(earned.title, earned.day) for earned in found.badges] == [("Built", NOW.date())]
    assert news(connection, only(curriculum, BUILT), NOW + 31 * DAY) == News()


async def test_what_is_undone_is_taken_back_and_done_again_awarded_again(db: Database, curriculum: Curriculum) -> None:
    curriculum = only(curriculum, BUILT)
    project = project_of(curriculum)
    for number in range(2):
        at = NOW + number * DAY
        await mark_done(db, curriculum, ANN, None, project, at)
        assert [earned.day for earned in (await new_badges(db, curriculum, ANN, None, at)).badges] == [at.date()]
        await undo(db, curriculum, ANN, None, project, at)
        assert (await new_badges(db, curriculum, ANN, None, at)).withdrawn == ("Built",)
        board = await badges_of(db, curriculum, ANN, at)
        assert board.earned == ()
        assert [(state.badge.id, state.count) for state in board.ahead] == [("badge.built", 0)]
    assert await db.read(given) == [(Kind.AWARDED, "badge.built"), (Kind.WITHDRAWN, "badge.built")] * 2


async def test_at_once_from_two_devices_it_is_given_and_told_once(db: Database, curriculum: Curriculum) -> None:
    curriculum = only(curriculum, BUILT)
    await mark_done(db, curriculum, ANN, None, project_of(curriculum), NOW)
    found = await asyncio.gather(*(new_badges(db, curriculum, ANN, None, NOW) for _ in range(5)))
    assert sum(len(told.badges) for told in found) == 1
    assert await db.read(given) == [(Kind.AWARDED, "badge.built")]


async def test_nothing_is_stored_about_somebody_who_did_nothing_or_was_deleted(
    db: Database, curriculum: Curriculum
) -> None:
    def rows(connection: sqlite3.Connection) -> int:
        tables: Collection[str] = ("learner", "event", "settled")
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)

    assert await new_badges(db, curriculum, ANN, None, NOW) == News()
    await mark_done(db, curriculum, ANN, None, project_of(curriculum), NOW)
    await new_badges(db, curriculum, ANN, None, NOW)
    assert await db.read(rows) > 2
    await privacy.delete(db, ANN)
    assert await new_badges(db, curriculum, ANN, None, NOW) == News()
    assert await db.read(rows) == 0


async def test_the_evidence_that_is_shown_still_stands(db: Database, curriculum: Curriculum) -> None:
    curriculum = only(curriculum, BUILT)
    first, second = (curriculum.projects[project_of(curriculum, number)] for number in range(2))
    for project in (first, second):
        await mark_done(db, curriculum, ANN, None, project.id, NOW)
    await new_badges(db, curriculum, ANN, None, NOW)
    await undo(db, curriculum, ANN, None, first.id, NOW)
    assert await new_badges(db, curriculum, ANN, None, NOW) == News()
    (earned,) = (await badges_of(db, curriculum, ANN, NOW)).earned
    assert second.title in earned.evidence


async def test_a_badge_that_is_retired_stays_with_those_who_have_it(db: Database, curriculum: Curriculum) -> None:
    await mark_done(db, curriculum, ANN, None, project_of(curriculum), NOW)
    await new_badges(db, only(curriculum, BUILT), ANN, None, NOW)
    retired = replace(only(curriculum), retired={"badge.built": "Built"})
    assert await new_badges(db, retired, ANN, None, NOW) == News()
    board = await badges_of(db, retired, ANN, NOW)
    assert [(earned.title, earned.evidence) for earned in board.earned] == [("Built", "")]


async def test_a_renamed_badge_is_not_given_again(db: Database, curriculum: Curriculum) -> None:
    await mark_done(db, curriculum, ANN, None, project_of(curriculum), NOW)
    await new_badges(db, only(curriculum, BUILT), ANN, None, NOW)
    renamed = replace(only(curriculum, replace(BUILT, id="badge.made")), aliases={"badge.built": "badge.made"})
    assert await new_badges(db, renamed, ANN, None, NOW) == News()
    assert len((await badges_of(db, renamed, ANN, NOW)).earned) == 1


async def test_a_level_is_passed_once_and_the_one_after_it_offered_only_to_who_is_not_there(
    db: Database, curriculum: Curriculum
) -> None:
    project = next(p for p in curriculum.projects.values() if p.level == "4")
    rules = {"4": replace(curriculum.levels["4"], promotion=Promotion(0, 0, 0, 1))}
    curriculum = only(curriculum)
    curriculum = replace(curriculum, levels=curriculum.levels | rules)
    await mark_done(db, curriculum, ANN, None, project.id, NOW)
    (passed,) = (await new_badges(db, curriculum, ANN, None, NOW)).levels
    assert (passed.level.name, passed.next and passed.next.name) == ("4", "5")
    assert await new_badges(db, curriculum, ANN, None, NOW) == News()
    assert (await view_level(db, curriculum, ANN, "4", NOW)).passed == NOW.date()

    await undo(db, curriculum, ANN, None, project.id, NOW)
    assert (await new_badges(db, curriculum, ANN, None, NOW)).withdrawn == (curriculum.levels["4"].title,)
    assert (await view_level(db, curriculum, ANN, "4", NOW)).passed is None
    await set_level(db, curriculum, ANN, None, "5", NOW)
    await mark_done(db, curriculum, ANN, None, project.id, NOW)
    (passed,) = (await new_badges(db, curriculum, ANN, None, NOW)).levels
    assert passed.next is None


async def test_a_day_of_reviews_counts_for_the_points(db: Database, curriculum: Curriculum) -> None:
    points = badge(Fact.XP, 10, name="points", evidence="{count} XP.")

    def review_once(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO learner (user_id, created_at) VALUES (?, 0)", (ANN,))
        rate(connection, curriculum, next(iter(curriculum.cards)), GOOD)

    await db.write(review_once)
    (earned,) = (await new_badges(db, only(curriculum, points), ANN, None, NOW)).badges
    assert earned.evidence == "10 XP."


def test_the_award_carries_the_day_and_the_guild_in_which_it_was_decided(
    connection: sqlite3.Connection, curriculum: Curriculum
) -> None:
    record(connection, ANN, 7, Kind.DONE, project_of(curriculum), NOW - 3 * DAY)
    settle(connection, only(curriculum, BUILT), ANN, 9, NOW)
    (award,) = event_log(connection, ANN, (Kind.AWARDED,))
    assert (award.guild_id, award.at, award.details["day"]) == (9, NOW, "2026-05-11")
