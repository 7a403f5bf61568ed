"""Questions as their authors write them: what is missing or too much is one clear line."""

from pathlib import Path

import pytest

from bot.curriculum._documents import read_library
from bot.curriculum.linter import lint
from bot.curriculum.schema import QuizModel
from bot.domain.questions import Compare, Mistake, Option, Question, QuestionType
from bot.domain.skills import Axis

HEAD = """id: quiz.tides
title: Tides
level: "0"
summary: When the water comes and goes.
concept: concept.tides
axis: fundamentals
questions:
"""
SINGLE = """  - key: moon
    type: single
    stem: What moves the water?
    options:
      - text: The moon
        right: true
      - text: The trade winds
        why: They move the waves, not the tides.
      - text: Whales and ships
        why: They are moved by the water.
    explanation: The moon pulls at the water, day and night.
"""
MULTI = """  - key: high
    type: multi
    stem: When is the water high?
    options:
      - text: At noon
        right: true
      - text: At midnight
        right: true
      - text: In June
        why: Tides are of days, not of months.
    explanation: It is so twice a day, all the year round.
"""
TRUE_FALSE = """  - key: twice
    type: true-false
    stem: Tides come twice a day.
    answer: false
    why: On some coasts it is only once.
    explanation: On some coasts there is one tide a day.
"""
CLOZE = """  - key: water
    type: cloze
    stem: Fill in what sorts the tides.
    code: |
      {{c1::sorted}}(tides)
    answers: [sorted]
    mistakes:
      - text: sort
        why: That is a method of lists alone.
    compare: code
    explanation: sorted takes anything that one can walk over.
"""
SHORT = """  - key: count
    type: short
    stem: How many tides has a day?
    code: |
      print(6 - 4)
    runs: true
    answers: ["2", two]
    explanation: Six less four leaves two of them.
"""
ORDER = """  - key: day
    type: order
    stem: Put the day of a harbour in order.
    items: [open the gate, let boats in, close the gate]
    explanation: Boats come in while the gate is open.
"""
TYPES = {"single": SINGLE, "multi": MULTI, "true-false": TRUE_FALSE, "cloze": CLOZE, "short": SHORT, "order": ORDER}


def quiz_file(folder: Path, questions: str) -> Path:
    """A content folder with nothing but one quiz."""
    (folder / "quizzes").mkdir()
    (folder / "quizzes" / "tides.yaml").write_text(HEAD + questions, encoding="utf-8")
    return folder


def problems(folder: Path, questions: str, *, run: bool = False) -> list[str]:
    """What the linter says about the questions of a quiz. That its concept isn't there, or that they are copies of
    one another, doesn't matter.
    """
    found = lint(quiz_file(folder, questions), run=run).problems
    asked = [problem for problem in found if problem.key.startswith("questions")]
    return [str(problem) for problem in asked if "says nearly the same" not in problem.message]


def built(folder: Path, questions: str) -> tuple[Question, ...]:
    """The questions of a quiz as the bot uses them."""
    ((_, model),) = read_library(quiz_file(folder, questions)).of(QuizModel)
    return model.build().questions


def test_each_type_of_question_is_read_as_its_author_meant_it(tmp_path: Path) -> None:
    single, multi, true_false, cloze, short, order = built(tmp_path, "".join(TYPES.values()))
    assert [q.type for q in (single, multi, true_false, cloze, short, order)] == list(QuestionType)
    assert (single.id, single.axis, single.concept) == ("quiz.tides#moon", Axis.FUNDAMENTALS, "concept.tides")
    assert single.right == (0,)
    assert single.options[1] == Option("The trade winds", why="They move the waves, not the tides.")
    assert multi.right == (0, 1)
    assert true_false.right == (1,)
    assert true_false.options[0] == Option("True", why="On some coasts it is only once.")
    assert (cloze.code, cloze.compare) == ("{{c1::sorted}}(tides)", Compare.CODE)
    assert cloze.mistakes == (Mistake("sort", "That is a method of lists alone."),)
    assert short.answers == ("2", "two")
    assert [option.text for option in order.options] == ["open the gate", "let boats in", "close the gate"]
    assert order.right == (0, 1, 2)


def test_what_is_right_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, "".join(TYPES.values()), run=True) == []


