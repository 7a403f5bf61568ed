"""What members show of a concept, how it adds up, and how it fades."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, Kind
from bot.domain.mastery import (
    DOUBT,
    HALF_LIFE,
    UNSURE,
    Attempt,
    Mastery,
    Trial,
    axis_mastery,
    mastery,
    of_answer,
    of_challenge,
    of_review,
)
from bot.domain.memory import Rating, State
from bot.domain.skills import Axis
from tests.conftest import ROOT

TODAY = date(2026, 5, 14)
DAY = timedelta(days=1)
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = Rating
GOLDEN = json.loads((Path(__file__).parent / "mastery_golden.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "mastery.md").read_text(encoding="utf-8")


def at(day: date, minute: int) -> datetime:
    """A moment around noon."""
    return datetime(day.year, day.month, day.day, 12, minute, tzinfo=UTC)


def challenge(
    *kinds: Kind, passed: tuple[tuple[int, int], ...] = (), day: date = TODAY, guessed: bool = False
) -> list[Trial]:
    """What a challenge says after some events a minute apart; each ATTEMPTED is graded with checks (passed, total)."""
    log = [Event(kind, at(day, minute), 0, item="c") for minute, kind in enumerate(kinds)]
    moments = [event.at for event in log if event.kind is Kind.ATTEMPTED]
    attempts = [Attempt("c", moment, 0, *checks) for moment, checks in zip(moments, passed, strict=True)]
    return of_challenge(log, attempts, guessed=guessed)


SOLVED = ((5, 5),)
HINTED, PUZZLED, GAVE_UP, ATTEMPTED = Kind.HINTED, Kind.PUZZLED, Kind.GAVE_UP, Kind.ATTEMPTED


def golden_trials(entry: dict[str, Any]) -> list[Trial]:
    """One line of the golden file, by the rules of the bot."""
    day = date.fromisoformat(entry["day"])
    if entry["what"] == "review":
        return [of_review(Rating[entry["rating"]], State[entry["before"]] if entry["before"] else None, day)]
    if entry["what"] == "answer":
        return [of_answer(entry["points"], day)]
    help_taken = [HINTED] * entry["hints"] + [PUZZLED] * entry["puzzles"]
    if entry["ends"] == "solved":
        return challenge(*help_taken, ATTEMPTED, passed=SOLVED, day=day)
    return challenge(*help_taken, GAVE_UP, day=day)


@pytest.mark.parametrize("entry", GOLDEN["history"], ids=lambda entry: f"{entry['day']} {entry['what']}")
def test_each_thing_of_the_golden_history_weighs_what_the_file_says(entry: dict[str, Any]) -> None:
    (trial,) = golden_trials(entry)
    assert (trial.weight / 1000, trial.shown / 1000) == (entry["tried"], entry["right"])


@pytest.mark.parametrize("moment", GOLDEN["moments"], ids=lambda moment: str(moment["day"]))
def test_the_golden_file_holds_at_every_moment_to_six_digits(moment: dict[str, Any]) -> None:
    day = date.fromisoformat(moment["day"])
    past = [entry for entry in GOLDEN["history"] if entry["day"] <= moment["day"]]
    got = mastery([trial for entry in past for trial in golden_trials(entry)], day)
    last = got.last_shown and str(got.last_shown)
    assert (round(got.value, 6), round(got.sureness, 6), last) == (
        moment["mastery"], moment["sureness"], moment["last_shown"],
    )  # fmt: skip
    tried = right = 0.0
    for entry in past:
        left = 2 ** (-(day - date.fromisoformat(entry["day"])).days / GOLDEN["half_life"])
        tried, right = tried + entry["tried"] * left, right + entry["right"] * left
    assert round(right / (tried + GOLDEN["doubt"]), 6) == moment["mastery"]
    assert round(tried / (tried + GOLDEN["unsure"]), 6) == moment["sureness"]


def table(beginning: str) -> list[list[str]]:
    """The rows of the table in the page whose head begins so."""
    lines = PAGE[PAGE.index(f"| {beginning} |") :].splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:end]]


EXAMPLE = {
    "an attempt that failed, 3 of 5 checks passed": lambda day: challenge(ATTEMPTED, passed=((3, 5),), day=day),
    "a challenge solved with 2 hints": lambda day: challenge(HINTED, HINTED, ATTEMPTED, passed=SOLVED, day=day),
    "a new card, *good*": lambda day: [of_review(GOOD, None, day)],
    "a known card, *hard*": lambda day: [of_review(HARD, State.REVIEW, day)],
    "a question, 1 point": lambda day: [of_answer(1.0, day)],
    "a question, 0 points": lambda day: [of_answer(0.0, day)],
}


def test_the_worked_example_of_the_page_is_what_the_bot_computes() -> None:
    rows, trials = table("day"), []
    for day, what, tried, right, age, left, weighed, shown in rows:
        (trial,) = EXAMPLE[what](date.fromisoformat(day))
        trials.append(trial)
        part = 2 ** (-(TODAY - trial.day).days / HALF_LIFE)
        assert [tried, right] == [f"{trial.weight / 1000:.3f}", f"{trial.shown / 1000:.3f}"]
        assert [int(age), left] == [(TODAY - trial.day).days, f"{part:.4f}"]
        assert [weighed, shown] == [f"{trial.weight * part / 1000:.4f}", f"{trial.shown * part / 1000:.4f}"]
    assert len(rows) == len(EXAMPLE)
    number = r"([\d.]+)"
    sentence = rf"W = {number} and R = {number}: mastery = {number}, sureness = {number}, last shown on (\S+)\.\n"
    result = re.search(sentence, PAGE.replace("**", ""))
    assert result is not None
    got = mastery(trials, TODAY)
    total = UNSURE * got.sureness / (1 - got.sureness)
    assert [f"{n:.4f}" for n in (total, got.value * (total + DOUBT), got.value, got.sureness)] == list(
        result.groups()[:4]
    )
    assert str(got.last_shown) == result[5]


def test_the_weights_of_the_page_are_those_of_the_bot() -> None:
    (solved,), (given_up,), (failed,) = (
        challenge(ATTEMPTED, passed=SOLVED), challenge(GAVE_UP), challenge(ATTEMPTED, passed=((4, 5),)),
    )  # fmt: skip
    shown = {
        "a known card, *again*": of_review(AGAIN, State.REVIEW, TODAY),
        "a known card, *hard*": of_review(HARD, State.REVIEW, TODAY),
        "a known card, *good* or *easy*": of_review(EASY, State.REVIEW, TODAY),
        "a card that is still being learnt, *good* or *easy*": of_review(GOOD, State.LEARNING, TODAY),
        "an answer to a question": of_answer(1.0, TODAY),
        "a challenge solved": solved,
        "a challenge given up": given_up,
        "an attempt that failed": failed,
    }
    rows = {what: (tried, right) for what, tried, right in table("what")}
    assert rows.keys() == shown.keys()
    for what, trial in shown.items():
        tried, right = rows[what]
        assert tried == f"{trial.weight / 1000:.3f}", what
        exact = re.fullmatch(r"([\d.]+)(, less .*| × its points)?", right)
        expected = float(exact[1]) if exact else 0.5 * 0.5 * 4 / 5
        assert trial.shown / 1000 == pytest.approx(expected), what
    assert f"2^(−a / {HALF_LIFE:.0f})" in PAGE
    assert f"R / (W + {DOUBT:.0f})" in PAGE
    assert f"W / (W + {UNSURE:.0f})" in PAGE


def test_each_hint_takes_a_tenth_of_a_solution_and_half_of_it_is_left_at_least() -> None:
    shown = [challenge(*[HINTED] * hints, ATTEMPTED, passed=SOLVED)[0].shown for hints in range(8)]
    assert shown == [4000, 3600, 3200, 2800, 2400, 2000, 2000, 2000]
    assert challenge(PUZZLED, ATTEMPTED, passed=SOLVED)[0].shown == 2800
    assert challenge(ATTEMPTED, HINTED, PUZZLED, passed=SOLVED)[0].shown == 4000


def test_a_wrong_pick_of_a_few_costs_like_a_hint() -> None:
    *failed, solved = challenge(*[ATTEMPTED] * 3, passed=((0, 1), (0, 1), (1, 1)), guessed=True)
    assert [(trial.shown, trial.weight) for trial in failed] == [(0, 500), (0, 500)]
    assert (solved.shown, solved.weight) == (3200, 4000)


def test_three_attempts_that_failed_count_and_none_after_the_end() -> None:
    failed = challenge(*[ATTEMPTED] * 5, passed=((1, 5), (2, 5), (3, 5), (4, 5), (0, 5)))
    assert [trial.shown for trial in failed] == [50, 100, 150]
    assert len(challenge(ATTEMPTED, ATTEMPTED, passed=((5, 5), (0, 5)))) == 1
    assert challenge(GAVE_UP, ATTEMPTED, passed=SOLVED) == [Trial(TODAY, 0, 2000)]
    assert [trial.weight for trial in challenge(ATTEMPTED, GAVE_UP, passed=SOLVED)] == [4000]


def test_the_starter_and_the_same_again_are_no_attempts() -> None:
    log = [Event(Kind.OPENED, NOON, 0, item="c")]
    assert of_challenge(log, [Attempt("c", NOON, 0, 1, 5)], guessed=False) == []


def test_what_a_challenge_says_is_the_same_in_whatever_order_its_answers_are_known() -> None:
    kinds = (ATTEMPTED, HINTED, ATTEMPTED, PUZZLED, ATTEMPTED, HINTED, ATTEMPTED)
    log = [Event(kind, at(TODAY, minute), 0, item="c") for minute, kind in enumerate(kinds)]
    passed = iter((1, 5, 2, 0))
    attempts = [Attempt("c", event.at, 0, next(passed), 5) for event in log if event.kind is ATTEMPTED]
    said = {tuple(of_challenge(log, order, guessed=False)) for order in permutations(attempts)}
    assert said == {(Trial(TODAY, 50, 500), Trial(TODAY, 3600, 4000))}


def test_an_attempt_counts_on_the_members_own_day() -> None:
    evening = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)
    (trial,) = of_challenge([], [Attempt("c", evening, 120, 1, 1)], guessed=False)
    assert trial.day == TODAY + DAY


def test_who_shows_nothing_has_nothing_and_what_was_shown_halves_in_ninety_days() -> None:
    assert mastery([], TODAY) == Mastery(0.0, 0.0, None)
    shown = [Trial(TODAY, 8000, 8000)]
    assert mastery(shown, TODAY).value == pytest.approx(8 / 12)
    assert mastery(shown, TODAY + 90 * DAY).value == pytest.approx(4 / 8)
    assert mastery(shown, TODAY + 90 * DAY).sureness == pytest.approx(4 / 10)
    assert mastery(shown, TODAY + 180 * DAY).value == pytest.approx(2 / 6)
    assert mastery(shown, TODAY + 3650 * DAY).value < 1e-9


def test_a_day_that_is_not_there_yet_counts_in_full_and_as_today() -> None:
    """After a flight to the west."""
    ahead = mastery([Trial(TODAY + DAY, 2000, 2000)], TODAY)
    assert ahead == mastery([Trial(TODAY, 2000, 2000)], TODAY)


days = st.integers(0, 1000).map(lambda age: TODAY - age * DAY)
weights = st.integers(1, 50_000)
trials = st.builds(
    lambda day, weight, part: Trial(day, weight * part // 100, weight), days, weights, st.integers(0, 100)
)


@given(st.lists(trials, max_size=30), st.randoms())
def test_mastery_is_a_share_and_the_order_of_arrival_changes_not_a_bit_of_it(history: list[Trial], chance: Any) -> None:
    shuffled = chance.sample(history, len(history))
    got = mastery(history, TODAY)
    assert got == mastery(shuffled, TODAY)
    assert 0 <= got.value < 1
    assert 0 <= got.sureness < 1
    assert (got.last_shown is None) == (not any(trial.shown for trial in history))


@given(st.lists(trials, max_size=30), days)
def test_something_right_raises_it_something_wrong_lowers_it_and_both_make_it_surer(
    history: list[Trial], day: date
) -> None:
    before = mastery(history, TODAY)
    right = mastery([*history, Trial(day, 1000, 1000)], TODAY)
    wrong = mastery([*history, Trial(day, 0, 1000)], TODAY)
    assert right.value > before.value
    assert wrong.value < before.value or before.value == wrong.value == 0
    assert right.sureness == wrong.sureness > before.sureness


@given(st.lists(trials, min_size=1, max_size=30), st.integers(1, 400))
def test_it_fades_when_nothing_is_shown(history: list[Trial], later: int) -> None:
    before, after = mastery(history, TODAY), mastery(history, TODAY + later * DAY)
    assert after.value < before.value or before.value == 0
    assert after.sureness < before.sureness
    assert after.last_shown == before.last_shown


def test_an_axis_is_the_mean_of_its_concepts_and_what_was_never_tried_counts_as_nothing(curriculum: Any) -> None:
    concepts = [c for c in curriculum.concepts.values() if c.axis is Axis.FUNDAMENTALS]
    assert len(concepts) > 1
    axes = axis_mastery({concepts[0].id: Mastery(0.6, 0.5, TODAY)}, curriculum.concepts.values())
    assert axes.keys() == set(Axis)
    assert axes[Axis.FUNDAMENTALS] == pytest.approx(0.6 / len(concepts))
    assert sum(axes.values()) == axes[Axis.FUNDAMENTALS]
    assert axis_mastery({}, []) == dict.fromkeys(Axis, 0.0)
