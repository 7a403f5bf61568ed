"""What the importer makes of a checkout in which everything is right: each kind of item, and the traps of each."""

from pathlib import Path
from typing import Any

import pytest

from bot.curriculum.importer import Document, Found, Kind, Reader, digest, read, write
from bot.domain.challenge import Challenge, ChallengeKind, Relation
from bot.domain.curriculum import Plan, Project
from bot.domain.flashcards import Deck
from bot.domain.imported import Checkpoint, Module, Page, Term
from bot.domain.questions import QuestionType, Quiz
from bot.domain.self_assessment import SelfAssessment
from tests.checkouts import CODE, checkout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return read(checkout(tmp_path_factory.mktemp("right")), "2026-05-30")


def item(found: Found, item_id: str) -> Any:
    return next(document.value for document in found.documents if document.id == item_id)


def test_every_kind_of_file_is_counted(found: Found) -> None:
    assert found.figures == {
        "levels": 2, "modules": 2, "prerequisites of modules": 3, "projects": 6,
        "links from projects to concepts": 2, "broken links from projects to concepts": 1, "rows of the map": 1,
        "concepts": 2, "quizzes": 1, "questions": 5, "questions: cloze": 1, "questions: short": 1,
        "questions: single": 2, "questions: true-false": 1, "decks": 2, "cards": 3, "card ids in two decks": 1,
        "cards that name a concept there is not": 1, "diagnostics": 1, "questions of diagnostics": 2,
        "challenges with a solution": 1, "checks of those": 6, "advanced challenges": 1, "fill-in challenges": 1,
        "browser exercises": 1, "days of the plan": 2, "checkpoints": 1, "statements": 3, "terms": 1,
    }  # fmt: skip


def test_the_report_names_everything_that_is_not_taken(found: Found) -> None:
    assert [str(warning) for warning in found.warnings] == [
        "browser/level-0.html, exercise 2: has no check that could be rewritten, so it is left out",
        "concepts/quizzes/how-loops-work-quiz.py: 'Which one repeats?' has no right option among different ones, so it "
        "is left out",
        "practice/challenges/fill-in/01_two_pots.py: a check could not be rewritten, so it is left out: test_file: "
        "asks pytest for tmp_path",
        "practice/flashcards: the card id '0-01' stands in Loops and in Level 0; each keeps its own card",
        "practice/flashcards/level-0-cards.json: the card '0-02' names 'concepts/time-travel.md', which there is not; "
        "the card is taken without it",
        "projects/level-0/01-first-cut: names the concept 'time-travel', which there is not; the link is left out",
    ]


def test_licence_holder_and_day_of_the_snapshot_go_along(found: Found) -> None:
    snapshot = found.snapshot
    assert (snapshot.name, snapshot.licence, snapshot.day) == ("learn.python", "MIT", "2026-05-30")
    assert snapshot.holder == "2026 The Test Kitchen"
    assert "Permission is hereby granted" in snapshot.notice


def test_everything_can_be_written_and_read_back_the_same(found: Found) -> None:
    reader = Reader()
    for document in found.documents:
        back = reader.read(document.kind.value, document.path, write(document))
        assert back == document
        assert digest(back) == digest(document)
    assert reader.read("deck", "x", '{"id": "lp:deck.x"}') is None
    assert reader.read("spell", "x", "{}") is None


def test_ids_are_those_under_which_memories_were_stored_before_there_were_decks(found: Found) -> None:
    deck: Deck = item(found, "lp:deck.level-0")
    assert [card.id for card in deck.cards] == ["lp:deck.level-0#0-01", "lp:deck.level-0#0-02"]
    assert (deck.level, deck.cards[0].concept, deck.cards[1].concept) == ("0", "concept.control-flow", None)
    assert deck.cards[0].back == CODE
    assert item(found, "lp:deck.concept-how-loops-work").level == "00"


def test_a_quiz_is_shuffled_where_no_option_names_another_and_its_feedback_names_no_letter(found: Found) -> None:
    quiz: Quiz = item(found, "lp:quiz.how-loops-work")
    loops, ends, number, may, gap = quiz.questions
    assert (quiz.title, quiz.concept) == ("How Loops Work", "concept.control-flow")
    assert loops.stem == "How many rounds does this loop make?"
    assert loops.code == "for spoon in range(3):\n    stir(spoon)"
    assert [option.text for option in loops.options] == ["two", "three", "four, since it starts at zero"]
    assert (loops.right, loops.shuffle, ends.right, ends.shuffle) == ((1,), True, (2,), False)
    why = "range() leaves its end out, so “four, since it starts at zero” counts one too many."
    assert loops.options[0].why == why
    assert ends.options[0].why == "Inside a function both work."
    assert loops.explanation == "range(3) hands out 0, 1 and 2."
    assert (number.type, number.answers) == (QuestionType.SHORT, ("42",))
    assert (may.type, may.right) == (QuestionType.TRUE_FALSE, (0,))
    assert (gap.code, gap.answers) == ("for pot {{c1::in}} pots:\n    wash(pot)", ("in",))


