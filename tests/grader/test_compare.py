"""A value is right if it is what was expected, of the same types; everything that is forged is wrong."""

import doctest
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from bot.grader import answer, compare
from bot.grader.compare import form_of, is_raised, matches, same_text
from bot.grader.guest.encode import encode

VALUES: list[object] = [
    None, True, False, 0, 1, -5, 10**400, 0.5, 1.0, float("inf"), float("nan"), "", "text", "\ud800", 2j, b"ab",
    bytearray(b"ab"), [], [1], (), (1,), [1, [2, (3,)]], set(), {1, "a"}, frozenset({1.5}), {}, {"a": [1]},
    {1: 2, (3,): {4}},
    Decimal("1.10"), Decimal("1.1"), Fraction(1, 3), date(2024, 1, 2), datetime(2024, 1, 2),
    timedelta(days=1, seconds=2),
]  # fmt: skip


NAMES = [f"{number}-{type(value).__name__}" for number, value in enumerate(VALUES)]  # a set's repr changes each time


@pytest.mark.parametrize("value", VALUES, ids=NAMES)
def test_a_value_is_the_same_as_itself_and_nothing_else(value: object) -> None:
    equal = [other for other in VALUES if matches(encode(value), form_of(other))]
    assert equal == [value] if value == value else len(equal) == 1


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (0.1 + 0.2, 0.3),
        ([0.1 + 0.2], [0.3]),
        ({0.1 + 0.2, 5.0}, {5.0, 0.3}),
        ({"b": 1, "a": 2.0000000001}, {"a": 2.0, "b": 1}),
        ((x for x in (1, 2)), [1, 2]),
        (map(str, [1]), ["1"]),
        ({1, 2}, frozenset({1, 2})),
        ({(1, frozenset({2}))}, {(1, frozenset({2}))}),
    ],
)
def test_small_errors_of_floats_and_the_order_in_sets_are_overlooked(got: object, expected: object) -> None:
    assert matches(encode(got), form_of(expected))


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (0.30001, 0.3),
        ([1, 2], [2, 1]),
        ([1, 1], {1}),
        ({1: "a"}, {True: "a"}),
        ({"a": 1}, {"a": True}),
        ([1, 2, 3], [1, 2]),
        ({1, 2}, {1, 3}),
        (range(2), [0, 1]),
        (float("nan"), 0.0),
    ],
)
def test_everything_else_is_told_apart(got: object, expected: object) -> None:
    assert not matches(encode(got), form_of(expected))


@pytest.mark.parametrize(
    "forged",
    [
        None, True, "int", {}, [], ["int"], ["int", 42], ["int", "42"], ["int", "0x2a", 1], ["int", True],
        [["int"], "0x2a"], ["passed"], ["str", "0x2a"], ["list", [["int", "0x2a"]]], ["float", "42"], [None, None],
    ],
)  # fmt: skip
def test_a_forged_answer_is_not_the_expected_one(forged: object) -> None:
    assert not matches(forged, form_of(42))


@pytest.mark.parametrize("forged", [["list", "ab"], ["list", {"0": 1}], ["list", [1, 2]], ["list", [[], []]]])
def test_a_forged_list_is_not_the_expected_one(forged: object) -> None:
    assert not matches(forged, form_of([1, 2]))
    assert not matches(["set", forged[1]], form_of({1, 2}))  # type: ignore[index]
    assert not matches(["dict", forged[1]], form_of({1: 2, 3: 4}))  # type: ignore[index]


def test_a_float_is_only_read_if_it_is_short() -> None:
    assert not matches(["float", "1" * 10_000_000], form_of(1.0))
    assert not matches(["float", "one"], form_of(1.0))


def test_what_a_check_cannot_expect_is_the_authors_mistake() -> None:
    with pytest.raises(TypeError, match="cannot expect a range"):
        form_of(range(3))


def test_a_value_that_is_too_big_or_too_deep_is_not_written_out() -> None:
    deep: list[object] = []
    for _ in range(100):
        deep = [deep]
    for value in (["x"] * 20_000, "x" * 200_000, deep):
        assert encode(value) == ["too big"]


@pytest.mark.parametrize(
    ("expected", "own", "claimed", "raised"),
    [
        ("ValueError", (), ("ValueError", "Exception", "BaseException", "object"), True),
        ("Exception", (), ("ValueError",), True),
        ("ValueError", ("TooSmall",), ("ValueError", "Exception"), True),
        ("TooSmall", ("TooSmall",), ("ValueError", "Exception"), True),
        ("OSError", (), ("FileNotFoundError", "OSError"), True),
        ("IOError", (), ("FileNotFoundError",), False),  # an alias: checks use the real name
        ("KeyError", (), ("LookupError", "Exception"), False),
        ("ValueError", ("ValueError",), ("Exception",), False),
        ("AttributeError", ("Both",), ("KeyError", "LookupError", "AttributeError", "Exception"), True),
        ("TypeError", (), ("KeyError", "ValueError", "TypeError"), False),  # nobody inherits from everything
        ("ValueError", (), (), False),
        ("ValueError", (), ("print", "int", "nothing"), False),
    ],
)
def test_an_exception_counts_as_what_it_derives_from(
    expected: str, own: tuple[str, ...], claimed: tuple[str, ...], raised: bool
) -> None:
    assert is_raised(expected, own, claimed) is raised


def test_output_is_the_same_but_for_spaces_at_ends() -> None:
    assert same_text("a  \r\nb\n\n\n", "a\nb")
    assert same_text("", "\n")
    assert not same_text(" a", "a")
    assert not same_text("a\n\nb", "a\nb")


def test_the_examples_in_the_code_are_true() -> None:
    assert doctest.testmod(compare).failed == 0
    assert doctest.testmod(answer).failed == 0
