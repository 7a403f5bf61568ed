"""Python could not even read the code."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from keyword import kwlist

from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._code import Broken
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

CONTROL = "concept.control-flow"
VALUES = "concept.variables-and-types"
TYPES = {"SyntaxError", "IndentationError", "TabError"}
REPL = re.compile(r"^\s*>>>( |$)", re.MULTILINE)
JAVASCRIPT = re.compile(
    r"^(?:function\b\s*\w*\s*\(|(?:var|let|const)\s+\w+\s*=|(?:if|for|while)\s*\(.*\{\s*$|\}\s*else\b)|[=!]==|=>\s*[\w({]"
)
OPERATORS = re.compile(r"&&|\|\||\w(?:\+\+|--)(?:\W|$)|\s![\w(]")
PRINT_2 = re.compile(r"^print\s+[^\s(=]")
BLOCK = re.compile(r"^(?:if|elif|else|for|while|def|class|try|except|finally|with|match|case)\b")
CONDITION = re.compile(r"^(?:if|elif|while)\b[^=(]*[^=(!<>:]=[^=]")
CURLY = re.compile("[“”‘’„«»]")
ODD = re.compile(r"[^\x00-\x7f\w]")
STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")

# What the message says (any of 3.11 to 3.14), the rule, its concept, the sentence.
BY_MESSAGE = (
    (
        r"unterminated|EOL while scanning|EOF while scanning",
        "unclosed-string",
        VALUES,
        N_(
            "A string that begins on line {line} of your code doesn't end. Which quotation mark opens it, and where is "
            "its partner?"
        ),
    ),
    (
        r"inconsistent use of tabs",
        "tabs-and-spaces",
        CONTROL,
        N_(
            "Line {line} of your code mixes tabs and spaces at its beginning; they look alike, but not to Python. Use "
            "four spaces everywhere."
        ),
    ),
    (
        r"expected an indented block",
        "expected-indent",
        CONTROL,
        N_(
            "Before line {line} of your code something was opened with a colon, and nothing is indented under it. "
            "Which lines belong inside?"
        ),
    ),
    (
        r"unexpected indent",
        "unexpected-indent",
        CONTROL,
        N_(
            "Line {line} of your code is further to the right than the line above, and nothing there asks for it. "
            "Where should it begin?"
        ),
    ),
    (
        r"unindent does not match",
        "unindent",
        CONTROL,
        N_("Line {line} of your code begins at a depth that no line above it has. With which line should it be level?"),
    ),
    (
        r"was never closed|unmatched '|does not match opening|closing parenthesis|unexpected EOF",
        "bracket",
        VALUES,
        N_(
            "The brackets around line {line} of your code don't pair up. Count the opening and the closing ones: which "
            "has no partner?"
        ),
    ),
    (
        r"cannot assign to (?:literal|True|False|None)|assign to literal",
        "assign-to-value",
        VALUES,
        N_(
            "Line {line} of your code tries to give a value to a value. The name goes to the left of `=`; which name "
            "did you mean?"
        ),
    ),
    (
        r"Maybe you meant '==' or ':='",
        "assign-in-condition",
        CONTROL,
        N_(
            "Line {line} of your code has a single `=`, which stores a value. How does Python ask whether two values "
            "are equal?"
        ),
    ),
    (
        r"expected ':'",
        "missing-colon",
        CONTROL,
        N_("Line {line} of your code opens a block. What does Python want to see at the end of such a line?"),
    ),
    (
        r"'return' outside function|'yield' outside function",
        "return-outside",
        "concept.functions",
        N_(
            "The `return` on line {line} of your code stands outside every function. How far should that line be "
            "indented?"
        ),
    ),
    (
        r"outside loop|not properly in loop",
        "outside-loop",
        CONTROL,
        N_(
            "Line {line} of your code has a `break` or `continue` that stands in no loop. Which loop is it meant for, "
            "and is it indented?"
        ),
    ),
    (
        r"forgot a comma",
        "missing-comma",
        "concept.collections",
        N_(
            "Two things stand side by side on line {line} of your code with nothing between them. Is a comma or an "
            "operator missing?"
        ),
    ),
    (
        r"expected 'except' or 'finally'",
        "lonely-try",
        "concept.errors-and-exceptions",
        N_(
            "The `try` above line {line} of your code has no partner. What should happen when something inside it "
            "breaks?"
        ),
    ),
)


def explain_syntax(case: Case) -> Explanation | None:
    """The first thing to put right in code that can't be read."""
    if case.fault.type not in TYPES:
        return None
    message, line = _complaint(case)
    facts: dict[str, object] = {"line": line}
    for rule, concept, sentence in (*_by_look(case, line), *_by_message(message), *_by_last_resort(case, line)):
        return case.say(rule, concept, sentence, UNKNOWN_LINE, facts=facts)
    if case.shown and message and line:
        return case.say("syntax", VALUES, FALLBACK_SAID, facts=facts, problem=message)
    return case.say("syntax", VALUES, FALLBACK, UNKNOWN_LINE, facts=facts)


