"""Rating oneself: pages, means, and where answers show something else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.curriculum import Curriculum
from bot.domain.self_assessment import SelfAssessment, Statement, Tier, view
from bot.domain.skills import Axis


def statements(count: int, axis: Axis) -> tuple[Statement, ...]:
    return tuple(Statement(f"{axis}#{number}", "Title", "I can do it.", axis) for number in range(count))


PLAN = SelfAssessment(
    "s", "S", (Tier("Easy", statements(9, Axis.FUNDAMENTALS)), Tier("Hard", statements(2, Axis.WEB_DATABASES)))
)


def test_the_shipped_statements_cover_all_axes_in_four_tiers(curriculum: Curriculum) -> None:
    (shipped,) = curriculum.self_assessments.values()
    assert (len(shipped.statements), len(shipped.tiers)) == (38, 4)
    assert {statement.axis for statement in shipped.statements} == set(Axis)


@given(st.integers(1, 60))
def test_every_statement_is_on_one_page_in_order_and_no_page_is_too_long(count: int) -> None:
    plan = SelfAssessment("s", "S", (Tier("Easy", statements(count, Axis.FUNDAMENTALS)),))
    assert [statement for page in plan.pages for statement in page.statements] == list(plan.statements)
    sizes = {len(page.statements) for page in plan.pages}
    assert max(sizes) <= 5
    assert max(sizes) - min(sizes) <= 1
    assert [page.part for page in plan.pages] == list(range(1, plan.pages[0].parts + 1))


def test_the_first_page_with_an_open_statement_comes_next() -> None:
    rated = {statement.id: 3 for statement in PLAN.pages[0].statements}
    assert view(PLAN, {}, {}).next_page == 0
    assert view(PLAN, rated, {}).next_page == 1
    assert view(PLAN, {statement.id: 3 for statement in PLAN.statements}, {}).next_page is None


def test_means_go_from_0_to_100_by_axis_and_tier_and_count_only_what_was_rated() -> None:
    seen = view(PLAN, {"fundamentals#0": 1, "fundamentals#1": 5, "gone#1": 5}, {})
    assert (seen.axes, seen.tiers) == ({Axis.FUNDAMENTALS: 50}, {"Easy": 50})
    assert "gone#1" not in seen.ratings


def test_what_lies_25_points_apart_is_named_in_both_directions_the_widest_first() -> None:
    ratings = {statement.id: 5 if statement.axis is Axis.FUNDAMENTALS else 1 for statement in PLAN.statements}
    seen = view(PLAN, ratings, {Axis.FUNDAMENTALS: 75, Axis.WEB_DATABASES: 60, Axis.FILES_FORMATS: 9})
    assert [(d.axis, d.higher) for d in seen.differences] == [(Axis.WEB_DATABASES, False), (Axis.FUNDAMENTALS, True)]
    assert view(PLAN, ratings, {Axis.FUNDAMENTALS: 76, Axis.WEB_DATABASES: 24}).differences == ()
