"""Which cards a day holds, and in which order."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.flashcards import LEAST_PER_DAY, Load, in_order
from bot.domain.memory import Memory, State, retrievability

TODAY = date(2026, 5, 14)


def memory(stability: float, days_ago: int, overdue: int = 0) -> Memory:
    """A known card, reviewed some days ago and overdue since some hours."""
    due = datetime(2026, 5, 14, 12, tzinfo=UTC) - timedelta(hours=overdue)
    return Memory(State.REVIEW, None, stability, 5.0, due, TODAY - timedelta(days=days_ago), 1, 3, 0)


def test_the_longest_overdue_comes_first() -> None:
    due = {"a": memory(9, 3, overdue=1), "b": memory(9, 3, overdue=50), "c": memory(9, 3, overdue=7)}
    assert in_order(due.items(), TODAY, backlog=False) == ["b", "c", "a"]


def test_of_a_backlog_those_come_first_that_are_just_about_to_be_forgotten_and_lost_ones_last() -> None:
    due = {
        "fresh": memory(stability=100, days_ago=20),
        "slipping": memory(stability=10, days_ago=60),
        "lost": memory(stability=0.5, days_ago=300),
        "half lost": memory(stability=1, days_ago=100),
    }
    chances = {card: retrievability(found, TODAY) for card, found in due.items()}
    assert chances["lost"] < chances["half lost"] < 0.5 < chances["slipping"] < chances["fresh"]
    assert in_order(due.items(), TODAY, backlog=True) == ["slipping", "fresh", "half lost", "lost"]


@given(st.dictionaries(st.text(max_size=3), st.tuples(st.floats(0.1, 500), st.integers(0, 400), st.integers(0, 900))))
def test_no_card_is_lost_or_doubled_by_putting_them_in_order(cards: dict[str, tuple[float, int, int]]) -> None:
    due = {card: memory(*values) for card, values in cards.items()}
    for backlog in (True, False):
        assert sorted(in_order(due.items(), TODAY, backlog=backlog)) == sorted(due)


loads = st.builds(
    Load,
    due=st.integers(0, 500), again=st.integers(0, 20), seen=st.integers(0, 200),
    upcoming=st.lists(st.integers(0, 40), max_size=60), new=st.integers(0, 30), minutes=st.integers(1, 120),
    pace=st.floats(1, 60),
)  # fmt: skip


@given(loads)
def test_a_day_never_asks_for_more_than_fits_and_never_for_nothing_while_there_is_room(load: Load) -> None:
    assert 0 <= load.left <= max(load.cap - load.seen, 0)
    assert load.cap >= LEAST_PER_DAY
    if load.room:
        assert (load.left > 0) == (load.due + load.new > 0)
    if load.backlog:
        assert load.left == load.room


@given(loads)
def test_a_plan_ends_when_nothing_waits_any_more(load: Load) -> None:
    days = load.clear_in()
    waiting, room = load.due, load.room
    for day in range(60):
        if days == day:
            assert waiting <= room
            return
        assert waiting > room
        arriving = load.upcoming[day] if day < len(load.upcoming) else 0
        waiting, room = waiting - room + arriving, load.cap
    assert days is None
