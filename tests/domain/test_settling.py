"""What the log says about badges is what the rules say, whenever and however often it is decided."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.loader import load
from bot.domain.badges import Fact
from bot.domain.curriculum import Curriculum
from bot.domain.deeds import First, History
from bot.domain.events import Event, Kind, held
from bot.domain.levels import Promotion
from bot.domain.promotion import level_standings
from bot.domain.settling import decisions, noted_proof, standings
from bot.domain.time_off import TimeOff
from tests.badges import NOW, badge, event, quizzed, solved
from tests.conftest import ROOT

SHIPPED = load(ROOT / "content")
PROJECTS = list(SHIPPED.projects)[:3]
TOPICS = list(SHIPPED.topics)[:3]
CHALLENGES = list(SHIPPED.challenges)[:3]
SMALL = {
    made.id: made
    for made in (
        badge(Fact.PROJECTS, 1, name="one"),
        badge(Fact.PROJECTS, 2, name="two", within_days=3),
        badge(Fact.TOPICS, 2, name="topics"),
        badge(Fact.CHALLENGES, 2, name="alone", hints=0),
        badge(Fact.QUIZZES, 1, name="again", tries=2),
        badge(Fact.REVIEW_DAYS, 2, name="days"),
        badge(Fact.STREAK_DAYS, 3, name="run"),
        badge(Fact.PRACTICE_DAYS, 4, name="practice"),
        badge(Fact.LEVELS, 1, name="level"),
        badge(Fact.XP, 300, name="points"),
    )
}
EASY = {  # any project or challenge of a level passes it
    level.name: replace(level, promotion=Promotion(int(bool(number % 2)), 0, 0, int(not number % 2)))
    for number, level in enumerate(SHIPPED.levels.values())
}
WORLD = replace(SHIPPED, badges=SMALL, levels=EASY)

DEEDS = st.one_of(
    st.tuples(st.sampled_from([Kind.DONE, Kind.UNDONE]), st.sampled_from([*PROJECTS, *TOPICS])),
    st.tuples(st.sampled_from([Kind.ATTEMPTED, Kind.HINTED, Kind.SOLVED, Kind.GAVE_UP]), st.sampled_from(CHALLENGES)),
    st.tuples(st.just(Kind.QUIZZED), st.sampled_from(["quiz.a", "quiz.b"])),
    st.tuples(st.just(Kind.REVIEWED), st.just("deck.x")),
)
LOGS = st.lists(st.tuples(DEEDS, st.integers(0, 3), st.booleans()), max_size=40)
Drawn = list[tuple[tuple[Kind, str], int, bool]]


def written(drawn: Drawn) -> list[tuple[Event, bool]]:
    """Events one after the other, some days apart, each with whether the badges are decided after it."""
    days, found = 0, []
    for number, ((kind, item), later, decide) in enumerate(drawn):
        days += later
        passed = {"passed": str(number % 2), "points": "9", "of": "10"} if kind is Kind.QUIZZED else {}
        found.append((event(kind, item, days, number, **passed), decide))
    return found


def decided(log: list[Event], world: Curriculum = WORLD) -> list[Event]:
    """The log with all that is decided at its end."""
    return log + decisions(world, History(log), log[-1].at if log else NOW, 0)


def badges(log: list[Event]) -> set[str]:
    return set(held(log, Kind.AWARDED))


def by_the_rules(log: list[Event], world: Curriculum = WORLD) -> set[str]:
    return {state.badge.id for state in standings(world, History(log), date(2027, 1, 1)) if state.proof}


@given(LOGS)
def test_what_the_log_says_is_what_the_rules_say_however_often_it_was_decided_before(drawn: Drawn) -> None:
    log: list[Event] = []
    for entry, decide in written(drawn):
        log = decided([*log, entry]) if decide else [*log, entry]
    log = decided(log)
    assert badges(log) == by_the_rules(log)
    met = {state.level.id for state in level_standings(WORLD, History(log)) if state.met}
    assert set(held(log, Kind.PASSED)) == met


@given(LOGS)
def test_deciding_twice_adds_nothing(drawn: Drawn) -> None:
    log = decided([entry for entry, _ in written(drawn)])
    assert decided(log) == log


@given(LOGS, st.sampled_from([*PROJECTS, *TOPICS]))
def test_undoing_what_was_just_done_leads_back_and_doing_it_again_forward(drawn: Drawn, item: str) -> None:
    before = [entry for entry, _ in written(drawn) if entry.item != item]
    first = decided(before)
    days = (before[-1].day - NOW.date()).days + 1 if before else 0
    done = decided([*first, event(Kind.DONE, item, days)])
    undone = decided([*done, event(Kind.UNDONE, item, days, 1)])
    again = decided([*undone, event(Kind.DONE, item, days, 2)])
    assert badges(undone) == badges(first)
    assert badges(again) == badges(done)
    assert set(held(undone, Kind.PASSED)) == set(held(first, Kind.PASSED))


@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_events_that_have_nothing_to_do_with_each_other_does_not_matter(
    drawn: Drawn, chance: object
) -> None:
    kinds = [(kind, item, number % 2) for number, ((kind, item), _, _) in enumerate(drawn)]
    order = [item for _, item, _ in kinds]
    chance.shuffle(order)  # type: ignore[attr-defined]
    queues = {item: [entry for entry in kinds if entry[1] == item] for item in order}
    mixed = [queues[item].pop(0) for item in order]

    def on_one_day(entries: list[tuple[Kind, str, int]]) -> list[Event]:
        return [
            event(kind, item, 0, minute, passed=str(odd), points="9", of="10")
            for minute, (kind, item, odd) in enumerate(entries)
        ]

    one, other = decided(on_one_day(kinds)), decided(on_one_day(mixed))
    assert badges(one) == badges(other)
    assert set(held(one, Kind.PASSED)) == set(held(other, Kind.PASSED))


def test_an_award_says_what_proved_it() -> None:
    log = decided([event(Kind.DONE, PROJECTS[0], 2)])
    (award,) = [entry for entry in log if entry.item == "badge.one"]
    level = SHIPPED.projects[PROJECTS[0]].level
    assert award.details == {"day": "2026-05-16", "item": PROJECTS[0], "count": "1", "tries": "1", "level": level}
    proof = noted_proof(award)
    assert (proof.day, proof.item, proof.count) == (date(2026, 5, 16), PROJECTS[0], 1)


def test_a_badge_is_awarded_for_the_past_when_its_rule_is_new() -> None:
    log = decided([event(Kind.DONE, PROJECTS[0]), *solved(CHALLENGES[0])], replace(WORLD, badges={}))
    assert badges(log) == set()
    assert "badge.one" in badges(decided(log))


@pytest.mark.parametrize("stricter", [{"at_least": 5}, {"at_least": 1, "level": ("elite",)}])
def test_a_rule_that_asks_for_more_takes_no_badge_back(stricter: dict[str, object]) -> None:
    log = decided([event(Kind.DONE, PROJECTS[0])])
    strict = replace(WORLD, badges={"badge.one": badge(Fact.PROJECTS, name="one", **stricter)})  # type: ignore[arg-type]
    assert "badge.one" in badges(decided(log, strict))


def test_what_shrinks_by_itself_takes_no_badge_back() -> None:
    world = replace(WORLD, badges={"badge.run": badge(Fact.STREAK_DAYS, 4, name="run")})
    log = [event(Kind.REVIEWED, "deck.x", day) for day in (0, 1, 4, 5)]
    off = [TimeOff(NOW.date() + timedelta(days=2), NOW.date() + timedelta(days=3))]
    log += decisions(world, History(log, off=off), log[-1].at, 0)
    assert badges(log) == {"badge.run"}
    assert decisions(world, History(log), log[-1].at, 0) == []  # the days off were taken back


def test_what_proved_a_badge_may_be_undone_while_enough_is_left() -> None:
    world = replace(WORLD, badges={"badge.two": badge(Fact.PROJECTS, 2, name="two")})
    log = decided([event(Kind.DONE, project, day) for day, project in enumerate(PROJECTS)], world)
    log = decided([*log, event(Kind.UNDONE, PROJECTS[1], 5)], world)
    (state,) = standings(world, History(log), log[-1].day)
    assert badges(log) == {"badge.two"}
    assert state.proof is not None
    assert state.proof.item == PROJECTS[2]


def test_cards_and_answers_count_without_standing_in_the_log() -> None:
    made = [badge(Fact.CARDS, name="cards"), badge(Fact.QUESTIONS, name="answers")]
    world = replace(WORLD, badges={entry.id: entry for entry in made})
    history = History([], matured=[First("deck.x#a", NOW.date())], right=[First("quiz.x#q", NOW.date())])
    assert {entry.item for entry in decisions(world, history, NOW, 0)} == {"badge.cards", "badge.answers"}


def test_a_passed_level_counts_at_once_for_the_badges_decided_with_it() -> None:
    log = decided([event(Kind.DONE, project) for project in PROJECTS] + [quizzed("quiz.a", 9)])
    levels = {SHIPPED.projects[project].level for project in PROJECTS}
    passed = {item.removeprefix("level.") for item in held(log, Kind.PASSED)}
    assert passed == {name for name in levels if EASY[name].promotion.projects}
    assert passed
    assert "badge.level" in badges(log)
