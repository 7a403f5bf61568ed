"""Mutants of a program: which mistakes are made in it, and which would mean nothing."""

import ast
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.curriculum.mutants import MOST, mutants
from bot.domain.challenge import ChallengeKind
from bot.domain.curriculum import Curriculum


def changes(code: str) -> set[str]:
    """Every mistake that is made in a program."""
    return {mutant.what for mutant in mutants(dedent(code), 1000)}


@pytest.mark.parametrize(
    ("line", "mistakes"),
    [
        ("small = age < 18", {"small = age <= 18", "small = age < 19", "small = age < 17"}),
        ("big = age >= low", {"big = age > low"}),
        ("same = a == b", {"same = a != b"}),
        ("known = a in b", {"known = a not in b"}),
        ("both = a and b", {"both = a or b"}),
        ("left = a - b", {"left = a + b"}),
        ("left -= b", {"left += b"}),
        ("key = -age", {"key = +age"}),
        ("deep = True", {"deep = False"}),
        ("part = word[start:]", {"part = word[start + 1:]", "part = word[start - 1:]"}),
        ("days = range(n)", {"days = range(n + 1)", "days = range(n - 1)"}),
        ("days = range(a, b)", {"days = range(a, b + 1)", "days = range(a, b - 1)"}),
        ("most = a if b else c", {"most = a if False else c", "most = a if True else c"}),
        ("most = [a for a in b if a]", {"most = [a for a in b]"}),
        ("name = names.get(key, 'none')", {"name = names.get(key, 'none?')"}),
    ],
)
def test_each_kind_of_mistake_is_made(line: str, mistakes: set[str]) -> None:
    assert changes(line) == {f"{line} -> {mistake}" for mistake in mistakes}


def test_results_are_forgotten_branches_taken_or_not_and_errors_let_through() -> None:
    found = changes(
        """
        def price(text, unit="kg", *, deep=False):
            try:
                return float(text)
            except ValueError:
                return missing
        """
    )
    assert found == {
        "def price(text, unit='kg', *, deep=False): -> def price(text, unit='kg?', *, deep=False):",
        "def price(text, unit='kg', *, deep=False): -> def price(text, unit='kg', *, deep=True):",
        "return float(text) -> return None",
        "return missing -> raise",
        "return missing -> return None",
    }
    assert changes("if a:\n    b()\nelse:\n    c()") == {"if a: -> if False:", "if a: -> if True:"}


@pytest.mark.parametrize(
    "code",
    [
        "def f(a: Literal[1]) -> Literal[2]:\n    pass",
        "limit: Literal[3]",
        "@lru_cache(maxsize=100)\ndef f():\n    pass",
        "@dataclass(frozen=True)\nclass A:\n    pass",
        "raise ValueError(f'{a + b} is too much, 3 would do')",
        "assert a < b",
        "if __name__ == '__main__':\n    main(1)",
        "pairs = zip(a, b, strict=True)",
        "text = 'a' + b",
        "return_nothing = lambda: None",
    ],
)
def test_what_no_check_could_notice_stays_as_it_is(code: str) -> None:
    assert changes(code) == set()


def test_an_equal_that_replaces_the_best_is_no_mistake_but_taking_the_worst_is() -> None:
    assert changes("if a > best:\n    best = a") == {"if a > best: -> if False:", "if a > best: -> if True:"}


def test_a_mutant_names_the_line_of_the_original() -> None:
    (only,) = mutants("# the first line\n\nready = False\n")
    assert (only.line, only.what, only.code) == (3, "ready = False -> ready = True", "ready = True\n")


def test_few_mutants_are_of_many_kinds() -> None:
    code = "def f(a, b):\n    if a < 1 and b < 2:\n        return a + 3 + 4 + 5 + 6\n    return [7, 8, 9, 10, 11]\n"
    kept = [mutant.what for mutant in mutants(code, 5)]
    assert len(kept) == 5
    assert any("or b" in what for what in kept)
    assert any("if False" in what for what in kept)
    assert any("return None" in what for what in kept)
    assert any("a <= 1" in what for what in kept)


@given(st.integers(1, 20))
def test_mutants_are_the_same_each_time_and_at_most_as_many_as_wanted(curriculum: Curriculum, most: int) -> None:
    code = curriculum.challenges["challenge.freshness-cache"].solution
    found = mutants(code, most)
    assert found == mutants(code, most) == mutants(code, 20)[:most]


def test_every_mutant_of_the_shipped_solutions_is_another_program_than_the_rest(curriculum: Curriculum) -> None:
    tried = 0
    for challenge in curriculum.challenges.values():
        if challenge.kind is not ChallengeKind.PREDICT:
            codes = [mutant.code for mutant in mutants(challenge.solution)]
            programs = {ast.dump(ast.parse(code)) for code in (*codes, challenge.solution)}
            assert len(programs) == len(codes) + 1 <= MOST + 1
            tried += len(codes)
    assert tried > 200
