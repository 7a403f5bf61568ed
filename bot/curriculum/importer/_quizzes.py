"""Quizzes: `concepts/quizzes/<concept>-quiz.py`. The programs are read as syntax trees, and never run.

Such a program prints a question, reads an answer, compares it, and prints what there is to say: four things in a row
that stand out in the tree. Two helpers ask true-or-false questions and gaps in code.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import Subject, concept_of, subject
from bot.curriculum.importer._markdown import title_of
from bot.curriculum.importer._questions import (
    Asked,
    choice,
    gap,
    paragraph,
    true_false,
    typed,
)
from bot.domain.questions import Question, Quiz

FOLDER = "concepts/quizzes"
FILE = re.compile(r"(?P<slug>[a-z0-9-]{1,50})-quiz\.py")
BEGINS = re.compile(r"^Question\s+\d+\s*(?:/|of)\s*\d+\s*(?:\[[^\]]*\])?\s*[:.]?\s*", re.IGNORECASE)
OPTION = re.compile(r"^\s*\(?(?P<letter>[a-f])[).]\s+(?P<text>.+)$")
CONTINUES = re.compile(r"^\s{4,}(?P<text>\S.*)$")
PASS_MARK = 0.8


@dataclass
class _Heard:
    """What a program printed since it read an answer last."""

    lines: list[str] = field(default_factory=list)


def read_quizzes(checkout: Checkout) -> Iterator[Document]:
    """Every quiz that has questions."""
    for name in checkout.names(FOLDER):
        match, path = FILE.fullmatch(name), f"{FOLDER}/{name}"
        if not match or (text := checkout.text(path)) is None:
            continue
        quiz = _quiz(checkout, path, match["slug"], text)
        if quiz:
            yield Document(Kind.QUIZ, path, quiz)


def _quiz(checkout: Checkout, path: str, slug: str, text: str) -> Quiz | None:
    tree = parsed(text)
    function = next((node for node in tree.body if isinstance(node, ast.FunctionDef)), None) if tree else None
    if function is None:
        checkout.warn(path, "is no quiz that can be read: it has no function that asks")
        return None
    quiz_id, about = f"lp:quiz.{slug}", subject(slug)
    asked = Asked(checkout, path, quiz_id, about.axis, concept_of(slug), 1 if about.level in ("00", "0", "1") else 2)
    questions: dict[str, Question] = {}
    for question in _questions(asked, function):
        if question.id in questions:
            checkout.warn(path, f"asks {question.stem[:60]!r} twice; once is enough")
        questions.setdefault(question.id, question)
    if not questions:
        checkout.warn(path, "has no question that could be read")
        return None
    return _of(checkout, quiz_id, slug, about, tuple(questions.values()))


def _of(checkout: Checkout, quiz_id: str, slug: str, about: Subject, questions: tuple[Question, ...]) -> Quiz:
    title = title_of(checkout.text(f"concepts/{slug}.md") or "") or slug.replace("-", " ").capitalize()
    return Quiz(quiz_id, title, about.level, title, concept_of(slug), PASS_MARK, questions)


def _questions(asked: Asked, function: ast.FunctionDef) -> Iterator[Question]:
    heard = _Heard()
    for statement in function.body:
        match statement:
            case ast.Expr(ast.Call(func=ast.Name("print"), args=arguments)):
                heard.lines += _printed(arguments)
            case ast.If(test=ast.Call(func=ast.Name(id=helper), keywords=keywords)):
                yield from _helped(asked, helper, keywords)
                heard = _Heard()
            case ast.If(test=ast.Compare(ops=[ast.Eq() | ast.In()], comparators=[wanted])) if _asks(heard):
                yield from _compared(asked, heard, wanted, _said(statement.body), _said(statement.orelse))
                heard = _Heard()
            case ast.If():
                heard = _Heard()


def _asks(heard: _Heard) -> bool:
    return any(BEGINS.match(line) for line in heard.lines)


def _helped(asked: Asked, helper: str, keywords: list[ast.keyword]) -> Iterator[Question]:
    """A question that one of the helpers asks."""
    given = {keyword.arg: literal(keyword.value) for keyword in keywords if keyword.arg}
    right, wrong = (str(given.get(f"explanation_{kind}") or "") for kind in ("correct", "incorrect"))
    if helper == "ask_true_false" and isinstance(given.get("correct"), bool) and given.get("statement"):
        yield true_false(asked, str(given["statement"]), given["correct"] is True, right, wrong)
    elif helper == "ask_code_completion" and given.get("code_lines") and given.get("correct_answers"):
        code = "\n".join(map(str, _list(given["code_lines"])))
        answers = [str(answer) for answer in _list(given["correct_answers"])]
        strict = given.get("case_sensitive") is not False
        question = gap(asked, str(given.get("prompt") or ""), code, answers, right or wrong, strict=strict)
        if question:
            yield question
    elif helper in ("ask_true_false", "ask_code_completion"):
        asked.checkout.warn(asked.path, "a question of a helper lacks what it asks or what is right")


def _compared(asked: Asked, heard: _Heard, wanted: ast.expr, right: str, wrong: str) -> Iterator[Question]:
    """A question whose answer is compared with a letter, or with what is to be typed."""
    answers = [str(answer) for answer in _list(literal(wanted))]
    stem, code, options = _shape(heard.lines)
    if not stem or not answers:
        asked.checkout.warn(asked.path, f"a question could not be read: {stem[:60]!r}")
    elif options:
        question = choice(asked, stem, code, options, answers[0].casefold(), right, wrong)
        if question:
            yield question
    else:
        yield typed(asked, stem, code, answers, right or wrong)


def _shape(lines: list[str]) -> tuple[str, str, dict[str, str]]:
    """What a question asks, the code that belongs to it, and its options by their letters."""
    first = next(index for index, line in enumerate(lines) if BEGINS.match(line))
    stem, code, options = [BEGINS.sub("", lines[first])], list[str](), dict[str, str]()
    letter = ""
    for line in lines[first + 1 :]:
        option, more = OPTION.match(line), CONTINUES.match(line)
        if option and option["letter"] == "abcdef"[len(options) : len(options) + 1]:
            letter = option["letter"]
            options[letter] = option["text"].strip()
        elif letter and more:
            options[letter] += f" {more['text']}"
        elif not letter and line.startswith("  "):
            code.append(line[2:])
        elif not letter and line.strip():
            (stem if not any(part.strip() for part in code) else code).append(line.strip())
        elif code:
            code.append("")
    return paragraph(stem), "\n".join(code).strip("\n"), options


def _printed(arguments: list[ast.expr]) -> list[str]:
    """What a call of print writes; of what is only computed when it runs, nothing."""
    texts = [literal(argument) for argument in arguments]
    if not all(isinstance(text, str | int | float) for text in texts):
        return [""]
    return " ".join(map(str, texts)).split("\n")


def _said(statements: list[ast.stmt]) -> str:
    """What a branch prints, in one line."""
    lines = [
        line
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for line in _printed(node.args)
    ]
    return paragraph(lines)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [] if value is None else [value]


def literal(node: ast.expr) -> Any:
    """The value of a literal, or None: whatever else stands there is never evaluated."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def parsed(text: str) -> ast.Module | None:
    """A program as a tree; None where it is none."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
