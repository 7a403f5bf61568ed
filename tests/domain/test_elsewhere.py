"""What the curriculum's own programs know of a card becomes a memory, or the file is refused in a sentence."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.brought import RefusedFileError, Skipped, Source
from bot.domain.calendar import Calendar
from bot.domain.elsewhere import read_states
from bot.domain.memory import Memory, Rating, State, remember, retrievability
from bot.domain.shape import parse

BERLIN = Calendar(ZoneInfo("Europe/Berlin"), 3)
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


def leitner(**cards: dict[str, Any]) -> dict[str, Any]:
    """A file of the boxes, as `review-runner.py` writes it; two underscores in an id stand for a hyphen."""
    states = {name.strip("_").replace("__", "-"): card for name, card in cards.items()}
    return {"cards": states, "sessions": 3, "last_review": "2026-05-10T18:00:00.123456"}


def box(number: int, correct: int, incorrect: int, seen: str = "2026-05-10T18:00:00.123456") -> dict[str, Any]:
    return {"box": number, "last_seen": seen, "correct": correct, "incorrect": incorrect}


def sm2(**changes: Any) -> dict[str, Any]:
    """A file of SM-2 with one card, as `spaced_repetition.py` writes it."""
    card = {
        "easiness": 2.5,
        "interval": 6,
        "repetitions": 2,
        "quality": 4,
        "last_review": "2026-05-10T18:00:00.5",
        "next_review": "2026-05-16T18:00:00.5",
        "correct": 2,
        "incorrect": 0,
        "total_reviews": 2,
    }
    return {"cards": {"m02-11": card | changes}, "sessions": 1, "last_session": "2026-05-10T18:00:01"}


def only(document: dict[str, Any]) -> Memory:
    (brought,) = read_states(document, BERLIN, NOW).memories
    return brought.memory


@pytest.mark.parametrize(("number", "days"), [(2, 2), (3, 4), (4, 8), (5, 16)])
def test_a_card_of_a_box_is_known_for_the_days_of_the_box(number: int, days: int) -> None:
    memory = only(leitner(_0__03=box(number, 4, 1)))
    assert (memory.state, memory.step, memory.stability, memory.interval) == (State.REVIEW, None, float(days), days)
    assert memory.day == date(2026, 5, 10)
    assert memory.due == datetime(2026, 5, 10, 1, tzinfo=UTC) + timedelta(days=days)
    assert (memory.reviews, memory.lapses) == (5, 1)
    assert retrievability(memory, memory.day + timedelta(days=days)) == pytest.approx(0.9)


def test_a_card_of_the_first_box_is_being_learnt_and_due_at_once() -> None:
    memory = only(leitner(_0__03=box(1, 0, 3)))
    assert (memory.state, memory.step, memory.interval, memory.lapses) == (State.LEARNING, 0, 0, 0)
    assert memory.due == datetime(2026, 5, 10, 16, 0, 0, 123000, tzinfo=UTC)


def test_the_more_answers_were_wrong_the_harder_is_the_card() -> None:
    harder = [only(leitner(_0__03=box(3, 4 - wrong, wrong))).difficulty for wrong in range(5)]
    assert harder == sorted(set(harder))
    assert 1 < harder[0] < harder[-1] < 10


def test_sm_2_gives_stability_difficulty_and_the_day() -> None:
    memory = only(sm2())
    assert (memory.state, memory.stability, memory.interval) == (State.REVIEW, 6.0, 6)
    assert memory.day == date(2026, 5, 10)
    assert memory.due == datetime(2026, 5, 16, 1, tzinfo=UTC)
    assert only(sm2(easiness=1.3)).difficulty == 10.0
    assert only(sm2(easiness=2.6)).difficulty < memory.difficulty < only(sm2(easiness=2.0)).difficulty
    moved = only(sm2(next_review="2026-05-20T18:00:00"))
    assert (moved.interval, moved.stability) == (10, 10.0)


def test_a_card_that_sm_2_saw_fail_is_hardly_known() -> None:
    memory = only(sm2(repetitions=0, quality=1, interval=1, incorrect=1, total_reviews=3, next_review=None))
    assert memory.stability < 1
    assert (memory.interval, memory.reviews, memory.lapses) == (1, 3, 1)


def test_what_was_read_can_be_reviewed_on() -> None:
    for document in (leitner(_0__03=box(1, 0, 3)), leitner(_0__03=box(5, 9, 0)), sm2(), sm2(interval=3_000_000)):
        after = remember(only(document), Rating.GOOD, NOW, BERLIN, "lp:deck.level-0#0-03")
        assert after.due > NOW


def test_cards_are_remembered_under_the_ids_that_the_imported_decks_will_have() -> None:
    brought = read_states(leitner(_0__03=box(2, 1, 0), c__coll__01=box(2, 1, 0), x__1=box(2, 1, 0)), BERLIN, NOW)
    assert brought.source is Source.LEITNER
    assert [memory.card for memory in brought.memories] == [
        "lp:deck.level-0#0-03",
        "lp:deck.concept-collections-deep-dive#c-coll-01",
        "lp:deck.concept-collections-explained#c-coll-01",
    ]
    assert all(not memory.suspended for memory in brought.memories)
    assert brought.skipped == {Skipped.UNKNOWN: 1}


HOSTILE = [
    {},
    {"cards": {}},
    {"cards": []},
    {"cards": {"0-03": {}}},
    {"cards": {"0-03": None}},
    {"cards": {"0-03": [1]}},
    leitner(_0__03=box(0, 1, 0)),
    leitner(_0__03=box(6, 1, 0)),
    leitner(_0__03=box(True, 1, 0)),
    leitner(_0__03=box(2, -1, 0)),
    leitner(_0__03=box(2, 10**400, 0)),
    leitner(_0__03=box(2, 1, 0, "yesterday")),
    leitner(_0__03=box(2, 1, 0, "9999-12-31T23:59:59")),
    leitner(_0__03=box(2, 1, 0, "0001-01-01T00:00:00+14:00")),
    leitner(_0__03=box(2, 1, 0, "2" * 100_000)),
    sm2(easiness="2.5"),
    sm2(easiness=1e308),
    sm2(easiness=float("nan")),
    sm2(easiness=-1),
    sm2(interval=10**9),
    sm2(interval=2.5),
    sm2(repetitions=None),
    sm2(next_review="9999-12-31T23:59:59-14:00"),
    sm2(last_review="2027-01-01T00:00:00"),
    {"cards": {str(number): box(2, 1, 0) for number in range(5001)}},
]


@pytest.mark.parametrize("document", HOSTILE)
def test_impossible_values_are_refused_in_a_sentence(document: dict[str, Any]) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_states(document, BERLIN, NOW)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"nothing",
        b'{"cards": NaN}',
        b'{"cards": -Infinity}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 10_000,
        json.dumps({"cards": "x"}).encode("utf-16"),
    ],
)
def test_what_is_no_json_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(RefusedFileError):
        parse(content)