def test_a_retired_question_is_no_longer_asked(tmp_path: Path) -> None:
    retired = SINGLE.replace("    type:", "    status: retired\n    type:")
    assert [question.id for question in built(tmp_path, retired + MULTI)] == ["quiz.tides#high"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "problem"),
    [
        ("single", "right: true", "why: It is far away.", "has just one right option"),
        ("single", "why: They are moved by the water.", "right: true", "has just one right option"),
        ("single", "why: They are moved by the water.", "rev: 2", "rev: is not a key"),
        ("single", "        why: They are moved by the water.\n", "", "either right, or has a why"),
        ("single", "right: true", "right: true\n        why: Because it is right.", "either right, or has a why"),
        ("single", "Whales and ships", "the MOON", "two options say the same"),
        ("single", "type: single", "type: single\n    answer: true", "belong to a true-false question"),
        ("single", "type: single", "type: single\n    items: [one, two, three]", "items belong to an order question"),
        ("single", "type: single", "type: single\n    answers: [one]", "answers belong to a cloze or short question"),
        ("single", "the water?", "the {{c1::water}}?", "only a cloze question marks a gap"),
        ("single", "type: single", "type: single\n    runs: true", "so code is needed"),
        ("single", "type: single", "type: many", "type: cannot be 'many'"),
        (
            "single",
            "explanation: The moon pulls at the water, day and night.",
            "difficulty: 1",
            "explanation: is missing",
        ),
        ("single", "type: single", "type: single\n    difficulty: 4", "difficulty"),
        ("multi", "right: true", "why: It is not so then.", ""),
        ("multi", "      - text: At noon\n        right: true\n", "", "a multi question has 3 to 6 options"),
        ("multi", "type: multi", "type: multi\n    code: print(1)\n    runs: true", "runs goes with single or short"),
        ("true-false", "    why: On some coasts it is only once.\n", "", "answer and why belong to a true-false"),
        ("true-false", "    answer: false\n", "", "answer and why belong to a true-false"),
        ("cloze", "{{c1::sorted}}(tides)", "sorted(tides)", "only a cloze question marks a gap"),
        ("cloze", "(tides)", "({{c1::tides}})", "only a cloze question marks a gap"),
        ("cloze", "answers: [sorted]", "answers: [reversed]", "what stands in the gap is one of the answers"),
        ("cloze", "    answers: [sorted]\n", "", "answers belong to a cloze or short question"),
        ("cloze", "text: sort\n", "text: ' sorted '\n", "a mistake is compared as equal to one of the answers"),
        ("short", '    answers: ["2", two]\n', "", "answers belong to a cloze or short question"),
        ("order", "items: [open the gate, let boats in, close the gate]", "items: [open, close]", "3 to 6 items"),
        ("order", "let boats in", "Open the gate", "two options say the same"),
        (
            "order",
            "type: order",
            "type: order\n    mistakes: [{text: close, why: It is open then.}]",
            "mistakes belong",
        ),
    ],
)
def test_each_mistake_of_an_author_is_one_clear_line(
    tmp_path: Path, kind: str, old: str, new: str, problem: str
) -> None:
    assert old in TYPES[kind]
    found = problems(tmp_path, TYPES[kind].replace(old, new, 1))
    assert [problem in line for line in found] == ([True] if problem else []), found
    assert all(line.startswith(f"{tmp_path.name}/quizzes/tides.yaml") for line in found)


def test_two_questions_of_a_quiz_never_share_a_key(tmp_path: Path) -> None:
    library = read_library(quiz_file(tmp_path, SINGLE + SINGLE))
    assert any("'moon' is used twice" in str(problem) for problem in library.problems)


def test_right_options_that_are_too_often_the_longest_are_counted_and_named(tmp_path: Path) -> None:
    longest = SINGLE.replace("The moon\n", "The moon that shines above\n")
    three = [SINGLE.replace("key: moon", f"key: moon-{number}") for number in range(3)]
    (line,) = problems(tmp_path, "".join([*three[:1], longest]))
    assert "the right option is the longest in 1 of 2 single questions (moon)" in line
    (tmp_path / "enough").mkdir()
    assert problems(tmp_path / "enough", "".join([*three, longest])) == []


def test_right_options_under_one_letter_are_counted_as_members_see_them(tmp_path: Path) -> None:
    fixed = [
        SINGLE.replace("key: moon", f"key: moon-{number}\n    shuffle: false").replace("The moon", f"Moon {number}")
        for number in range(6)
    ]
    (line,) = problems(tmp_path, "".join(fixed))
    assert "the right option is A in 6 of 6 single questions. Let them be shuffled" in line
    (tmp_path / "shuffled").mkdir()
    assert problems(tmp_path / "shuffled", "".join(fixed).replace("shuffle: false", "shuffle: true")) == []


def test_true_false_questions_that_have_mostly_one_answer_are_counted(tmp_path: Path) -> None:
    six = [TRUE_FALSE.replace("key: twice", f"key: twice-{number}") for number in range(6)]
    (line,) = problems(tmp_path, "".join(six))
    assert "6 of all 6 true-false questions are false. Turn some of them round" in line
    (tmp_path / "even").mkdir()
    even = "".join([*six[:3], *(one.replace("answer: false", "answer: true") for one in six[3:])])
    assert problems(tmp_path / "even", even) == []


@pytest.mark.parametrize(
    ("code", "claim", "problem"),
    [
        ("print(6 - 4)", "2", ""),
        ("print(6 - 4)", "3", "questions[0].code: prints '2', not '3'"),
        ("print('a'); print('b')", "a", "prints 'a\\nb', not 'a'"),
        ("1 / 0", "ZeroDivisionError", ""),
        ("1 / 0", "It stops with a ZeroDivisionError.", ""),
        ("1 / 0", "ValueError", "fails: ZeroDivisionError"),
        ("class Lost(Exception): pass\nraise Lost('at sea')", "Lost", ""),
        ("import json\njson.loads('{')", "JSONDecodeError", ""),
        ("class Error(Exception): pass\nraise Error", "KeyError", "fails: Error"),
        ("raise SystemExit(3)", "3", "ends with exit code 3"),
    ],
)
def test_a_question_about_output_is_run_and_must_print_or_raise_just_that(
    tmp_path: Path, code: str, claim: str, problem: str
) -> None:
    lines = "".join(f"      {line}\n" for line in code.splitlines())
    asked = SHORT.replace("      print(6 - 4)\n", lines).replace('["2", two]', f'["{claim}"]')
    found = problems(tmp_path, asked, run=True)
    assert any(problem in line for line in found) if problem else found == [], found
