"""What a file brings along is stored at once or not at all, never over something newer, and never twice."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.archive import write_archive
from bot.domain.brought import Skipped, Source
from bot.domain.collection import CardMemory, Collection
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import Card, CardType, Deck
from bot.domain.learner import Learner
from bot.domain.memory import Memory, Rating, State
from bot.domain.own_cards import MAX_BACK, MAX_CODE, MAX_FRONT, MAX_OWN_CARDS
from bot.errors import UserError
from bot.services import bring_along as service
from bot.services.bring_along import Report, bring_along
from bot.services.cards import add_card, delete_card, edit_card
from bot.services.decks import suspend
from bot.services.flashcards import Scope, next_card, review
from bot.services.take_away import Format, take_away
from bot.store.database import MEMORY, Database
from bot.store.decks import own_cards, restore_own_card
from bot.store.flashcards import memories, save_memory, set_suspended, suspended_cards
from bot.store.learners import find_learner, save_learner
from tests.anki.packages import package
from tests.domain.test_elsewhere import box, leitner, sm2

pytestmark = pytest.mark.process

ANN, BOB = 314159265358979323, 271828182845904523
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)
MILLIS = int(NOW.timestamp() * 1000)
KNOWN = Memory(State.REVIEW, None, 12.5, 4.25, NOW + timedelta(days=3), date(2026, 5, 10), 7, 5, 1)


async def bring(db: Database, curriculum: Curriculum, content: bytes | dict[str, Any], user: int = ANN) -> Report:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return await bring_along(db, curriculum, user, data, NOW)


async def kept(db: Database, user: int = ANN) -> dict[str, CardMemory]:
    found, unwanted = await db.read(lambda c: (memories(c, user), suspended_cards(c, user)))
    return {each.card: CardMemory(each.card, each.memory, each.card in unwanted) for each in found}


async def cards(db: Database, user: int = ANN) -> list[Card]:
    return await db.read(lambda connection: own_cards(connection, user))


def archive(*own: Card, memories: tuple[CardMemory, ...] = ()) -> dict[str, Any]:
    deck = Deck("own", "Mine", "", "", None, own)
    return write_archive(Collection((deck,), memories, (), 0.9), NOW)


def own(number: int, front: str = "Front") -> Card:
    return Card(f"own#{number}", CardType.BASIC, front, "Back", "code")


async def test_a_memory_of_the_curriculum_waits_for_its_deck(db: Database, curriculum: Curriculum) -> None:
    report = await bring(db, curriculum, leitner(_0__03=box(3, 2, 0), x__1=box(2, 1, 0)))
    assert report == Report(Source.LEITNER, created=1, waiting=1, skipped={Skipped.UNKNOWN: 1})
    (memory,) = (await kept(db)).values()
    assert memory.card == "lp:deck.level-0#0-03"
    session = await next_card(db, curriculum, ANN, Scope(), NOW)
    assert session.load.due == 0


async def test_a_second_time_changes_nothing_and_a_newer_file_updates(db: Database, curriculum: Curriculum) -> None:
    await bring(db, curriculum, sm2())
    before = await kept(db)
    again = await bring(db, curriculum, sm2())
    assert again == Report(Source.SM2, skipped={Skipped.SAME: 1})
    assert await kept(db) == before
    newer = await bring(db, curriculum, sm2(last_review="2026-05-12T18:00:00", total_reviews=3))
    assert newer == Report(Source.SM2, updated=1, waiting=1)
    older = await bring(db, curriculum, sm2())
    assert older == Report(Source.SM2, skipped={Skipped.NEWER: 1})
    assert (await kept(db))["lp:deck.module-cli-tools#m02-11"].memory.reviews == 3


async def test_what_is_remembered_here_is_never_overwritten_by_something_older(
    db: Database, curriculum: Curriculum
) -> None:
    card = next(iter(curriculum.cards))
    await review(db, curriculum, ANN, None, card, Rating.GOOD, 0, 4.2, NOW)
    before = await kept(db)
    older = archive(memories=(CardMemory(card, replace(KNOWN, reviews=99)),))
    assert await bring(db, curriculum, older) == Report(Source.ARCHIVE, skipped={Skipped.NEWER: 1})
    assert await kept(db) == before


async def test_cards_of_anki_join_the_members_own_and_are_new(db: Database, curriculum: Curriculum) -> None:
    await add_card(db, ANN, "Known", "Here", "", NOW)
    report = await bring(db, curriculum, package(("Known", "Here"), ("<b>New</b>", "@everyone"), ("", "half")))
    assert report == Report(Source.ANKI, cards=1, skipped={Skipped.TWICE: 1, Skipped.HALF: 1})
    assert [card.front for card in await cards(db)] == ["Known", "New"]
    assert await kept(db) == {}
    assert await cards(db, BOB) == []
    assert (await bring(db, curriculum, package(("New", "@everyone")))).cards == 0


async def test_deleted_cards_come_back_and_changed_ones_keep_their_words_of_today(
    db: Database, curriculum: Curriculum
) -> None:
    gone = await add_card(db, ANN, "Gone", "Back", "", NOW)
    changed = await add_card(db, ANN, "Changed", "Back", "", NOW)
    await review(db, curriculum, ANN, None, gone.id, Rating.GOOD, 0, 4.2, NOW)
    file = await take_away(db, curriculum, ANN, "own", Format.JSON, "Mine", NOW)
    before = await kept(db)
    await delete_card(db, ANN, gone.id)
    await edit_card(db, ANN, changed.id, "Today's words", "Back", "")
    report = await bring(db, curriculum, file.content)
    assert report == Report(Source.ARCHIVE, cards=1, created=1, skipped={Skipped.TWICE: 1})
    assert [(card.id, card.front) for card in await cards(db)] == [(gone.id, "Gone"), (changed.id, "Today's words")]
    assert await kept(db) == before


async def test_a_card_that_one_has_in_the_same_words_takes_the_memory(db: Database, curriculum: Curriculum) -> None:
    mine = await add_card(db, ANN, "Front", "Back", "code", NOW)
    report = await bring(db, curriculum, archive(own(17), memories=(CardMemory("own#17", KNOWN, suspended=True),)))
    assert report == Report(Source.ARCHIVE, created=1, skipped={Skipped.TWICE: 1})
    assert await kept(db) == {mine.id: CardMemory(mine.id, KNOWN, suspended=True)}


async def test_made_up_numbers_and_memories_of_no_card_do_no_harm(db: Database, curriculum: Curriculum) -> None:
    strange = archive(
        own(9_999_999_999_999_999, "Later"), own(0, "None"), own(5, "Five"), own(5, "Another five"),
        memories=(CardMemory("own#9999999999999999", KNOWN), CardMemory("own#77", KNOWN)),
    )  # fmt: skip
    report = await bring(db, curriculum, strange)
    assert report == Report(Source.ARCHIVE, 3, 1, skipped={Skipped.TWICE: 1, Skipped.UNKNOWN: 1})
    assert [card.front for card in await cards(db)] == ["Five", "Later", "None"]
    assert max(int(card.id.partition("#")[2]) for card in await cards(db)) <= MILLIS + 2
    assert (await add_card(db, ANN, "One more", "x", "", NOW)).front == "One more"
    assert (await bring(db, curriculum, strange)).cards == 0


async def test_a_number_that_another_card_of_the_file_would_get_is_kept_for_its_own(
    db: Database, curriculum: Curriculum
) -> None:
    newest = MILLIS + 3_600_000
    strange = archive(own(newest, "Newest"), own(9_999_999_999_999_999, "Made up"), own(newest + 1, "Next"))
    assert (await bring(db, curriculum, strange)).cards == 3
    assert [card.id for card in await cards(db)] == [f"own#{newest + more}" for more in range(3)]
    assert [card.front for card in await cards(db)] == ["Newest", "Next", "Made up"]


async def test_cards_that_were_not_asked_come_back_so_and_a_deleted_card_leaves_nothing(
    db: Database, curriculum: Curriculum
) -> None:
    card, shipped = await add_card(db, ANN, "Front", "Back", "", NOW), next(iter(curriculum.cards))
    for each in (card.id, shipped):
        await suspend(db, curriculum, ANN, each, True, NOW)
    file = await take_away(db, curriculum, ANN, None, Format.JSON, "Mine", NOW)
    assert (await bring(db, curriculum, file.content, BOB)).suspended == 2
    assert await db.read(lambda connection: suspended_cards(connection, BOB)) == {card.id, shipped}
    assert (await bring(db, curriculum, file.content, BOB)) == Report(Source.ARCHIVE, skipped={Skipped.TWICE: 1})
    await delete_card(db, ANN, card.id)
    assert await db.read(lambda connection: suspended_cards(connection, ANN)) == {shipped}
    begun = archive() | {"suspended": [shipped, "own#77", "deck.gone#card"]}
    await suspend(db, curriculum, ANN, shipped, False, NOW)
    await review(db, curriculum, ANN, None, shipped, Rating.GOOD, 0, 4.2, NOW)
    assert await bring(db, curriculum, begun) == Report(Source.ARCHIVE, skipped={Skipped.NEWER: 1, Skipped.UNKNOWN: 2})
    assert await db.read(lambda connection: suspended_cards(connection, ANN)) == set()


@pytest.mark.parametrize("suspended", ["own#1", [1], ["own#1; DROP TABLE memory"], {"own#1": True}, ["own#1"] * 10_001])
async def test_a_list_of_suspended_cards_that_cannot_be_refuses_the_file(
    db: Database, curriculum: Curriculum, suspended: object
) -> None:
    with pytest.raises(UserError):
        await bring(db, curriculum, archive(own(1)) | {"suspended": suspended})
    assert await cards(db) == []


async def test_a_time_with_microseconds_is_the_same_a_second_time(db: Database, curriculum: Curriculum) -> None:
    file = leitner(_0__03=box(1, 2, 1) | {"last_seen": "2026-05-10T18:00:00.123456"})
    assert (await bring(db, curriculum, file)).created == 1
    assert (await bring(db, curriculum, file)).skipped == {Skipped.SAME: 1}


async def test_a_renamed_card_that_is_not_asked_stays_so(db: Database, curriculum: Curriculum) -> None:
    former, today = list(curriculum.cards)[:2]
    await review(db, curriculum, ANN, None, former, Rating.GOOD, 0, 4.2, NOW)
    renamed = replace(curriculum, aliases=curriculum.aliases | {former: today})
    await suspend(db, renamed, ANN, today, True, NOW)
    file = await take_away(db, renamed, ANN, None, Format.JSON, "Mine", NOW)
    assert (await bring(db, renamed, file.content)).skipped == {Skipped.SAME: 1}
    asked = archive(memories=(CardMemory(today, replace(KNOWN, day=NOW.date(), reviews=9)),))
    assert (await bring(db, renamed, asked)).updated == 1
    assert await db.read(lambda connection: suspended_cards(connection, ANN)) == set()


async def test_a_full_deck_refuses_the_whole_file_and_says_how_many_fit(db: Database, curriculum: Curriculum) -> None:
    def fill(connection: Any) -> None:
        save_learner(connection, Learner(ANN), NOW)
        for number in range(1, MAX_OWN_CARDS - 1):
            restore_own_card(connection, ANN, number, f"Card {number}", "Back", "")

    await db.write(fill)
    with pytest.raises(UserError, match=r"3 new cards; 2 more fit into your deck of 2000"):
        await bring(db, curriculum, package(("a", "b"), ("c", "d"), ("e", "f"), ("Card 7", "Back")))
    assert len(await cards(db)) == MAX_OWN_CARDS - 2
    report = await bring(db, curriculum, package(("a", "b"), ("c", "d"), ("Card 7", "Back")))
    assert (report.cards, report.skipped) == (2, {Skipped.TWICE: 1})


async def test_too_many_memories_leave_nothing_half_done(
    db: Database, curriculum: Curriculum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_MEMORIES", 1)
    full = archive(own(17), memories=(CardMemory("own#17", KNOWN), CardMemory("deck.gone#card", KNOWN)))
    with pytest.raises(UserError, match=r"begun 2 cards, and I keep at most 1"):
        await bring(db, curriculum, full)
    assert (await cards(db), await kept(db)) == ([], {})
    assert await db.read(lambda connection: find_learner(connection, ANN)) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"PK\x03\x04", b'{"cards": NaN}', b"x" * 10_000_001])
async def test_a_refused_file_stores_nothing(db: Database, curriculum: Curriculum, content: bytes) -> None:
    with pytest.raises(UserError):
        await bring(db, curriculum, content)
    assert await db.read(lambda connection: find_learner(connection, ANN)) is None


FINE = archive(own(17), memories=(CardMemory("own#17", KNOWN),))


@pytest.mark.parametrize(
    "change",
    [
        {"state": "dreaming"},
        {"state": None},
        {"step": 0, "state": "learning", "stability": 0},
        {"state": "learning", "step": None},
        {"stability": -1},
        {"stability": 10**400},
        {"stability": "12"},
        {"difficulty": 0.5},
        {"difficulty": 11},
        {"due": "9999-12-31T00:00:00+00:00"},
        {"due": "1970-01-01T00:00:00+00:00"},
        {"due": 5},
        {"day": "2027-01-01"},
        {"day": "20260510"},
        {"day": "2026-02-30"},
        {"interval": 10**9},
        {"interval": True},
        {"reviews": 0},
        {"lapses": 6},
        {"suspended": 1},
        {"card": "own#1; DROP TABLE memory"},
        {"card": "deck.x#" + "y" * 100},
        {"card": None},
    ],
)
async def test_a_memory_that_cannot_be_refuses_the_file(
    db: Database, curriculum: Curriculum, change: dict[str, Any]
) -> None:
    changed = FINE | {"memories": [FINE["memories"][0] | change]}
    with pytest.raises(UserError, match="Entry 1 of this file"):
        await bring(db, curriculum, changed)
    assert await cards(db) == []


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
SIDES = st.tuples(
    WORDS.map(lambda text: text[:MAX_FRONT].strip() or "x"),
    WORDS.map(lambda text: text[:MAX_BACK].strip() or "x"),
    WORDS.map(lambda text: text[:MAX_CODE]),
)
STATES = st.one_of(
    st.just((State.REVIEW, None)), st.tuples(st.sampled_from([State.LEARNING, State.RELEARNING]), st.integers(0, 3))
)
MOMENTS = st.integers(MILLIS - 10**10, MILLIS + 10**10).map(
    lambda ms: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
)
MEMORIES = st.builds(
    lambda state, **known: Memory(state=state[0], step=state[1], **known),
    state=STATES,
    stability=st.floats(0.001, 36_500),
    difficulty=st.floats(1, 10),
    due=MOMENTS,
    day=st.dates(date(2020, 1, 1), date(2026, 5, 14)),
    interval=st.integers(0, 36_500),
    reviews=st.integers(5, 10_000),
    lapses=st.integers(0, 5),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(SIDES, max_size=6),
    st.lists(st.tuples(MEMORIES, st.booleans()), min_size=9, max_size=9),
)
def test_whatever_was_taken_away_comes_back_as_it_was(
    curriculum: Curriculum, sides: list[tuple[str, str, str]], remembered: list[tuple[Memory, bool]]
) -> None:
    async def there_and_back() -> None:
        db = await Database.open(MEMORY)
        try:
            made = [await add_card(db, ANN, *card, NOW) for card in sides]
            others = [*list(curriculum.cards)[:2], "lp:deck.level-0#0-03"]
            ids = [*(card.id for card in made), *others]

            def remember(connection: Any) -> None:
                save_learner(connection, Learner(ANN), NOW)
                for card, (memory, suspended) in zip(ids, remembered, strict=False):
                    save_memory(connection, ANN, card, memory)
                    set_suspended(connection, ANN, card, suspended)

            await db.write(remember)
            file = await take_away(db, curriculum, ANN, None, Format.JSON, "Mine", NOW)
            report = await bring(db, curriculum, file.content, BOB)
            assert (report.cards, report.created) == (len(made), len(ids))
            assert await cards(db, BOB) == await cards(db, ANN)
            assert await kept(db, BOB) == await kept(db, ANN)
            again = await bring(db, curriculum, file.content, BOB)
            assert (again.cards, again.created, again.updated) == (0, 0, 0)
            assert await kept(db, BOB) == await kept(db, ANN)
        finally:
            await db.close()

    asyncio.run(there_and_back())
