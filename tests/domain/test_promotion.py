"""A level is passed by its own rule, as far as its content goes, and by nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.curriculum import Curriculum, Promotion
from bot.domain.deeds import First, History
from bot.domain.events import Event, Kind
from bot.domain.promotion import LevelStanding, Work, level_standings
from bot.domain.settling import decisions
from tests.badges import NOW, event, quizzed, solved, unproved


def state_of(curriculum: Curriculum, level: str, history: History) -> LevelStanding:
    return next(state for state in level_standings(curriculum, history) if state.level.name == level)


def done(state: LevelStanding) -> Mapping[Work, tuple[int, int]]:
    return {part.work: (part.done, part.needed) for part in state.parts}


def at_level(curriculum: Curriculum, name: str, *, rule: Promotion) -> Curriculum:
    """The shipped content, but with another rule for one level and the shipped quizzes at it."""
    levels = curriculum.levels | {name: replace(curriculum.levels[name], promotion=rule)}
    quizzes = {quiz.id: replace(quiz, level=name) for quiz in curriculum.quizzes.values()}
    return replace(curriculum, levels=levels, quizzes=quizzes)


def work(curriculum: Curriculum, name: str) -> History:
    """Everything that there is at a level, done."""
    challenges = [c.id for c in curriculum.challenges.values() if c.level == name]
    projects = [p.id for p in curriculum.projects.values() if p.level == name]
    quizzes = [quiz.id for quiz in curriculum.quizzes.values() if quiz.level == name]
    cards = [card.id for deck in curriculum.decks.values() if deck.level == name for card in deck.cards]
    log: list[Event] = [entry for item in challenges for entry in solved(item)]
    log += [event(Kind.DONE, item) for item in projects] + [quizzed(item, 9) for item in quizzes]
    return History(log, matured=[First(card, NOW.date()) for card in cards])


def test_each_part_of_the_rule_is_counted_and_all_of_them_pass(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(2, 1, 3, 1))
    whole = work(changed, "4")
    state = state_of(changed, "4", whole)
    assert {work: needed for work, (_, needed) in done(state).items()} == {
        Work.CHALLENGES: 2, Work.QUIZZES: 1, Work.CARDS: 3, Work.PROJECTS: 1,
    }  # fmt: skip
    assert state.met
    assert not state.short
    for missing in (Kind.SOLVED, Kind.QUIZZED, Kind.DONE):
        less = replace(whole, log=[entry for entry in whole.log if entry.kind is not missing])
        assert not state_of(changed, "4", less).met
    assert not state_of(changed, "4", replace(whole, matured=whole.matured[:2])).met


def test_where_a_level_offers_too_few_all_that_there_are_will_do(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(90, 80, 0, 20))
    state = state_of(changed, "4", work(changed, "4"))
    assert all(have == needed > 0 for have, needed in done(state).values())
    assert state.met
    assert state.short


def test_what_a_level_does_not_offer_at_all_is_not_asked_for(curriculum: Curriculum) -> None:
    changed = replace(at_level(curriculum, "4", rule=Promotion(1, 1, 1, 1)), quizzes={}, decks={})
    state = state_of(changed, "4", History([]))
    assert set(done(state)) == {Work.CHALLENGES, Work.PROJECTS}
    assert state.short


def test_a_level_that_asks_for_nothing_or_offers_nothing_is_passed_by_nobody(curriculum: Curriculum) -> None:
    asks = at_level(curriculum, "4", rule=Promotion(0, 0, 0, 0))
    levels = {name: replace(level, concepts=()) for name, level in curriculum.levels.items()}
    offers = replace(curriculum, challenges={}, projects={}, quizzes={}, decks={}, levels=levels)
    for changed in (asks, offers):
        state = state_of(changed, "4", work(curriculum, "4"))
        assert state.parts == ()
        assert not state.met


def test_work_of_other_levels_and_quizzes_that_were_not_passed_do_not_count(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(1, 1, 1, 1))
    others = work(changed, "3")
    failed = [quizzed(quiz, 7) for quiz in changed.quizzes]
    state = state_of(changed, "4", replace(others, log=[*others.log, *failed]))
    assert [have for have, _ in done(state).values()] == [0, 0, 0, 0]


def test_a_challenge_that_was_given_up_and_then_solved_counts(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(1, 0, 0, 0))
    item = next(c.id for c in changed.challenges.values() if c.level == "4")
    gave_up = event(Kind.GAVE_UP, item)
    assert not state_of(changed, "4", History([gave_up])).met
    assert state_of(changed, "4", History([gave_up, *solved(item, days=1)])).met


def test_a_challenge_that_is_not_proved_passes_nothing_and_is_not_asked_for(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(90, 0, 0, 0))
    whole, total = work(changed, "4"), sum(c.level == "4" for c in changed.challenges.values())
    doubtful = unproved(changed, next(c.id for c in changed.challenges.values() if c.level == "4"))
    assert done(state_of(changed, "4", whole)) == {Work.CHALLENGES: (total, total)}
    assert done(state_of(doubtful, "4", whole)) == {Work.CHALLENGES: (total - 1, total - 1)}
    assert doubtful.rules != changed.rules


def test_a_project_that_was_undone_does_not_count(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(0, 0, 0, 1))
    item = next(p.id for p in changed.projects.values() if p.level == "4")
    log = [event(Kind.DONE, item), event(Kind.UNDONE, item, 1)]
    assert state_of(changed, "4", History(log[:1])).met
    assert not state_of(changed, "4", History(log)).met


def test_concepts_count_while_they_are_solid(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(0, 0, 0, 0, concepts=2))
    first, second, *_ = changed.levels["4"].concepts
    elsewhere = changed.levels["00"].concepts[0]
    state = state_of(changed, "4", History([], solid=frozenset({first, elsewhere})))
    assert done(state) == {Work.CONCEPTS: (1, 2)}
    assert not state.met
    assert state_of(changed, "4", History([], solid=frozenset({first, second}))).met


def test_a_passed_level_stays_passed_when_its_concepts_fade(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(0, 0, 0, 0, concepts=1))
    solid = History([], solid=frozenset(changed.levels["4"].concepts))
    passed = decisions(changed, solid, NOW, 0)
    assert [(made.kind, made.item) for made in passed if made.kind is Kind.PASSED] == [(Kind.PASSED, "level.4")]
    faded = History(passed)
    assert [made for made in decisions(changed, faded, NOW, 0) if made.item == "level.4"] == []


def test_a_level_whose_project_is_undone_is_taken_back_also_after_its_concepts_faded(curriculum: Curriculum) -> None:
    changed = at_level(curriculum, "4", rule=Promotion(0, 0, 0, 1, concepts=1))
    project = next(project.id for project in changed.projects.values() if project.level == "4")
    done_once = [event(Kind.DONE, project)]
    log = done_once + decisions(changed, History(done_once, solid=frozenset(changed.levels["4"].concepts)), NOW, 0)
    assert [made for made in decisions(changed, History(log), NOW, 0) if made.item == "level.4"] == []
    undone = decisions(changed, History([*log, event(Kind.UNDONE, project)]), NOW, 0)
    assert [made.kind for made in undone if made.item == "level.4"] == [Kind.WITHDRAWN]
