"""Points derive from the log alone."""

from datetime import UTC, datetime

from bot.domain.curriculum import Curriculum
from bot.domain.daily import band_of
from bot.domain.events import Event, Kind
from bot.domain.xp import POINTS, earned, gains, total_xp
from tests.badges import event, quizzed, solved, unproved

NOW = datetime(2026, 5, 14, tzinfo=UTC)
LEVELS = {"a": "0", "b": "4"}


def log(*kinds: tuple[Kind, str]) -> list[Event]:
    return [Event(kind, NOW, 0, item=item) for kind, item in kinds]


def test_each_challenge_earns_once() -> None:
    assert earned(log((Kind.SOLVED, "a"), (Kind.SOLVED, "a"), (Kind.SOLVED, "b")), LEVELS) == {"a": 50, "b": 75}


def test_help_before_the_solution_costs_and_after_it_does_not() -> None:
    assert earned(log((Kind.HINTED, "a"), (Kind.SOLVED, "a"), (Kind.HINTED, "a")), LEVELS) == {"a": 45}
    assert earned(log((Kind.PUZZLED, "a"), (Kind.SOLVED, "a")), LEVELS) == {"a": 35}


def test_picking_an_answer_by_elimination_costs() -> None:
    tries = [(Kind.ATTEMPTED, "a")] * 3
    assert earned(log(*tries, (Kind.SOLVED, "a")), LEVELS, {"a"}) == {"a": 40}
    assert earned(log((Kind.ATTEMPTED, "a"), (Kind.SOLVED, "a")), LEVELS, {"a"}) == {"a": 50}
    assert earned(log(*tries, (Kind.SOLVED, "a")), LEVELS) == {"a": 50}


def test_solving_after_giving_up_earns_nothing() -> None:
    assert earned(log((Kind.GAVE_UP, "b"), (Kind.SOLVED, "b")), LEVELS) == {"b": 0}


def test_a_challenge_that_is_no_longer_offered_earns_nothing_and_breaks_nothing() -> None:
    assert earned(log((Kind.SOLVED, "gone")), LEVELS) == {}


def test_a_challenge_earns_once_it_is_proved(curriculum: Curriculum) -> None:
    item = next(iter(curriculum.challenges))
    assert total_xp(unproved(curriculum, item), solved(item)) == 0
    assert total_xp(curriculum, solved(item)) == POINTS[band_of(curriculum.challenges[item].level)]


def test_a_project_earns_once_and_only_while_it_is_not_undone(curriculum: Curriculum) -> None:
    done, undone = event(Kind.DONE, "project.a"), event(Kind.UNDONE, "project.a", 1)
    again = event(Kind.DONE, "project.a", 2)
    assert [total_xp(curriculum, log) for log in ([done], [done, undone], [done, undone, again])] == [100, 0, 100]
    assert total_xp(curriculum, [event(Kind.DONE, "path.a#topic"), event(Kind.DONE, "path.a#exit")]) == 0


def test_a_quiz_earns_on_its_first_pass_alone(curriculum: Curriculum) -> None:
    log = [quizzed("quiz.a", 7), quizzed("quiz.a", 8, 1), quizzed("quiz.a", 10, 2), quizzed("quiz.b", 9, 3)]
    assert [gain.event for gain in gains(curriculum, log)] == [log[1], log[3]]
    assert total_xp(curriculum, log) == 100


def test_cards_earn_once_on_each_of_ones_own_days(curriculum: Curriculum) -> None:
    log = [event(Kind.REVIEWED, "deck.a", day, minute) for day in (0, 1) for minute in (0, 9)]
    assert [gain.event for gain in gains(curriculum, log)] == [log[0], log[2]]
    assert total_xp(curriculum, log) == 20


def test_a_level_earns_while_it_is_passed(curriculum: Curriculum) -> None:
    passed, withdrawn = event(Kind.PASSED, "level.3"), event(Kind.WITHDRAWN, "level.3", 1)
    assert [total_xp(curriculum, log) for log in ([passed], [passed, withdrawn])] == [150, 0]


def test_all_points_together_stand_in_the_order_in_which_they_were_earned(curriculum: Curriculum) -> None:
    challenge = next(iter(curriculum.challenges.values()))
    log = [
        event(Kind.REVIEWED, "deck.a"),
        *solved(challenge.id, hints=1, days=1),
        event(Kind.SOLVED, "challenge.gone", 1),
        event(Kind.DONE, "project.a", 2),
        quizzed("quiz.a", 9, 3),
        event(Kind.PASSED, "level.0", 4),
    ]
    assert [gain.points for gain in gains(curriculum, log)] == [
        10,
        round(0.9 * POINTS[band_of(challenge.level)]),
        100,
        50,
        150,
    ]
