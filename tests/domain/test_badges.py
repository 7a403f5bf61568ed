"""Rules of badges: what counts, how often, and with what it was proved."""

from datetime import timedelta

import pytest

from bot.domain.badges import Badge, Deed, Different, Fact, Standing, nearest_first, standing
from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.deeds import First, History, deeds_of
from bot.domain.events import Event, Kind
from bot.domain.time_off import TimeOff
from tests.badges import NOW, badge, event, quizzed, solved, unproved

TODAY = NOW.date()


def on(*days: int, **deed: object) -> list[Deed]:
    return [Deed(TODAY + timedelta(days=day), f"item-{day}", **deed) for day in days]  # type: ignore[arg-type]


def look(made: Badge, deeds: list[Deed], days: int = 0) -> Standing:
    return standing(made, {made.rule.count: deeds}, TODAY + timedelta(days=days))


def counted(curriculum: Curriculum, log: list[Event], made: Badge, **history: object) -> Standing:
    deeds = deeds_of(curriculum, History(log, **history))  # type: ignore[arg-type]
    return standing(made, deeds, log[-1].day if log else TODAY)


def test_the_deed_that_meets_the_rule_proves_it_and_later_ones_change_nothing() -> None:
    made = badge(Fact.CHALLENGES, 2)
    proof = look(made, on(0, 3, 5)).proof
    assert proof is not None
    assert (proof.day, proof.item, proof.count) == (TODAY + timedelta(days=3), "item-3", 2)
    assert look(made, on(0)) == Standing(made, 1)


def test_what_comes_twice_counts_once() -> None:
    assert look(badge(Fact.CHALLENGES, 2), on(0, 0, 0)).count == 1


@pytest.mark.parametrize(("days", "earned"), [((0, 3, 6), True), ((0, 3, 7), False), ((0, 5, 6, 11), True)])
def test_within_a_week_means_seven_days_in_a_row(days: tuple[int, ...], earned: bool) -> None:
    assert (look(badge(Fact.CHALLENGES, 3, within_days=7), on(*days)).proof is not None) == earned


def test_how_far_one_is_within_a_week_forgets_what_is_too_long_ago() -> None:
    made = badge(Fact.CHALLENGES, 5, within_days=7)
    assert [look(made, on(0, 1, 2), days).count for days in (2, 7, 8, 20)] == [3, 2, 1, 0]


def test_different_ones_are_counted_by_what_they_have() -> None:
    made = badge(Fact.CHALLENGES, 3, different=Different.AXIS)
    deeds = [*on(0, axes=("a",)), *on(1, axes=("a",)), *on(2, axes=("b", "a")), *on(3)]
    assert look(made, deeds).count == 2
    assert look(made, [*deeds, *on(4, axes=("c",))]).proof is not None


def test_what_is_nearest_comes_first_and_what_is_earned_is_not_ahead() -> None:
    half, begun = badge(Fact.TOPICS, 4, name="half"), badge(Fact.PROJECTS, 9, name="begun")
    small, large = badge(Fact.EXITS, 1, name="small"), badge(Fact.QUIZZES, 50, name="large")
    states = [Standing(large, 0), Standing(small, 0), Standing(begun, 1), Standing(half, 2)]
    assert [state.badge for state in nearest_first(states)] == [half, begun, small, large]
    assert nearest_first([look(small, on(0))]) == []


def test_of_more_and_more_of_the_same_only_the_next_is_near_and_nobody_is_sent_away() -> None:
    steps = [badge(Fact.XP, needed, name=f"xp-{needed}") for needed in (500, 2000, 5000)]
    away = badge(Fact.PRACTICE_DAYS, 1, name="away", away=14)
    other = badge(Fact.QUIZZES, 80, name="other")
    states = [Standing(away, 0), *(Standing(step, 450) for step in reversed(steps)), Standing(other, 1)]
    assert [state.badge for state in nearest_first(states)] == [steps[0], other, *steps[1:], away]


def test_help_and_attempts_before_the_solution_count_and_those_after_it_do_not(curriculum: Curriculum) -> None:
    first, second, third = list(curriculum.challenges)[:3]
    log = [*solved(first, hints=1), *solved(second, attempts=5), event(Kind.HINTED, second), *solved(third)]
    log += [event(Kind.PUZZLED, "challenge.other"), *solved("challenge.other")]
    assert counted(curriculum, log, badge(Fact.CHALLENGES, 9)).count == 4
    assert counted(curriculum, log, badge(Fact.CHALLENGES, 9, hints=0)).count == 2
    assert counted(curriculum, log, badge(Fact.CHALLENGES, 9, first_try=True)).count == 3
    found = counted(curriculum, log, badge(Fact.CHALLENGES, 1, tries=5)).proof
    assert found is not None
    assert (found.item, found.tries) == (second, 5)


def test_who_gave_up_before_did_not_solve_it(curriculum: Curriculum) -> None:
    item = next(iter(curriculum.challenges))
    log = [event(Kind.GAVE_UP, item), *solved(item)]
    assert counted(curriculum, log, badge(Fact.CHALLENGES)).count == 0


def test_a_challenge_counts_while_it_is_proved(curriculum: Curriculum) -> None:
    item, made = next(iter(curriculum.challenges)), badge(Fact.CHALLENGES)
    assert counted(unproved(curriculum, item), solved(item), made).count == 0
    assert counted(curriculum, solved(item), made).count == 1
    assert counted(curriculum, solved("lp:challenge.gone-01"), made).count == 0
    shared = [event(Kind.SHARED, item)]
    assert counted(unproved(curriculum, item), shared, badge(Fact.SHARED)).count == 0
    assert counted(curriculum, shared, badge(Fact.SHARED)).count == 1


