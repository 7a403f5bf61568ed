"""Which nudge a member gets, and that each comes once in its episode, whatever the days of their messages are."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.personal_nudges import PersonalNudge, Story, personal_nudge
from bot.domain.time_off import TimeOff

JOINED = date(2026, 5, 14)
FIRST, FEW, WEEK, RECOVERY, AGAIN = PersonalNudge


def after(days: int) -> date:
    return JOINED + timedelta(days=days)


def told(
    story: Story, days: int, message_days: set[int] | None = None, off: tuple[TimeOff, ...] = ()
) -> dict[int, PersonalNudge]:
    """What each of so many days brings, when a message comes whenever there is a nudge, and on some days anyway."""
    found, sent = dict[int, PersonalNudge](), list[date]()
    for number in range(days):
        nudge = personal_nudge(story, sent, after(number), off)
        if nudge:
            found[number] = nudge
        if nudge or number in (message_days or ()):
            sent.append(after(number))
    return found


def test_a_first_task_is_offered_once_a_day_after_joining() -> None:
    assert told(Story(JOINED, None, None), 100) == {1: FIRST}


def test_a_few_days_and_a_week_without_practice_bring_one_each_and_two_weeks_a_way_back() -> None:
    assert told(Story(JOINED, JOINED, JOINED), 200) == {4: FEW, 8: WEEK, 15: RECOVERY}


def test_two_weeks_without_a_topic_or_challenge_bring_a_way_back_also_to_whoever_reviews_every_day() -> None:
    stories = {number: Story(JOINED, after(number - 1), JOINED) for number in range(1, 60)}
    sent = [after(number) for number in range(1, 15)]
    assert personal_nudge(stories[14], sent[:13], after(14)) is None
    assert personal_nudge(stories[15], sent, after(15)) is RECOVERY
    assert personal_nudge(stories[16], [*sent, after(15)], after(16)) is None
    assert personal_nudge(Story(JOINED, after(14), None), sent, after(15)) is RECOVERY  # never one at all


def test_days_off_do_not_count() -> None:
    off = (TimeOff(after(1), after(10)),)
    assert told(Story(JOINED, JOINED, JOINED), 30, off=off) == {14: FEW, 18: WEEK, 25: RECOVERY}


def test_whoever_practises_and_pauses_again_is_nudged_again() -> None:
    sent = [after(4), after(8)]
    again = Story(JOINED, after(9), after(9))
    assert [personal_nudge(again, sent, after(number)) for number in (10, 12, 13)] == [None, None, FEW]


@given(st.sets(st.integers(0, 59)), st.booleans(), st.integers(0, 20))
def test_each_comes_at_most_once_in_an_episode_whatever_other_messages_come(
    message_days: set[int], began: bool, ahead: int
) -> None:
    practised = after(ahead) if began else None
    found = list(told(Story(JOINED, practised, practised), 60, message_days).values())
    assert len(found) == len(set(found))
    assert set(found) <= ({FEW, WEEK, RECOVERY} if began else {FIRST})


@given(st.sets(st.integers(0, 6), min_size=1))
def test_whichever_weekdays_a_member_chose_a_break_of_three_weeks_brings_at_least_one(weekdays: set[int]) -> None:
    story, sent, found = Story(JOINED, JOINED, JOINED), list[date](), list[PersonalNudge]()
    for number in range(22):
        if after(number).weekday() in weekdays and (nudge := personal_nudge(story, sent, after(number))):
            found.append(nudge)
            sent.append(after(number))
    assert found
    assert len(found) == len(set(found)) <= 3


def test_a_goal_that_shrank_is_told_once_in_its_week_and_not_to_whoever_is_away_for_longer() -> None:
    monday = after(3)
    story = Story(JOINED, after(2), after(2), shrank=monday)
    assert personal_nudge(story, [], monday) is AGAIN
    assert personal_nudge(story, [after(1)], after(4)) is AGAIN
    assert personal_nudge(story, [monday], after(4)) is None
    assert personal_nudge(replace(story, shrank=None), [], monday) is None
    assert personal_nudge(Story(JOINED, JOINED, JOINED, shrank=after(14)), [], after(15)) is RECOVERY