def test_a_question_keeps_its_key_when_others_come_before_it(found: Found, tmp_path: Path) -> None:
    quiz = "concepts/quizzes/how-loops-work-quiz.py"
    text = (checkout(tmp_path) / quiz).read_text("utf-8")
    first, rest = text.index("    # Question 1"), text.index('    print("Question 2/6')
    checkout(tmp_path, **{quiz: text[:first] + text[rest:]})
    keys = [question.id for question in item(read(tmp_path), "lp:quiz.how-loops-work").questions]
    assert keys == [question.id for question in item(found, "lp:quiz.how-loops-work").questions][1:]


def test_a_diagnostic_is_a_quiz_of_its_level(found: Found) -> None:
    quiz: Quiz = item(found, "lp:quiz.diagnostic-level-0")
    assert (quiz.title, quiz.level, quiz.pass_mark) == ("Ready for Level 0", "0", 0.5)
    assert [question.concept for question in quiz.questions] == ["concept.control-flow", None]
    assert quiz.questions[1].answers == ("2", "two")


def test_asserts_become_checks_and_assert_false_becomes_the_exception_that_has_to_come(found: Found) -> None:
    challenge: Challenge = item(found, "lp:challenge.beginner-01")
    told = [(check.source, check.relation, check.expected) for check in challenge.all_checks]
    assert told == [
        ("salted(['soup']) == ['soup with salt']", Relation.EQUALS, ["soup with salt"]),
        ("salted([]) == []", Relation.EQUALS, []),
        ("salted is not None", Relation.EQUALS, True),
        ("result[1] == 'rice with salt'", Relation.EQUALS, "rice with salt"),
        ("salted(None) raises TypeError", Relation.RAISES, "TypeError"),
        ("salted(3) raises TypeError", Relation.RAISES, "TypeError"),
    ]
    assert challenge.checks[0].setup == "result = salted(['egg', 'rice'])"
    assert [check.source for check in challenge.examples] == [source for source, _, _ in told[:3]]


def test_a_challenge_has_its_task_hints_starter_and_solution_without_tests(found: Found) -> None:
    challenge: Challenge = item(found, "lp:challenge.beginner-01")
    assert (challenge.title, challenge.level, challenge.minutes) == ("Salt Everything", "1", 10)
    assert challenge.kind is ChallengeKind.FUNCTION
    assert challenge.statement.startswith("Write `salted(dishes)`: the dishes")
    assert "```py\n" in challenge.statement
    assert challenge.hints == ("Build a new list.", "An f-string puts two texts together.")
    for code in (challenge.starter, challenge.solution):
        assert "def salted(dishes):" in code
        assert "assert" not in code
        assert "Hint" not in code
    assert challenge.explanation == "A list comprehension makes a new list."


def test_asserts_that_stand_deeper_are_noted_where_they_are_reached(found: Found) -> None:
    challenge: Challenge = item(found, "lp:challenge.advanced-01")
    assert (challenge.kind, challenge.level, challenge.solution) == (ChallengeKind.CLASS, "6", "")
    assert challenge.concepts == ("concept.classes",)
    sources = {check.source: check for check in challenge.all_checks}
    assert list(sources) == [
        "timer.tick() == 2", "timer.tick() == 1", "file.writable()", "timer.tick() raises ValueError",
        "'over' in str(error)",
    ]  # fmt: skip
    deeper = sources["file.writable()"]
    assert (deeper.expression, deeper.expected) == ("holds('It should be open')", True)
    assert "_seen.append(file.writable())" in deeper.setup
    assert "timer.tick()" in sources["timer.tick() == 1"].setup


def test_a_fill_in_challenge_takes_its_checks_from_the_tests_beside_it(found: Found) -> None:
    challenge: Challenge = item(found, "lp:challenge.fill-in-01")
    assert (challenge.title, challenge.kind) == ("Two Pots", ChallengeKind.FILL_IN)
    assert [check.source for check in challenge.all_checks] == [
        "fuller(3, 2) == 3",
        "fuller(3, 'two') raises TypeError",
    ]
    assert "max(one, other)" in challenge.solution


