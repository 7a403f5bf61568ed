"""A streak is a rhythm, and no flight or change of clocks breaks it."""

from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.events import Event, Kind, practice
from bot.domain.streak import Mark, records, streak
from bot.domain.time_off import TimeOff

BERLIN = Calendar(ZoneInfo("Europe/Berlin"), 3)
TOKYO = Calendar(ZoneInfo("Asia/Tokyo"), 3)
LOS_ANGELES = Calendar(ZoneInfo("America/Los_Angeles"), 3)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def did(at: datetime, calendar: Calendar = BERLIN, kind: Kind = Kind.DONE, item: str = "x") -> Event:
    return Event(kind, at, calendar.shift(at), item=item)


def days_ago(*counts: int) -> list[Event]:
    return [did(NOON - timedelta(days=count)) for count in counts]


def test_nothing_done_is_no_streak() -> None:
    result = streak([], BERLIN, NOON)
    assert (result.current, result.best, result.active_days) == (0, 0, 0)


def test_the_week_ends_with_today() -> None:
    result = streak(days_ago(6, 3, 0), BERLIN, NOON)
    assert [mark is Mark.PRACTISED for mark in result.week] == [True, False, False, True, False, False, True]
    assert result.active_days == 3
    assert result.done_today


def test_a_streak_lives_until_its_day_after_is_over() -> None:
    assert streak(days_ago(3, 2, 1), BERLIN, NOON).current == 3
    assert streak(days_ago(4, 3, 2), BERLIN, NOON).current == 0


def test_the_best_streak_stays_after_it_broke() -> None:
    result = streak(days_ago(20, 19, 18, 17, 2, 1, 0), BERLIN, NOON)
    assert (result.current, result.best) == (3, 4)


def test_two_practices_on_one_day_are_one_day() -> None:
    assert streak([*days_ago(1, 0), *days_ago(0)], BERLIN, NOON).current == 2


def test_after_midnight_still_counts_for_the_evening() -> None:
    monday_late = datetime(2026, 5, 12, 0, 30, tzinfo=UTC)  # 02:30 on Tuesday in Berlin
    assert did(monday_late).day == date(2026, 5, 11)


def test_a_flight_over_the_date_line_that_swallows_a_day_breaks_nothing() -> None:
    before = did(datetime(2026, 5, 12, 5, tzinfo=UTC), LOS_ANGELES)  # Monday, 22:00 in Los Angeles
    after = did(datetime(2026, 5, 13, 0, tzinfo=UTC), TOKYO)  # Wednesday, 09:00 in Tokyo, 19 hours later
    assert (before.day, after.day) == (date(2026, 5, 11), date(2026, 5, 13))
    assert streak([before, after], TOKYO, after.at).current == 2


def test_moving_changes_no_day_of_the_past() -> None:
    week = [did(NOON - timedelta(days=count), TOKYO) for count in (3, 2, 1, 0)]
    assert streak(week, TOKYO, NOON).current == 4
    assert streak(week, LOS_ANGELES, NOON).current == 4


def test_what_was_taken_back_does_not_count() -> None:
    log = [did(NOON, item="a"), did(NOON, item="b"), did(NOON, kind=Kind.UNDONE, item="a")]
    assert [event.item for event in practice(log)] == ["b"]


@given(st.lists(st.tuples(st.sampled_from([Kind.DONE, Kind.UNDONE, Kind.ATTEMPTED]), st.sampled_from("ab"))))
def test_taking_back_leaves_all_that_was_done_otherwise_or_again(done: list[tuple[Kind, str]]) -> None:
    log = [did(NOON + timedelta(minutes=number), kind=kind, item=item) for number, (kind, item) in enumerate(done)]
    undone = {item: at for at, (kind, item) in enumerate(done) if kind is Kind.UNDONE}
    assert practice(log) == [
        event
        for at, event in enumerate(log)
        if event.kind is Kind.ATTEMPTED or (event.kind is Kind.DONE and at > undone.get(event.item or "", -1))
    ]


def test_a_long_log_with_much_taken_back_is_walked_through_once() -> None:
    class Counted(str):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

        def __ne__(self, other: object) -> bool:
            Counted.compared += 1
            return str.__ne__(self, other)

    kinds = [Kind.ATTEMPTED] * 500 + [Kind.DONE, Kind.UNDONE] * 500
    log = [did(NOON, kind=kind, item=Counted("x")) for kind in kinds]
    assert len(practice(log)) == 500
    assert Counted.compared <= 2 * len(log)


def test_every_seventh_day_earns_a_freeze_and_three_are_kept() -> None:
    assert streak(days_ago(*range(6, -1, -1)), BERLIN, NOON).freezes == 1
    assert streak(days_ago(*range(13, -1, -1)), BERLIN, NOON).freezes == 2
    assert streak(days_ago(*range(40, -1, -1)), BERLIN, NOON).freezes == 3