def test_challenges_count_by_kind_level_and_axis(curriculum: Curriculum) -> None:
    log = [entry for item in curriculum.challenges for entry in solved(item)]
    fixes = [c for c in curriculum.challenges.values() if c.kind is ChallengeKind.FIX]
    found = counted(curriculum, log, badge(Fact.CHALLENGES, 999, kind=ChallengeKind.FIX))
    assert found.count == len(fixes) > 1
    assert counted(curriculum, log, badge(Fact.CHALLENGES, 7, different=Different.KIND)).proof is not None
    of_two = [c for c in curriculum.challenges.values() if c.level in ("1", "2")]
    assert counted(curriculum, log, badge(Fact.CHALLENGES, 999, level=("1", "2"))).count == len(of_two)


def test_what_is_no_longer_offered_still_counts_as_done(curriculum: Curriculum) -> None:
    log = [*solved("challenge.gone"), event(Kind.DONE, "project.gone"), event(Kind.DONE, "path.gone#exit")]
    for fact in (Fact.CHALLENGES, Fact.PROJECTS, Fact.EXITS):
        assert counted(curriculum, log, badge(fact)).proof is not None


def test_a_quiz_counts_once_and_tells_how_many_runs_it_took(curriculum: Curriculum) -> None:
    log = [quizzed("quiz.a", 5), quizzed("quiz.a", 8, 1), quizzed("quiz.a", 10, 2), quizzed("quiz.b", 9, 3)]
    assert counted(curriculum, log, badge(Fact.QUIZZES, 9)).count == 2
    assert counted(curriculum, log, badge(Fact.QUIZZES, 9, first_try=True)).count == 1
    second = counted(curriculum, log, badge(Fact.QUIZZES, 1, tries=2)).proof
    assert second is not None
    assert (second.item, second.tries) == ("quiz.a", 2)
    perfect = counted(curriculum, log, badge(Fact.QUIZZES, 1, score=100)).proof
    assert perfect is not None
    assert perfect.day == TODAY + timedelta(days=2)


def test_passing_again_what_was_passed_at_once_is_no_second_attempt(curriculum: Curriculum) -> None:
    log = [quizzed("quiz.a", 9), quizzed("quiz.a", 10, 1)]
    assert counted(curriculum, log, badge(Fact.QUIZZES, tries=2)).count == 0


def test_cards_count_by_deck_and_those_of_ones_own_by_themselves(curriculum: Curriculum) -> None:
    deck = next(iter(curriculum.decks.values()))
    matured = [First(deck.cards[0].id, TODAY), First("own#17", TODAY)]
    assert counted(curriculum, [], badge(Fact.CARDS, 9), matured=matured).count == 2
    assert counted(curriculum, [], badge(Fact.CARDS, 9, own=True), matured=matured).count == 1
    assert counted(curriculum, [], badge(Fact.CARDS, 9, level=(deck.level,)), matured=matured).count == 1


def test_days_of_practice_count_once_each_and_know_how_long_one_was_away(curriculum: Curriculum) -> None:
    log = [event(Kind.REVIEWED, "deck.x", day, minute) for day in (0, 1, 16) for minute in (0, 1)]
    assert counted(curriculum, log, badge(Fact.PRACTICE_DAYS, 9)).count == 3
    found = counted(curriculum, log, badge(Fact.PRACTICE_DAYS, away=14)).proof
    assert found is not None
    assert (found.day, found.away) == (TODAY + timedelta(days=16), 14)
    assert counted(curriculum, log[:-2], badge(Fact.PRACTICE_DAYS, away=14)).proof is None


def test_the_best_run_of_days_counts_after_it_broke_and_days_off_break_none(curriculum: Curriculum) -> None:
    log = [event(Kind.REVIEWED, "deck.x", day) for day in (0, 1, 2, 9, 10)]
    assert counted(curriculum, log, badge(Fact.STREAK_DAYS, 9)).count == 3
    off = [TimeOff(TODAY + timedelta(days=3), TODAY + timedelta(days=8))]
    assert counted(curriculum, log, badge(Fact.STREAK_DAYS, 9), off=off).count == 5


def test_the_tasks_of_a_plan_count_from_joining_it(curriculum: Curriculum) -> None:
    plan = next(iter(curriculum.plans.values()))
    log = [*solved(plan.days[0].challenge), event(Kind.GAVE_UP, plan.days[1].challenge, 1)]
    assert counted(curriculum, log, badge(Fact.PLAN_DAYS, 30)).count == 0
    log.append(event(Kind.JOINED, plan.id, 2))
    assert counted(curriculum, log, badge(Fact.PLAN_DAYS, 30)).count == 2
    proof = counted(curriculum, log, badge(Fact.PLAN_DAYS, 1)).proof
    assert proof is not None
    assert proof.day == TODAY + timedelta(days=2)


def test_points_add_up_to_a_milestone_on_the_day_that_reached_it(curriculum: Curriculum) -> None:
    log = [event(Kind.DONE, f"project.{number}", number) for number in range(6)]
    proof = counted(curriculum, log, badge(Fact.XP, 500)).proof
    assert proof is not None
    assert (proof.day, proof.count) == (TODAY + timedelta(days=4), 500)