UNKNOWN_LINE = N_(
    "Python could not read your code: a SyntaxError. Look for a bracket, a quotation mark or a colon that is missing."
)
FALLBACK = N_(
    "Python could not read line {line} of your code. Look at that line and at the end of the one above: is something "
    "missing?"
)
FALLBACK_SAID = N_(
    "Python could not read line {line} of your code: {problem}. Look at that line and at the end of the one above."
)


def _complaint(case: Case) -> tuple[str, int | None]:
    """The parser's message and line; for a hidden check our own parser's, as a raised SyntaxError may carry secrets."""
    ours = case.parsed if isinstance(case.parsed, Broken) else Broken("", None)
    message, line = (case.fault.message, case.fault.line) if case.shown else (ours.message, ours.line)
    return message[:500], line if line is not None and 1 <= line <= len(case.lines) + 1 else None


def _by_message(message: str) -> Iterator[tuple[str, str, str]]:
    for pattern, rule, concept, sentence in BY_MESSAGE:
        if re.search(pattern, message):
            yield rule, concept, sentence


def _by_look(case: Case, line: int | None) -> Iterator[tuple[str, str, str]]:
    """What one sees at once, whatever the parser says: another language, or what an editor did to the text."""
    if not isinstance(case.parsed, Broken):
        return
    text = STRING.sub("''", case.text_of(line)).split("#")[0].strip()
    first = next((row.strip() for row in case.lines if row.strip() and not row.strip().startswith(("#", "//"))), "")
    if REPL.search(case.code[:5000]):
        yield "repl", VALUES, REPL_SESSION
    if JAVASCRIPT.search(text) or JAVASCRIPT.search(STRING.sub("''", first)) or first.startswith(("//", "/*")):
        yield "javascript", VALUES, OTHER_LANGUAGE
    if PRINT_2.search(text):
        yield "print-2", "concept.functions", OLD_PRINT
    if CURLY.search(text):
        yield "curly-quotes", VALUES, CURLY_QUOTES
    if ODD.search(text):
        yield "odd-character", VALUES, ODD_CHARACTER
    if re.match(r"^(?:else\s+if|elseif|elsif)\b", text):
        yield "else-if", CONTROL, ELSE_IF
    if OPERATORS.search(text):
        yield "foreign-operator", VALUES, FOREIGN_OPERATOR


def _by_last_resort(case: Case, line: int | None) -> Iterator[tuple[str, str, str]]:
    """What the line itself shows when the message says nothing but "invalid syntax"."""
    text = STRING.sub("''", case.text_of(line)).split("#")[0].strip()
    if CONDITION.search(text):
        yield "assign-in-condition", CONTROL, next(row[3] for row in BY_MESSAGE if row[1] == "assign-in-condition")
    if BLOCK.match(text) and ":" not in text:
        yield "missing-colon", CONTROL, next(row[3] for row in BY_MESSAGE if row[1] == "missing-colon")
    word = re.match(r"[a-z]{2,12}\b(?!\s*[=(.,\[])", text)
    if word and word[0] not in kwlist and get_close_matches(word[0], kwlist, n=1, cutoff=0.75):
        yield "keyword-typo", CONTROL, KEYWORD_TYPO


REPL_SESSION = N_(
    "Your answer holds the prompts of an interactive session (`>>>`), so Python can't read it. Send only what you "
    "typed, without the prompts and the results."
)
OTHER_LANGUAGE = N_(
    "Line {line} of your code looks like JavaScript, and this bot speaks only Python. How does Python write the same "
    "idea?"
)
OLD_PRINT = N_(
    "Line {line} of your code uses `print` the way Python 2 did. Today `print` is a function: what do functions want "
    "around their arguments?"
)
CURLY_QUOTES = N_(
    "Line {line} of your code has curly quotation marks, which phones and word processors like to put in. Type them "
    "again as straight ones: \" or '."
)
ODD_CHARACTER = N_(
    "Line {line} of your code has a character that Python doesn't know, perhaps from copying. Type that line again by "
    "hand."
)
ELSE_IF = N_(
    "Line {line} of your code asks a further question after an `if`. Python has one short word for that: which?"
)
FOREIGN_OPERATOR = N_(
    "Line {line} of your code has an operator from another language. Python uses words for and, or and not, and `+= 1` "
    "to count up."
)
KEYWORD_TYPO = N_(
    "The first word on line {line} of your code is close to one of Python's own words. Is it spelt right?"
)

RULES = (explain_syntax,)
