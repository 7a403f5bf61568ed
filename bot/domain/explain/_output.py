"""What a program or a function printed, where something else should be printed."""

import ast
import re

from bot.domain.challenge import Relation
from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._code import MAX_VALUE, calls, exits, functions, literal, own
from bot.domain.explain._values import compare, is_number, letters
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

FUNCTIONS = "concept.functions"
VALUES = "concept.variables-and-types"
CONTROL = "concept.control-flow"
MAX_LINES = 200


def _texts(case: Case) -> tuple[str, str] | None:
    """What was printed and what was expected, if the check is about that."""
    if case.outcome.verdict is not Verdict.WRONG or case.check.relation not in (Relation.PRINTS, Relation.OUTPUTS):
        return None
    return case.outcome.printed[: 10 * MAX_VALUE], str(case.check.expected)


def nothing_printed(case: Case) -> Explanation | None:
    """No output at all."""
    texts = _texts(case)
    if texts is None or texts[0].strip() or not texts[1].strip():
        return None
    prints = calls(ast.walk(case.tree), "print")
    if case.function is not None and exits(case.function) and not calls(own(case.function), "print"):
        message = N_(
            "Your function returns its answer, and here it should be shown to a reader. Which function does that?"
        )
        return case.say("returned-not-printed", FUNCTIONS, message)
    if case.check.relation is Relation.OUTPUTS and functions(case.tree) and not _starts_something(case.tree):
        message = N_(
            "Your program defines a function, and nothing ever calls it, so nothing is printed. Which line sets it to "
            "work?"
        )
        return case.say("never-called", FUNCTIONS, message)
    if not prints:
        message = N_("Nothing was printed. The answer is worked out inside; which function shows it?")
        return case.say("no-print", FUNCTIONS, message)
    message = N_("Nothing was printed, although there is a `print` in your code. Under which condition is it reached?")
    return case.say("print-not-reached", CONTROL, message)


def _starts_something(tree: ast.Module) -> bool:
    """Whether the code outside functions calls one of its own functions, or prints."""
    mine = [function.name for function in functions(tree)]
    return calls(own(ast.Module([n for n in tree.body if not _defines(n)], [])), "print", *mine)


def _defines(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def prompt(case: Case) -> Explanation | None:
    """The text of `input("...")` is part of what a program prints."""
    texts = _texts(case)
    if texts is None:
        return None
    printed, expected = texts
    for node in ast.walk(case.tree):
        match node:
            case ast.Call(func=ast.Name(id="input"), args=[ast.Constant(value=str(text))]):
                if text.strip() and text in printed and text.strip() not in expected:
                    message = N_(
                        "The question inside your `input(...)` is printed too, and only the answer should be. What "
                        "does `input` need when nobody reads along?"
                    )
                    return case.say("input-prompt", FUNCTIONS, message)
    return None


def printed_none(case: Case) -> Explanation | None:
    """A line "None": a function that prints was printed itself."""
    texts = _texts(case)
    if texts is None:
        return None
    printed, expected = (text.splitlines() for text in texts)
    if printed.count("None") <= expected.count("None"):
        return None
    message = N_(
        "There is a line `None` in the output. Do you print what a function gives back, although that function prints "
        "by itself?"
    )
    return case.say("printed-none", FUNCTIONS, message)


def layout(case: Case) -> Explanation | None:
    """The right signs with other spaces, line ends, or letters of the other size."""
    texts = _texts(case)
    if texts is None or texts[0] == texts[1] or not texts[0].strip():
        return None
    printed, expected = texts
    if printed.strip() == expected.strip():
        message = N_(
            "The output is right but for a space or an empty line at its beginning or end. What does `print` add by "
            "itself?"
        )
        return case.say("output-edges", VALUES, message)
    lines = _lines(printed), _lines(expected)
    if "".join(printed.split()) == "".join(expected.split()):
        if len(lines[0]) < len(lines[1]):
            message = N_(
                "The output is right, but things stand on one line that belong on lines of their own. Where should a "
                "line end?"
            )
            return case.say("lines-joined", VALUES, message)
        if len(lines[0]) > len(lines[1]):
            message = N_(
                "The output is right, but spread over too many lines. Each `print` ends its line: how can it go on "
                "instead?"
            )
            return case.say("lines-split", VALUES, message)
        message = N_(
            "The output is right but for its spaces. What does `print` put between two values, and what does `+` put "
            "there?"
        )
        return case.say("output-spaces", VALUES, message)
    if printed.strip().casefold() == expected.strip().casefold():
        message = N_(
            "The output is right but for large and small letters. Compare it letter by letter with the example."
        )
        return case.say("output-case", VALUES, message)
    if re.match(r"\s*[\[({]", printed) and not re.match(r"\s*[\[({]", expected):
        message = N_(
            "Your code prints a whole collection, with its brackets, and only what is in it is wanted. How do you get "
            "at each part?"
        )
        return case.say("printed-collection", "concept.collections", message)
    if letters(printed) == letters(expected) != "":
        message = N_(
            "The words and numbers are right; a comma, a point, a quotation mark or another character isn't. "
            "Compare character by character."
        )
        return case.say("output-signs", VALUES, message)
    return None


def lines_of_output(case: Case) -> Explanation | None:
    """Lines that are missing, wrong, too many, or in another order."""
    texts = _texts(case)
    if texts is None or not texts[0].strip():
        return None
    printed, expected = _lines(texts[0]), _lines(texts[1])
    if sorted(printed) == sorted(expected) and printed != expected:
        message = N_("All the right lines are printed, in another order. Which should come first?")
        return case.say("lines-order", CONTROL, message)
    if texts[1].strip() and re.search(rf"(?<![\w.-]){re.escape(texts[1].strip())}(?!\w|\.\d)", texts[0]):
        message = N_(
            "The right answer is printed, and something besides it. Did a `print` for trying things out stay in?"
        )
        return case.say("output-extra", VALUES, message)
    if printed == expected[: len(printed)]:
        message = N_("The output begins well and stops too early. What ends the loop before the last lines?")
        return case.say("lines-missing", CONTROL, message)
    if len(printed) == len(expected):
        pairs = [
            (literal(left), literal(right)) for left, right in zip(printed, expected, strict=True) if left != right
        ]
        if all(is_number(left) and is_number(right) for left, right in pairs) and (found := compare(case, pairs)):
            return found
    at = next((i for i, (a, b) in enumerate(zip(printed, expected, strict=False)) if a != b), None)
    if at is None:
        return None
    message = N_("Line {number} of the output is `{got}`, and should be `{expected}`. What is printed at that point?")
    bare = N_("The output of this hidden check isn't the one that is wanted. Which unusual input might the task allow?")
    return case.say(
        "line-differs", CONTROL, message, bare, number=at + 1, got=printed[at] or "''", expected=expected[at] or "''"
    )


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()[:MAX_LINES]]


def any_output(case: Case) -> Explanation | None:
    """An output that no other rule knows."""
    texts = _texts(case)
    if texts is None:
        return None
    message = N_(
        "Your code prints {got}, and {expected} is wanted. Go through it line by line: where does it turn off?"
    )
    bare = N_("The output of this hidden check isn't the one that is wanted. Which unusual input might the task allow?")
    return case.say("wrong-output", CONTROL, message, bare, got=repr(texts[0]), expected=repr(texts[1]))


RULES = (nothing_printed, prompt, printed_none, layout, lines_of_output, any_output)