def test_a_browser_exercise_is_read_also_where_its_messages_need_a_newer_python(found: Found) -> None:
    challenge: Challenge = item(found, "lp:challenge.browser-0-1")
    assert (challenge.title, challenge.level) == ("Menu Line", "0")
    assert [check.source for check in challenge.all_checks][:2] == ["line('soup') == '* soup'", "line('') == '* '"]
    assert challenge.starter == "def line(dish):\n    # Your code here\n    pass\n"


def test_a_project_is_known_by_group_and_number(found: Found) -> None:
    ids = [document.id for document in found.documents if document.kind is Kind.PROJECT]
    assert ids == [
        "lp:project.level-00-01", "lp:project.level-0-01", "lp:project.level-0-02", "lp:project.level-0-03",
        "lp:project.capstone-01", "lp:project.module-01-01",
    ]  # fmt: skip
    cut: Project = item(found, "lp:project.level-0-01")
    assert (cut.title, cut.minutes, cut.level, cut.path) == ("First Cut", 25, "0", "")
    assert cut.skills == ("Cutting", "how loops work")
    assert cut.must == ("sharp `knives`", "calm hands")
    assert cut.brief == "Everything begins with a cut, and \\_\\_init\\_\\_ is no exception."
    assert item(found, "lp:project.level-00-01").title == "First-Egg".replace("-", " ")
    assert item(found, "lp:project.capstone-01").brief == "Cook for twelve."


@pytest.mark.parametrize("line", ["Project 01 -- Second Cut", "Project 01 — Second Cut", "Project 01: Second Cut"])
def test_a_project_is_called_by_what_follows_its_number(tmp_path: Path, line: str) -> None:
    root = checkout(tmp_path, **{"projects/level-0/02-second-cut/README.md": f"# Module 02 / {line}\n"})
    assert item(read(root), "lp:project.level-0-02").title == "Second Cut"


def test_modules_say_what_they_require(found: Found) -> None:
    stews: Module = item(found, "lp:module.02")
    assert (stews.title, stews.requires, stews.level) == ("Stews", ("lp:level.0", "lp:module.01"), "0")
    assert item(found, "lp:module.01").learns == "stock, salt"


def test_statements_name_no_field_and_are_cut_between_words(found: Found) -> None:
    rated: SelfAssessment = item(found, "lp:statements.self-assessment")
    eggs, stir, why = rated.statements
    assert (eggs.id, eggs.title, eggs.text) == (f"{rated.id}#1-01", "Boil a list of eggs", "I can boil a list of eggs")
    assert (stir.axis, stir.concept) == (None, None)
    assert why.title == "Tell why salted() wants a list of dishes…"
    assert why.text == "I can tell why salted() wants a list of dishes, and say so to somebody"


def test_pages_plans_checkpoints_and_terms(found: Found) -> None:
    page: Page = item(found, "lp:concept.how-loops-work")
    assert (page.try_first, page.summary, page.concept) == ("Stir.", "A loop repeats code.", "concept.control-flow")
    plan: Plan = item(found, "lp:plan.thirty-days")
    first, second = plan.days
    assert (first.title, first.why) == ("Knives", "Hold the knife")
    assert first.tasks == ("lp:project.level-0-01", "lp:project.level-0-02")
    assert second.tasks == ("lp:project.level-0-01", "lp:project.level-0-02", "lp:project.level-0-03")
    point: Checkpoint = item(found, "lp:checkpoint.1")
    assert [(task.text, task.items, task.minutes) for task in point.tasks] == [
        ("Cards", ("lp:deck.level-00", "lp:deck.level-0"), 15),
        ("Loops quiz", ("lp:quiz.how-loops-work",), 5),
        ("Coding challenge", ("lp:challenge.beginner-01",), 10),
        ("Once more", ("lp:project.level-0-02",), 20),
        ("Look back", (), 0),
    ]
    assert point.tasks[3].how == "Redo Level 0 project 02 (Second Cut) without notes"
    assert (point.after, point.passes, point.otherwise) == ("0", "Eight of ten.", "Rest. Then begin again.")
    term: Term = item(found, "lp:term.pan")
    assert (term.meaning, term.mistake) == ("Something flat to fry in.", "Forgetting the oil.")


def test_every_document_names_the_file_or_folder_that_it_was_made_from(found: Found, tmp_path: Path) -> None:
    root = checkout(tmp_path)

    def exists(document: Document) -> bool:
        return (root / document.path).exists()

    assert all(map(exists, found.documents))