def test_a_freeze_covers_exactly_one_missed_day_by_itself_and_is_shown() -> None:
    result = streak(days_ago(*range(9, 2, -1), 1, 0), BERLIN, NOON)  # seven days, one missed, two more
    assert (result.current, result.freezes) == (9, 0)
    assert result.week[-3] is Mark.FROZEN
    assert result.active_days == 6


def test_a_gap_that_is_longer_than_the_freezes_ends_the_streak_and_costs_none() -> None:
    result = streak(days_ago(*range(10, 3, -1), 1, 0), BERLIN, NOON)  # two missed, one freeze
    assert (result.current, result.best, result.freezes) == (2, 7, 1)


def test_yesterday_is_frozen_while_today_is_still_open() -> None:
    result = streak(days_ago(*range(8, 1, -1)), BERLIN, NOON)
    assert (result.current, result.freezes, result.week[-2]) == (7, 0, Mark.FROZEN)
    assert streak(days_ago(*range(9, 2, -1)), BERLIN, NOON).current == 0


@given(st.sets(st.integers(0, 60)))
def test_without_travel_a_streak_is_what_walking_the_calendar_day_by_day_gives(offsets: set[int]) -> None:
    run = freezes = best = 0
    gap: list[int] = []
    for offset in range(60, -1, -1):  # the oldest day first; today is 0
        if offset in offsets:
            run = run if len(gap) <= freezes else 0
            freezes -= len(gap) if len(gap) <= freezes else 0
            gap = []
            run += 1
            best = max(best, run)
            freezes = min(freezes + (run % 7 == 0), 3)
        elif best and offset:
            gap.append(offset)
    run, freezes = (run, freezes - len(gap)) if len(gap) <= freezes else (0, freezes)
    result = streak(days_ago(*sorted(offsets, reverse=True)), BERLIN, NOON)
    assert (result.current, result.best, result.freezes) == (run, best, freezes)
    assert result.active_days == len([offset for offset in offsets if offset < 7])


@given(st.lists(st.tuples(st.sampled_from([BERLIN, TOKYO, LOS_ANGELES]), st.integers(1, 23)), min_size=2, max_size=30))
def test_whoever_practises_again_within_a_day_never_loses_the_streak_wherever_they_fly(
    stops: list[tuple[Calendar, int]],
) -> None:
    at, log = NOON, []
    for calendar, hours in stops:
        at += timedelta(hours=hours)
        log.append(did(at, calendar))
    assert streak(log, stops[-1][0], at).current == len({event.day for event in log})


def test_days_off_are_not_missed_and_cost_no_freeze() -> None:
    log = days_ago(*range(16, 8, -1), 1, 0)  # eight days, seven without anything, two more
    away = TimeOff((NOON - timedelta(days=8)).date(), (NOON - timedelta(days=2)).date())
    assert streak(log, BERLIN, NOON).current == 2
    result = streak(log, BERLIN, NOON, [away])
    assert (result.current, result.freezes) == (10, 1)
    assert result.week == (*[Mark.OFF] * 5, Mark.PRACTISED, Mark.PRACTISED)


def test_a_day_missed_beside_days_off_is_missed() -> None:
    log = days_ago(4, 3)
    away = TimeOff((NOON - timedelta(days=2)).date(), (NOON - timedelta(days=2)).date())
    assert streak(log, BERLIN, NOON, [away]).current == 0
    both = TimeOff(away.first, (NOON - timedelta(days=1)).date())
    assert streak(log, BERLIN, NOON, [both]).current == 2


def test_practice_on_a_day_off_counts() -> None:
    away = TimeOff((NOON - timedelta(days=3)).date(), NOON.date())
    result = streak(days_ago(2, 0), BERLIN, NOON, [away])
    assert result.current == 2
    assert result.week[-4:] == (Mark.OFF, Mark.PRACTISED, Mark.OFF, Mark.PRACTISED)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from([BERLIN, TOKYO, LOS_ANGELES])), max_size=40),
    st.lists(st.integers(0, 14), max_size=3),
)
def test_the_best_run_grows_by_one_practice_at_a_time(practised: list[tuple[int, Calendar]], starts: list[int]) -> None:
    log = [did(NOON + timedelta(hours=4 * hours), calendar) for hours, calendar in sorted(practised, key=itemgetter(0))]
    off = [TimeOff(NOON.date() + timedelta(days=first), NOON.date() + timedelta(days=first + 1)) for first in starts]
    found = records(log, off)
    for number, event in enumerate(found, 1):
        until = log[: log.index(event) + 1]
        assert streak(until, BERLIN, event.at, off).best == number
        assert streak(until[:-1], BERLIN, event.at, off).best == number - 1
    assert streak(log, BERLIN, NOON + timedelta(days=20), off).best == len(found)
