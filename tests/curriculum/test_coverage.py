"""What there is of everything, and which concepts lead nowhere."""

from dataclasses import replace
from pathlib import Path

from bot.curriculum._documents import Library, read_library
from bot.curriculum.coverage import concept_problems, report_lines, topic_problems
from bot.curriculum.schema import ConceptModel, PathModel
from tests.curriculum.contents import challenge, deck, library, said
from tests.curriculum.contents import level as made_level

CONTENT = Path(__file__).parents[2] / "content"
CONCEPT = """id: concept.tides
title: Tides
axis: fundamentals
summary: The water comes and goes twice a day on most coasts, and once on some. The moon pulls at it day and night.
try_first: When does the water come?
example: {code: print(2), output: "2"}
pitfalls: [Some coasts have one tide a day.]
"""
QUIZ = """id: quiz.tides
title: Tides
level: "1"
summary: When the water comes and goes.
concept: concept.tides
axis: errors-and-debugging
questions:
  - key: twice
    type: true-false
    stem: Tides come twice a day.
    answer: false
    why: On some coasts it is only once.
    explanation: On some coasts there is one tide a day.
"""


def test_a_concept_needs_a_deck_a_quiz_and_a_challenge(tmp_path: Path) -> None:
    alone = library(tmp_path / "a", concepts__tides=CONCEPT)
    (line,) = said(concept_problems, alone)
    assert line.endswith("id: no deck and no quiz and no challenge is about 'concept.tides'. Write one.")
    cards = deck("boats", ("When does the water come?", "")).replace("back:", "concept: concept.tides\n    back:")
    parts = {"concepts__tides": CONCEPT, "decks__boats": cards, "challenges__a": challenge("a", "x = 1")}
    (line,) = said(concept_problems, library(tmp_path / "b", **parts))
    assert "no quiz is about" in line
    assert said(concept_problems, library(tmp_path / "c", **parts, quizzes__tides=QUIZ)) == []


def test_what_is_retired_neither_counts_nor_is_asked_for(tmp_path: Path) -> None:
    retired = library(tmp_path / "a", concepts__tides=f"{CONCEPT}status: retired\n")
    assert said(concept_problems, retired) == []
    quiz = library(tmp_path / "b", concepts__tides=CONCEPT, quizzes__tides=f"{QUIZ}status: retired\n")
    assert ["no quiz" in line for line in said(concept_problems, quiz)] == [True]


def test_a_topic_without_a_concept_is_named_with_its_line() -> None:
    found = read_library(CONTENT)
    source, path = next(found.of(PathModel))
    topics = [topic.model_copy(update={"concept": None}) for topic in path.stages[1].topics]
    topics[0] = topics[0].model_copy(update={"status": "retired"})
    stages = [path.stages[0], path.stages[1].model_copy(update={"topics": tuple(topics)}), *path.stages[2:]]
    broken = replace(source, document=path.model_copy(update={"stages": tuple(stages)}))
    problems = list(topic_problems(Library([broken])))
    assert [problem.key for problem in problems] == [f"stages[1].topics[{number}]" for number in range(1, len(topics))]
    assert all(problem.line > 0 for problem in problems)
    assert f"{topics[1].key!r} has no concept" in problems[0].message


def test_the_tables_count_by_level_axis_and_kind(tmp_path: Path) -> None:
    found = library(
        tmp_path,
        levels__1=made_level("1", 0),
        levels__7=made_level("7", 1),
        concepts__tides=CONCEPT,
        quizzes__tides=QUIZ,
        challenges__a=challenge("a", "x = 1"),
        challenges__b=challenge("b", "x = 1", level="7", axes="[fundamentals, errors-and-debugging]"),
        challenges__c=challenge("c", "x = 1", status="retired"),
    )
    lines = [" ".join(line.split()) for line in report_lines(found)]
    assert "challenge 2 of 120" in lines
    assert "level challenge quiz question card project nudge" in lines
    assert "1 1 of 8 1 1 0 0 of 8 0 of 8" in lines
    assert "7 1 of 4 0 0 0 0 of 8 0 of 8" in lines
    assert "axis concept challenge question card assessment item" in lines
    assert "fundamentals 1 2 0 0 0" in lines
    assert "errors-and-debugging 0 1 1 0 0" in lines


def test_the_weeks_of_every_path_have_something_to_read_to_practise_to_solve_and_to_build() -> None:
    shipped = read_library(CONTENT)
    lines = list(report_lines(shipped))
    table = lines[next(number for number, line in enumerate(lines) if line.startswith("weeks  ")) + 1 :]
    rows = {" ".join(cells[:2]): list(map(int, cells[2:])) for cells in map(str.split, table) if cells}
    assert rows.keys() == {f"{path.id} {stage.weeks}" for _, path in shipped.of(PathModel) for stage in path.stages}
    assert all(min(counts) > 0 for counts in rows.values())


def test_columns_stand_below_each_other() -> None:
    lines = list(report_lines(read_library(CONTENT)))
    start = next(number for number, line in enumerate(lines) if line.startswith("level  challenge"))
    table = lines[start : lines.index("", start)]
    assert len(table) == 14
    assert len({len(line) for line in table}) == 1


def test_every_shipped_concept_is_reached_by_cards_a_quiz_and_a_challenge() -> None:
    shipped = read_library(CONTENT)
    assert list(concept_problems(shipped)) == []
    assert len(list(shipped.of(ConceptModel))) == len(list((CONTENT / "concepts").glob("*.yaml")))


def test_while_a_file_cannot_be_read_no_concept_is_said_to_lack_something(tmp_path: Path) -> None:
    found = library(tmp_path, concepts__tides=CONCEPT)
    found.unreadable.add("quiz.tides")
    assert said(concept_problems, found) == []
