"""Which projects are offered: what fits comes first, what is built never, and in the end everything once."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.curriculum import Project
from bot.domain.projects import AT_ONCE, Wish, cost, offers, page, pages

LEVELS = ("00", "0", "1", "2", "3")
POSITIONS = {name: position for position, name in enumerate(LEVELS)}
PATHS = ("path.a", "path.b", "path.c")


def project(name: str, level: str = "1", path: str = "path.a", minutes: int = 120) -> Project:
    return Project(f"project.{name}", name, "Build it.", (), (), minutes, (), path, level, ())


projects = st.lists(
    st.builds(
        project,
        st.text("abcdefgh", min_size=1, max_size=6),
        st.sampled_from(LEVELS),
        st.sampled_from(PATHS),
        st.integers(15, 3000),
    ),
    unique_by=lambda made: made.id,
    max_size=20,
)
wishes = st.builds(
    Wish, st.integers(0, 4), st.integers(5, 5000), st.permutations(PATHS).map(tuple) | st.sampled_from([(), PATHS[:1]])
)


@given(projects, wishes, st.data())
def test_what_is_built_is_never_offered_and_all_the_rest_exactly_once(
    made: list[Project], wish: Wish, data: st.DataObject
) -> None:
    built = data.draw(st.sets(st.sampled_from([one.id for one in made]))) if made else set()
    ranked = offers(made, built, POSITIONS, wish)
    shown = [offer.project.id for number in range(pages(ranked)) for offer in page(ranked, number)]
    assert sorted(shown) == sorted(one.id for one in made if one.id not in built)
    assert len(shown) == len(set(shown))


@given(projects, wishes, st.integers(-1000, 1000))
def test_three_at_once_as_long_as_there_are_three_and_never_an_empty_screen(
    made: list[Project], wish: Wish, number: int
) -> None:
    ranked = offers(made, (), POSITIONS, wish)
    shown = page(ranked, number)
    assert len(shown) <= AT_ONCE
    assert bool(shown) == bool(made)
    assert page(ranked, number + pages(ranked)) == shown


@given(projects, wishes, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_changes_nothing(made: list[Project], wish: Wish, random: object) -> None:
    shuffled = sorted(made, key=lambda one: hash(one.id))
    assert offers(shuffled, (), POSITIONS, wish) == offers(made, (), POSITIONS, wish)


@given(projects, wishes)
def test_what_fits_better_comes_first(made: list[Project], wish: Wish) -> None:
    costs = [cost(offer, wish) for offer in offers(made, (), POSITIONS, wish)]
    assert costs == sorted(costs)


@given(projects, wishes, st.integers(1, 5000))
def test_more_time_makes_no_project_fit_worse(made: list[Project], wish: Wish, more: int) -> None:
    richer = replace(wish, minutes=wish.minutes + more)
    before = {offer.project.id: cost(offer, wish) for offer in offers(made, (), POSITIONS, wish)}
    after = {offer.project.id: cost(offer, richer) for offer in offers(made, (), POSITIONS, richer)}
    assert all(after[name] <= before[name] for name in before)


def names(wish: Wish, *made: Project) -> list[str]:
    return [offer.project.title for offer in offers(made, (), POSITIONS, wish)]


def test_ones_own_level_comes_before_one_below_and_that_before_one_above() -> None:
    same, below, above = project("same"), project("below", "0"), project("above", "2")
    assert names(Wish(2, 600), above, below, same) == ["same", "below", "above"]


def test_the_way_to_the_goal_comes_first_in_its_order() -> None:
    made = [project("c", path="path.c"), project("b", path="path.b"), project("a", path="path.a")]
    assert names(Wish(2, 600, ("path.b", "path.a")), *made) == ["b", "a", "c"]


def test_with_little_time_small_projects_come_first_and_with_much_all_are_as_good() -> None:
    large, small = project("a-large", minutes=900), project("small", minutes=100)
    assert names(Wish(2, 60), large, small) == ["small", "a-large"]
    found = offers([large, small], (), POSITIONS, Wish(2, 60))
    assert [offer.weeks for offer in found] == [2, 15]
    assert cost(offers([large], (), POSITIONS, Wish(2, 900))[0], Wish(2, 900)) == 0
