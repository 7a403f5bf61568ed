"""`python -m bot check`: everything that can be proved about the content without a reader."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bot.curriculum._documents import Library, Problem, Source, read_library
from bot.curriculum._duplicates import duplicate_problems
from bot.curriculum._hints import hint_problems
from bot.curriculum._levels import level_problems
from bot.curriculum._links import all_ids, link_problems
from bot.curriculum._questions import question_problems
from bot.curriculum._screens import screen_problems
from bot.curriculum.coverage import concept_problems, report_lines, topic_problems
from bot.curriculum.loader import server_problems
from bot.curriculum.schema import (
    KINDS,
    AssessmentModel,
    ConceptModel,
    DeckModel,
    GlossaryModel,
    LevelModel,
    NudgeModel,
    QuizModel,
    ServerModel,
    json_schema,
)

LOCK_FILE = "ids.lock"
RUN_SECONDS = 20
WORD = re.compile(r"\w+")

Step = Callable[[str, int, int], None]  # what was just done, how much that makes, of how much


@dataclass(frozen=True)
class Report:
    """What the linter found: problems, and how many documents and programs it looked at.

    `amounts` are tables of how much there is of what, line by line.
    """

    problems: list[Problem]
    documents: int
    programs: int
    amounts: list[str]


def lint(folder: Path, *, run: bool = True, step: Step = lambda name, done, total: None) -> Report:
    """Every problem of a content folder, also programs that print something else than claimed.

    Without `run`, no program is started.
    """
    library = read_library(folder)
    programs = list(_programs(library)) if run else []
    problems = [
        *library.problems,
        *link_problems(library),
        *question_problems(library),
        *duplicate_problems(library),
        *level_problems(library),
        *hint_problems(library),
        *screen_problems(library),
        *concept_problems(library),
        *topic_problems(library),
        *server_problems(folder, library),
        *_lock_problems(folder, library),
        *_schema_problems(folder),
        *_run_problems(programs, step),
    ]
    documents = len(library.sources) + (library.server is not None)
    return Report(sorted(problems), documents, len(programs), list(report_lines(library)))


def update(folder: Path) -> None:
    """Write what is generated: the JSON Schemas, and the ids that are new, appended to the lock."""
    if not folder.is_dir():
        return  # `lint` says so
    for name, text in _schemas().items():
        target = folder / "schemas" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
    locked = _locked_ids(folder)
    new = [identifier for identifier in all_ids(read_library(folder)) if identifier not in locked]
    (folder / LOCK_FILE).write_text("".join(f"{identifier}\n" for identifier in [*locked, *new]), encoding="utf-8")


@dataclass(frozen=True)
class Program:
    """A program in the content and what it is said to print; one that `may_fail` may name its error instead."""

    source: Source
    key: str
    code: str
    output: str
    may_fail: bool = False


def _programs(library: Library) -> Iterator[Program]:
    for source, concept in library.of(ConceptModel):
        yield Program(source, "example.code", concept.example.code, concept.example.output)
    for source, glossary in library.of(GlossaryModel):
        for index, term in enumerate(glossary.terms):
            yield Program(source, f"terms[{index}].example.code", term.example.code, term.example.output)
    for source, level in library.of(LevelModel):
        yield Program(source, "warm_up.code", level.warm_up.code, level.warm_up.answer)
    for source, deck in library.of(DeckModel):
        for index, card in enumerate(deck.cards):
            if card.code and card.output is not None:
                yield Program(source, f"cards[{index}].code", card.code, card.output)
    for source, nudge in library.of(NudgeModel):
        if nudge.code and nudge.runs and nudge.answer:
            yield Program(source, "code", nudge.code, nudge.answer, may_fail=True)
    for source in library.sources:
        if isinstance(source.document, QuizModel | AssessmentModel):
            for index, question in enumerate(source.document.questions):
                if question.code and question.runs:
                    yield Program(source, f"questions[{index}].code", question.code, question.claim, may_fail=True)


def _run_problems(programs: list[Program], step: Step) -> Iterator[Problem]:
    with ThreadPoolExecutor() as pool:
        for done, problem in enumerate(pool.map(_run_problem, programs), 1):
            step(programs[done - 1].source.file, done, len(programs))
            if problem:
                yield problem


def _run_problem(program: Program) -> Problem | None:
    """Run one program of ours in an isolated interpreter and compare what it prints, line by line."""
    try:
        done = subprocess.run(  # noqa: S603  (our own content, reviewed like code)
            [sys.executable, "-I", "-X", "utf8", "-c", program.code],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=RUN_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return program.source.problem(program.key, f"does not end within {RUN_SECONDS} s. Make it end.")
    if done.returncode:
        complaint = (done.stderr.strip().splitlines() or [f"it ends with exit code {done.returncode}"])[-1]
        error = complaint.partition(":")[0].rpartition(".")[2]
        if program.may_fail and error in WORD.findall(program.output):
            return None
        return program.source.problem(program.key, f"fails: {complaint}. Correct it.")
    if done.stdout.rstrip().splitlines() != program.output.rstrip().splitlines():
        return program.source.problem(
            program.key,
            f"prints {done.stdout.rstrip()!r}, not {program.output.rstrip()!r}. Write what it prints.",
        )
    return None


def _locked_ids(folder: Path) -> list[str]:
    lock = folder / LOCK_FILE
    return lock.read_text(encoding="utf-8", errors="replace").split() if lock.exists() else []


def _lock_problems(folder: Path, library: Library) -> Iterator[Problem]:
    """Members' progress hangs on ids: none may vanish without an alias or `status: retired`."""
    present = all_ids(library)
    locked = _locked_ids(folder)
    for identifier in locked:
        if identifier not in present and not library.problems:
            yield Problem(
                f"{folder.name}/{LOCK_FILE}",
                locked.index(identifier) + 1,
                identifier,
                "is gone from the content. Bring it back, retire it, or name it among the aliases of its successor.",
            )
    for identifier in present.keys() - set(locked):
        yield present[identifier].problem(
            "id", f"{identifier!r} is new. Run `python -m bot check --update` and commit {LOCK_FILE}."
        )


def _schemas() -> dict[str, str]:
    models = {model.kind: json_schema(model) for model in KINDS} | {ServerModel.kind: json_schema(ServerModel)}
    return {
        f"{kind}.schema.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for kind, schema in models.items()
    }


def _schema_problems(folder: Path) -> Iterator[Problem]:
    for name, text in _schemas().items():
        file = folder / "schemas" / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            yield Problem(f"{folder.name}/schemas/{name}", 0, "", "is out of date. Run `python -m bot check --update`.")
