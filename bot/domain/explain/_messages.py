"""What Python's messages say, in the words of 3.11 to 3.14, and what to tell a learner about each."""

from typing import NamedTuple

from bot.domain.translatable import gettext_noop as N_  # noqa: N812

VALUES = "concept.variables-and-types"
LISTS = "concept.collections"


class Pattern(NamedTuple):
    """A message: the exceptions that carry it, what it looks like, and what to say with and without its details."""

    rule: str
    types: tuple[str, ...]
    message: str
    concept: str
    sentence: str
    bare: str


BY_MESSAGE = (
    Pattern(
        "empty-pop",
        ("IndexError", "KeyError"),
        r"pop from (?:an )?empty",
        LISTS,
        N_(
            "Line {line} of your code takes something out of an empty collection. What should happen when nothing is "
            "left?"
        ),
        N_("Your code takes something out of an empty collection. What should happen when nothing is left?"),
    ),
    Pattern(
        "index",
        ("IndexError",),
        r"out of range",
        LISTS,
        N_(
            "IndexError on line {line} of your code: that position isn't there. What is the index of the last element, "
            "and may it be empty?"
        ),
        N_(
            "An IndexError: your code asks for a position that isn't there. What is the index of the last element, and "
            "may it be empty?"
        ),
    ),
    Pattern(
        "text-to-number",
        ("ValueError",),
        r"invalid literal for int\(\)|could not convert string to float",
        VALUES,
        N_(
            "Line {line} of your code turns a text into a number, and this text isn't one. What else may be in it: a "
            "space, a point, a letter, nothing at all?"
        ),
        N_("A ValueError: your code turns a text into a number, and that text isn't one. What else may be in it?"),
    ),
    Pattern(
        "unpack",
        ("ValueError", "TypeError"),
        r"values to unpack|cannot unpack non-iterable",
        LISTS,
        N_(
            "Line {line} of your code takes something apart into names, and the number of parts doesn't match the "
            "number of names. How many parts are there?"
        ),
        N_(
            "Your code takes something apart into names, and the number of parts doesn't match the number of names. "
            "How many parts are there?"
        ),
    ),
    Pattern(
        "empty-extreme",
        ("ValueError", "StatisticsError"),
        r"empty sequence|iterable argument is empty|requires at least one data point|no mode for empty",
        LISTS,
        N_(
            "Line {line} of your code asks for the largest, smallest or middle of nothing. What is the answer when no "
            "values come in?"
        ),
        N_("Your code asks for the largest, smallest or middle of nothing. What is the answer when no values come in?"),
    ),
    Pattern(
        "not-found",
        ("ValueError",),
        r"not in list|is not in (?:list|tuple|deque)|substring not found|x not in (?:list|tuple|deque)|not in tuple",
        LISTS,
        N_(
            "Line {line} of your code looks for something that isn't there. How could you find out first, and what is "
            "the answer then?"
        ),
        N_(
            "A ValueError: your code looks for something that isn't there. How could you find out first, and what is "
            "the answer then?"
        ),
    ),
    Pattern(
        "zero-division",
        ("ZeroDivisionError",),
        r"",
        "concept.errors-and-exceptions",
        N_(
            "Line {line} of your code divides by zero. When does that value become zero, and what should the answer be "
            "then?"
        ),
        N_(
            "A ZeroDivisionError: your code divides by zero. For which values can that happen, and what should the "
            "answer be then?"
        ),
    ),
    Pattern(
        "changed-while-looping",
        ("RuntimeError",),
        r"changed (?:size )?during iteration",
        LISTS,
        N_(
            "The loop around line {line} of your code walks through a collection that changes meanwhile. Could it walk "
            "through a copy, or build a new one?"
        ),
        N_(
            "A loop in your code walks through a collection that changes meanwhile. Could it walk through a copy, or "
            "build a new one?"
        ),
    ),
    Pattern(
        "no-file",
        ("FileNotFoundError",),
        r"",
        "concept.files-and-paths",
        N_(
            "Line {line} of your code opens a file that isn't here. Does the task give you a file, or does the text "
            "come in another way?"
        ),
        N_(
            "Your code opens a file that isn't here. Does the task give you a file, or does the text come in another "
            "way?"
        ),
    ),
    Pattern(
        "iterator-empty",
        ("StopIteration",),
        r"",
        "concept.iterators-and-generators",
        N_(
            "Line {line} of your code asks an iterator for one more element than it has. What should happen when there "
            "are no more?"
        ),
        N_("Your code asks an iterator for one more element than it has. What should happen when there are no more?"),
    ),
)
