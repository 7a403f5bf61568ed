"""What /progress is derived from, and that what is kept of it is never stale."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.memory import Rating
from bot.domain.pictures import FORTNIGHT, WEEKS, first_day
from bot.domain.skills import Axis
from bot.domain.streak import Mark
from bot.errors import UserError
from bot.services import privacy
from bot.services.decks import choose_deck, reset, suspend
from bot.services.done import mark_done, undo
from bot.services.flashcards import review
from bot.services.mastery import renew
from bot.services.progress import KeptProgress, Progress, own_progress
from bot.services.quiz import open_quiz
from bot.services.settings import set_goal, set_rollover, set_zone
from bot.services.start import Answers, start
from bot.services.time_off import end_time_off, take_time_off
from bot.store.database import Database
from tests.cards import ANN, DAY

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)  # a Thursday
TODAY = date(2026, 5, 14)


async def look(
    db: Database, curriculum: Curriculum, now: datetime = NOON, kept: KeptProgress | None = None
) -> Progress:
    return await own_progress(db, curriculum, ANN, now, kept)


async def begin(db: Database, curriculum: Curriculum, zone: str = "UTC", now: datetime = NOON) -> None:
    await start(db, curriculum, ANN, None, Answers("0", "track.backend-engineer", 30, zone, 3), now)


async def rate(db: Database, curriculum: Curriculum, card: str, now: datetime, number: int = 0) -> None:
    assert await review(db, curriculum, ANN, None, card, Rating.GOOD, number, 5.0, now)


def on(view: Progress, day: date) -> int:
    """What was done on a day, by the heat map."""
    return view.heat[(day - first_day(view.streak.today)).days]


async def test_the_heat_map_counts_every_review_answer_and_deed_once(db: Database, curriculum: Curriculum) -> None:
    await begin(db, curriculum)
    cards = list(curriculum.cards)[:5]
    for card in cards:
        await rate(db, curriculum, card, NOON - DAY)
    topics = [topic.id for topic in curriculum.paths["path.python-fundamentals"].topics[:2]]
    for topic in topics:
        await mark_done(db, curriculum, ANN, None, topic, NOON - DAY)
    assert on(await look(db, curriculum), TODAY - DAY) == 7
    await undo(db, curriculum, ANN, None, topics[0], NOON)
    assert on(await look(db, curriculum), TODAY - DAY) == 6


async def test_the_heat_map_begins_on_a_monday_half_a_year_ago_and_ends_today(
    db: Database, curriculum: Curriculum
) -> None:
    await begin(db, curriculum)
    topics = [topic.id for topic in curriculum.paths["path.python-fundamentals"].topics[:3]]
    monday = datetime(2025, 11, 17, 12, tzinfo=UTC)
    for topic, moment in zip(topics, (monday - DAY, monday, NOON), strict=True):
        await mark_done(db, curriculum, ANN, None, topic, moment)
    view = await look(db, curriculum)
    assert len(view.heat) == (WEEKS - 1) * 7 + 4
    assert (view.heat[0], view.heat[-1], sum(view.heat)) == (1, 1, 2)


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", 15), ("Pacific/Honolulu", 14)])
async def test_a_day_is_the_members_own_also_in_the_heat_map(
    db: Database, curriculum: Curriculum, zone: str, day: int
) -> None:
    evening = datetime(2026, 5, 14, 20, tzinfo=UTC)
    await begin(db, curriculum, zone)
    await rate(db, curriculum, next(iter(curriculum.cards)), evening)
    view = await look(db, curriculum, evening)
    assert on(view, date(2026, 5, day)) == 1 == view.heat[-1]
    assert view.streak.week[-1] is Mark.PRACTISED


async def test_who_travels_keeps_the_days_of_their_past(db: Database, curriculum: Curriculum) -> None:
    await begin(db, curriculum, "Pacific/Kiritimati")
    await rate(db, curriculum, next(iter(curriculum.cards)), datetime(2026, 5, 10, 20, tzinfo=UTC))
    await set_zone(db, ANN, "Pacific/Honolulu", NOON)
    assert on(await look(db, curriculum), date(2026, 5, 11)) == 1


async def test_the_forecast_counts_every_card_on_its_day_and_what_waits_today(
    db: Database, curriculum: Curriculum
) -> None:
    await begin(db, curriculum)
    cards = list(curriculum.cards)[:6]
    for card in cards:
        for number in range(2):
            await rate(db, curriculum, card, NOON - 30 * DAY + timedelta(minutes=20 * number), number)
    view = await look(db, curriculum)
    assert view.forecast == (6, *[0] * (FORTNIGHT - 1))
    for card in cards[:4]:
        await rate(db, curriculum, card, NOON, 2)
    view = await look(db, curriculum)
    assert len(view.forecast) == FORTNIGHT
    assert view.forecast[0] == 2
    await suspend(db, curriculum, ANN, cards[5], True, NOON)
    assert (await look(db, curriculum)).forecast[0] == 1


async def test_skills_are_those_of_today_and_of_thirty_days_ago(db: Database, curriculum: Curriculum) -> None:
    await begin(db, curriculum)
    card = next(card for card in curriculum.cards.values() if card.concept in curriculum.concepts)
    axis = curriculum.concepts[card.concept or ""].axis
    assert {(skill.now, skill.before) for skill in (await look(db, curriculum)).skills} == {(None, None)}
    await rate(db, curriculum, card.id, NOON)
    view = await look(db, curriculum)
    assert [skill.axis for skill in view.skills] == list(Axis)
    shown = {skill.axis: (skill.now, skill.before) for skill in view.skills if skill.now}
    assert set(shown) == {axis}
    assert shown[axis][1] is None
    later = {skill.axis: skill for skill in (await look(db, curriculum, NOON + 31 * DAY)).skills}
    assert later[axis].before == shown[axis][0]


async def test_looking_twice_reads_the_log_once_until_something_happens(db: Database, curriculum: Curriculum) -> None:
    kept = KeptProgress()
    await begin(db, curriculum)
    first = await look(db, curriculum, kept=kept)
    assert await look(db, curriculum, kept=kept) is first
    assert await look(db, curriculum, NOON + timedelta(minutes=5), kept) is first
    await rate(db, curriculum, next(iter(curriculum.cards)), NOON)
    assert await look(db, curriculum, kept=kept) is not first


async def test_what_is_kept_is_never_stale_whatever_happens_in_between(db: Database, curriculum: Curriculum) -> None:
    """A hundred deeds at random; after each, what is kept is what would be derived anew."""
    chance, kept = random.Random(5), KeptProgress()
    topics = [topic.id for path in curriculum.paths.values() for topic in path.topics][:12]
    cards, decks = list(curriculum.cards)[:8], list(curriculum.decks)
    zones = ["Europe/Berlin", "Pacific/Kiritimati", "America/Los_Angeles", "UTC"]
    numbers = dict.fromkeys(cards, 0)
    clock = [NOON]

    async def rated() -> None:
        card = chance.choice(cards)
        if await review(db, curriculum, ANN, None, card, chance.choice(list(Rating)), numbers[card], 4.0, clock[0]):
            numbers[card] += 1

    async def off() -> None:
        day = (clock[0] + 2 * DAY).date().isoformat()
        await take_time_off(db, ANN, day, day, clock[0])
        if chance.random() < 0.5:
            await end_time_off(db, ANN, day, clock[0])

    async def done() -> None:
        with suppress(UserError):  # it was done before
            await mark_done(db, curriculum, ANN, None, chance.choice(topics), clock[0])

    async def undone() -> None:
        topic = chance.choice(topics)
        with suppress(UserError):
            await mark_done(db, curriculum, ANN, None, topic, clock[0])
        assert await look(db, curriculum, clock[0], kept) == await look(db, curriculum, clock[0])
        await undo(db, curriculum, ANN, None, topic, clock[0])

    async def quizzed() -> None:
        await open_quiz(db, curriculum, ANN, None, None, clock[0])

    async def begun_anew() -> None:
        card = chance.choice(cards)
        with suppress(UserError):  # it was never begun
            await reset(db, curriculum, ANN, card, clock[0])
            numbers[card] = 0

    async def waited() -> None:
        clock[0] += timedelta(minutes=chance.choice([1, 14, 47, 600, 1500]))

    deeds: list[Callable[[], Awaitable[object]]] = [
        rated, rated, off, done, undone, quizzed, begun_anew, waited, waited,
        lambda: suspend(db, curriculum, ANN, chance.choice(cards), chance.random() < 0.5, clock[0]),
        lambda: choose_deck(db, curriculum, ANN, chance.choice(decks), chance.random() < 0.5, clock[0]),
        lambda: set_zone(db, ANN, chance.choice(zones), clock[0]),
        lambda: set_rollover(db, ANN, chance.randrange(7), clock[0]),
        lambda: set_goal(db, curriculum, ANN, chance.choice(list(curriculum.tracks)), clock[0]),
        lambda: renew(db, curriculum),
    ]  # fmt: skip
    await begin(db, curriculum)
    for _ in range(100):
        await chance.choice(deeds)()
        assert await look(db, curriculum, clock[0], kept) == await look(db, curriculum, clock[0])


async def test_a_new_day_a_day_off_and_deletion_show_at_once(db: Database, curriculum: Curriculum) -> None:
    kept = KeptProgress()
    await begin(db, curriculum)
    await mark_done(db, curriculum, ANN, None, "path.python-fundamentals#control-flow", NOON)
    assert (await look(db, curriculum, kept=kept)).streak.done_today
    night = datetime(2026, 5, 15, 2, 59, tzinfo=UTC)
    assert (await look(db, curriculum, night, kept)).streak.done_today
    assert not (await look(db, curriculum, night + timedelta(minutes=1), kept)).streak.done_today
    await take_time_off(db, ANN, "2026-05-15", "2026-05-15", night + timedelta(minutes=1))
    assert (await look(db, curriculum, night + timedelta(minutes=1), kept)).streak.week[-1] is Mark.OFF
    await privacy.delete(db, ANN)
    assert (await look(db, curriculum, night + timedelta(minutes=1), kept)).empty
