"""A plan opens one day on each of the member's own days; missing one moves it, and nothing restarts it."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.curriculum import Plan, PlanDay
from bot.domain.events import Event, Kind
from bot.domain.plan import PlanState, joined_day, open_day, tasks_done

FIRST = date(2026, 5, 1)
PLAN = Plan("plan.x", "Five days", "", tuple(PlanDay(n, f"Day {n}", "", f"challenge.{n}") for n in range(1, 6)))


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def done(**days: int) -> dict[str, date]:
    """The tasks done, by number, each with its day: `_1=0` is task 1 on the first day."""
    return {f"challenge.{name[1:]}": on(day) for name, day in days.items()}


def event(kind: Kind, day: int, item: str) -> Event:
    return Event(kind, datetime(2026, 5, 1, 12, tzinfo=UTC) + timedelta(days=day), 0, item=item)


def opened(tasks: dict[str, date], day: int) -> int | None:
    found = open_day(PLAN, tasks, on(day))
    return found.number if found else None


def test_the_first_day_is_open_at_once_and_until_it_is_done() -> None:
    assert [opened({}, day) for day in (0, 1, 9)] == [1, 1, 1]


def test_the_next_day_opens_on_the_day_after_one_is_done() -> None:
    assert [opened(done(_1=0), day) for day in (0, 1, 2)] == [1, 2, 2]


def test_missed_days_move_the_plan() -> None:
    assert opened(done(_1=0, _2=1), 30) == 3


def test_what_was_done_ahead_is_left_out_and_stops_nobody() -> None:
    assert [opened(done(_1=0, _2=0, _4=0), day) for day in (0, 1)] == [1, 3]
    assert opened(done(_1=0, _3=1, _2=1), 2) == 4


def test_what_was_solved_before_joining_counts() -> None:
    assert opened(done(_1=-90, _3=-80), 0) == 2


def test_nothing_is_open_after_the_last_day() -> None:
    everything = done(_1=0, _2=1, _3=2, _4=3, _5=4)
    assert (opened(everything, 4), opened(everything, 5)) == (5, None)
    assert PlanState(PLAN, FIRST, everything, on(4)).finished
    assert not PlanState(PLAN, None, everything, on(4)).finished


def test_a_task_ends_with_its_first_solution_or_with_giving_up() -> None:
    log = [
        event(Kind.ATTEMPTED, 0, "a"), event(Kind.GAVE_UP, 1, "a"), event(Kind.SOLVED, 2, "a"),
        event(Kind.SOLVED, 3, "b"), event(Kind.ATTEMPTED, 4, "c"),
    ]  # fmt: skip
    assert tasks_done(log) == {"a": on(1), "b": on(3)}


def test_joining_again_keeps_the_first_day_and_leaving_ends_it() -> None:
    joined, left = event(Kind.JOINED, 0, "plan.x"), event(Kind.LEFT, 3, "plan.x")
    assert joined_day([], "plan.x") is None
    assert joined_day([joined, left], "plan.x") is None
    assert joined_day([joined, left, event(Kind.JOINED, 9, "plan.x")], "plan.x") == FIRST
    assert joined_day([joined], "plan.other") is None


def test_missed_days_are_the_whole_days_between() -> None:
    assert [PlanState(PLAN, FIRST, done(_1=0), on(day)).missed for day in (0, 1, 2, 4)] == [0, 0, 1, 3]
    assert PlanState(PLAN, FIRST, {}, on(2)).missed == 1


def test_the_next_day_is_never_the_open_one() -> None:
    state = PlanState(PLAN, FIRST, done(_2=-1), on(0))
    assert state.open is PLAN.days[0]
    assert state.next is PLAN.days[2]
    assert PlanState(PLAN, FIRST, done(_1=0, _2=0, _3=0, _4=0), on(1)).next is None


@given(st.lists(st.integers(1, 9), min_size=5, max_size=5))
def test_whoever_does_each_open_task_when_they_come_meets_all_in_order(gaps: list[int]) -> None:
    tasks: dict[str, date] = {}
    met, day = [], 0
    for gap in gaps:
        task = open_day(PLAN, tasks, on(day))
        assert task is not None
        tasks[task.challenge] = on(day)
        assert open_day(PLAN, tasks, on(day)) is task
        met.append(task.number)
        day += gap
    assert met == [1, 2, 3, 4, 5]
    assert open_day(PLAN, tasks, on(day)) is None
