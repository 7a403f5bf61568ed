"""What answers are worth, how options are arranged, and how typed answers are compared."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.questions import (
    Compare,
    Given,
    Mistake,
    Option,
    Question,
    QuestionType,
    arranged,
    confusions,
    fits,
    points,
    same,
)
from tests.quizzes import CLOZE, MULTI, ORDER, SHORT, SINGLE, TRUE_FALSE, question

WHY = "That one mixes up two things."
seeds = st.text("0123456789 ", max_size=12)


@st.composite
def chosen(draw: st.DrawFn, kinds: tuple[QuestionType, ...] = (SINGLE, MULTI, TRUE_FALSE, ORDER)) -> Question:
    """A question of which options are chosen."""
    kind = draw(st.sampled_from(kinds))
    if kind is TRUE_FALSE:
        right = draw(st.booleans())
        return replace(question(kind), options=(Option("True", right, WHY), Option("False", not right, WHY)))
    count = draw(st.integers(3, 5 if kind is SINGLE else 6))
    if kind is ORDER:
        marks = [True] * count
    elif kind is SINGLE:
        the_one = draw(st.integers(0, count - 1))
        marks = [number == the_one for number in range(count)]
    else:
        marks = draw(st.lists(st.booleans(), min_size=count, max_size=count).filter(any))
    options = tuple(Option(f"option {number}", mark, "" if mark else WHY) for number, mark in enumerate(marks))
    return replace(question(kind), options=options)


typed = st.builds(
    lambda kind, compare, answers, mistakes: replace(
        question(kind), compare=compare, answers=tuple(answers), mistakes=tuple(Mistake(text, WHY) for text in mistakes)
    ),
    st.sampled_from((CLOZE, SHORT)),
    st.sampled_from(Compare),
    st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4),
    st.lists(st.text(min_size=1, max_size=20), max_size=3),
)
answers = st.one_of(st.lists(st.integers(-1, 7), max_size=7).map(tuple), st.text(max_size=30))


@given(st.one_of(chosen(), typed), answers)
def test_an_answer_is_worth_from_0_to_1_whatever_it_is(asked: Question, answer: Given) -> None:
    assert 0 <= points(asked, answer) <= 1


@given(chosen())
def test_the_right_options_are_worth_1_and_confuse_nothing(asked: Question) -> None:
    assert fits(asked, asked.right)
    assert points(asked, asked.right) == 1
    assert confusions(asked, asked.right) == ()


@given(typed)
def test_everything_that_may_be_typed_is_worth_1_and_confuses_nothing(asked: Question) -> None:
    for answer in asked.answers:
        assert fits(asked, answer)
        assert points(asked, answer) == 1
        assert confusions(asked, answer) == ()


@given(chosen(), st.data())
def test_other_options_are_never_worth_1_and_only_of_ticks_a_part_counts(asked: Question, data: st.DataObject) -> None:
    numbers = st.permutations(range(len(asked.options)))
    if asked.type is not ORDER:
        numbers = numbers.flatmap(lambda order: st.integers(1, len(order)).map(lambda count: order[:count]))
    answer = tuple(data.draw(numbers))
    assume(fits(asked, answer))
    assume(set(answer) != set(asked.right) if asked.type is not ORDER else answer != asked.right)
    worth = points(asked, answer)
    assert worth < 1
    assert worth == 0 or asked.type is MULTI


@given(chosen((MULTI,)), st.data())
def test_a_right_tick_more_never_takes_away_and_a_wrong_one_never_adds(asked: Question, data: st.DataObject) -> None:
    ticked = data.draw(st.sets(st.integers(0, len(asked.options) - 1)))
    more = data.draw(st.integers(0, len(asked.options) - 1))
    before, after = points(asked, tuple(ticked)), points(asked, tuple(ticked | {more}))
    assert after >= before if asked.options[more].right else after <= before


def test_two_of_three_right_ticks_and_a_wrong_one_are_a_third_of_a_point() -> None:
    options = tuple(Option(text, right) for text, right in (("a", True), ("b", True), ("c", True), ("d", False)))
    asked = replace(question(MULTI), options=options)
    assert points(asked, (0, 1, 3)) == pytest.approx(1 / 3)
    assert points(asked, (0, 1, 2, 3)) == pytest.approx(2 / 3)
    assert points(asked, (3,)) == 0


def test_each_wrong_option_says_what_it_confuses_and_a_known_mistake_as_well() -> None:
    assert confusions(question(SINGLE), (1,)) == ("You mixed up two.",)
    assert confusions(question(MULTI), (0, 1, 2)) == ("You mixed up two.", "No, three.")
    assert confusions(question(TRUE_FALSE), (1,)) == ("It does float.",)
    assert confusions(question(SHORT), " indexerror ") == ("That is for lists.",)
    assert confusions(question(SHORT), "TypeError") == ()
    assert confusions(question(ORDER), (2, 1, 0)) == ()


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (SINGLE, (3,)), (SINGLE, (-1,)), (SINGLE, ()), (SINGLE, (0, 1)), (SINGLE, "first"), (TRUE_FALSE, (2,)),
        (MULTI, ()), (MULTI, (0, 0)), (MULTI, (0, 9)), (ORDER, (0, 1)), (ORDER, (0, 0, 1)), (ORDER, (1, 2, 3)),
        (SHORT, (0,)), (SHORT, ()), (CLOZE, (0,)), (ORDER, "moor"),
    ],
)  # fmt: skip
def test_what_the_controls_of_a_question_cannot_give_does_not_fit(kind: QuestionType, answer: Given) -> None:
    assert not fits(question(kind), answer)


@given(chosen(), st.integers(0, 60), seeds)
def test_options_are_shown_all_and_once_and_the_same_way_each_time(asked: Question, place: int, seed: str) -> None:
    order = arranged(asked, place, seed)
    assert sorted(order) == list(range(len(asked.options)))
    assert arranged(asked, place, seed) == order


@given(chosen((ORDER,)), st.integers(0, 60), seeds)
def test_parts_to_put_in_order_are_never_shown_in_order(asked: Question, place: int, seed: str) -> None:
    assert arranged(asked, place, seed) != asked.right


@given(chosen((TRUE_FALSE,)), st.integers(0, 60), seeds)
def test_true_stands_before_false(asked: Question, place: int, seed: str) -> None:
    assert arranged(asked, place, seed) == (0, 1)


@given(chosen(), st.integers(0, 60), seeds)
def test_options_that_refer_to_each_other_stay_as_their_author_put_them(asked: Question, place: int, seed: str) -> None:
    assert arranged(replace(asked, shuffle=False), place, seed) == tuple(range(len(asked.options)))


def letter(place: int, seed: str, count: int, name: str) -> int:
    """At which position the right option stands, of `count`."""
    options = tuple(Option(f"option {number}", number == 0) for number in range(count))
    asked = replace(question(SINGLE, name), options=options)
    return arranged(asked, place, seed).index(0)


@given(seeds, st.integers(3, 5), st.integers(0, 10), st.lists(st.text("abc", max_size=3), min_size=5, max_size=5))
def test_of_as_many_questions_as_there_are_letters_each_letter_is_right_once(
    seed: str, count: int, turn: int, names: list[str]
) -> None:
    places = range(turn * count, turn * count + count)
    assert sorted(letter(place, seed, count, names[place % count]) for place in places) == list(range(count))


@pytest.mark.parametrize("count", [3, 4, 5])
def test_over_many_members_each_letter_is_right_about_equally_often_at_every_place(count: int) -> None:
    for place in range(6):
        found = Counter(letter(place, f"7{user} {user}", count, f"q{place}") for user in range(3000))
        assert all(abs(found[position] - 3000 / count) < 150 for position in range(count)), found  # about 6 sigma


def test_knowing_the_letters_so_far_does_not_tell_those_of_the_next_turn() -> None:
    turns = Counter(tuple(letter(place, f"9 {user}", 4, "q") for place in (0, 4)) for user in range(3200))
    assert len(turns) == 16
    assert max(turns.values()) < 300  # of 200 expected


WORDS, CODE, EXACT = Compare


@pytest.mark.parametrize(
    ("typed_in", "wanted", "compare", "right"),
    [
        ("keyerror", "KeyError", WORDS, True),
        ("  a   Key\u00a0error. ", "a key error", WORDS, True),
        ("`len`", "len", WORDS, True),
        ("“len”", "len", WORDS, True),
        ('"len"', "'len'", WORDS, True),
        ("don’t", "don't", WORDS, True),
        ("lens", "len", WORDS, False),
        (".append", "append", WORDS, True),
        (":", ":", WORDS, True),
        (":", ".", WORDS, False),
        ("=", "!=", WORDS, False),
        ("!=", "!=", WORDS, True),
        (".5", "5", WORDS, False),
        ("", "?", WORDS, False),
        ("cafe\u0301", "café", WORDS, True),
        ('d.get( "x" ,0 )', "d.get('x', 0)", CODE, True),
        ("`x=1`", "x = 1", CODE, True),
        ("true", "True", CODE, False),
        ("not  x", "not x", CODE, True),
        ("a  b", "ab", CODE, False),
        ("notx", "not x", CODE, False),
        ("'a  b'", "'a b'", CODE, False),
        ("'it'", '"it"', CODE, True),
        ('"it\'s"', '"it\'s"', CODE, True),
        ("‘x’", "'x'", CODE, True),
        ("—verbose", "--verbose", CODE, True),
        ("a − b", "a - b", CODE, True),
        ("…", "...", CODE, True),
        ("A", "a", EXACT, False),
        ("a b", "a  b", EXACT, False),
        (" a", "a", EXACT, False),
        ("a\r\n", "a", EXACT, True),
    ],
)
def test_typed_answers_are_compared_kindly_and_exactly_where_it_matters(
    typed_in: str, wanted: str, compare: Compare, right: bool
) -> None:
    assert same(typed_in, wanted, compare) is right


@given(st.text(max_size=40), st.sampled_from(Compare))
def test_whatever_is_typed_is_the_same_as_itself(text: str, compare: Compare) -> None:
    assert same(text, text, compare)


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from((WORDS, CODE)))
def test_blanks_around_an_answer_never_matter(text: str, wanted: str, compare: Compare) -> None:
    assert same(f"  {text} \n", wanted, compare) is same(text, wanted, compare)
