"""What the curriculum's files don't say by themselves: which of our concepts a subject is, its axis, and its level.

Where our content has a concept on the same subject, imported cards, questions and challenges count for that one: so
both move one mastery. The others stand for themselves.
"""

from dataclasses import dataclass

from bot.domain.skills import Axis


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept of the curriculum: on which level it is needed first, its axis, and our concept about it."""

    level: str
    axis: Axis
    concept: str | None = None


BASICS, STRUCTURES, OBJECTS = Axis.FUNDAMENTALS, Axis.DATA_STRUCTURES, Axis.FUNCTIONS_OBJECTS
FILES, ERRORS, QUALITY = Axis.FILES_FORMATS, Axis.ERRORS_DEBUGGING, Axis.TESTING_QUALITY
WEB, DESIGN = Axis.WEB_DATABASES, Axis.CONCURRENCY_ARCHITECTURE

SUBJECTS = {
    "api-basics": Subject("7", WEB, "concept.http-apis"),
    "args-kwargs-explained": Subject("3", OBJECTS, "concept.arguments-and-unpacking"),
    "async-explained": Subject("8", DESIGN, "concept.async-basics"),
    "classes-and-objects": Subject("2", OBJECTS, "concept.classes"),
    "collections-deep-dive": Subject("4", STRUCTURES, "concept.collections"),
    "collections-explained": Subject("0", STRUCTURES, "concept.collections"),
    "comprehensions-explained": Subject("2", STRUCTURES, "concept.comprehensions"),
    "context-managers-explained": Subject("4", OBJECTS, "concept.context-managers"),
    "dataclasses-explained": Subject("3", OBJECTS, "concept.dataclasses-and-enums"),
    "debugging-methodology": Subject("3", ERRORS, "concept.debugging"),
    "decorators-explained": Subject("4", OBJECTS, "concept.decorators"),
    "enums-explained": Subject("3", OBJECTS, "concept.dataclasses-and-enums"),
    "errors-and-debugging": Subject("1", ERRORS, "concept.errors-and-exceptions"),
    "files-and-paths": Subject("0", FILES, "concept.files-and-paths"),
    "functions-explained": Subject("0", OBJECTS, "concept.functions"),
    "functools-and-itertools": Subject("5", OBJECTS, "concept.functools-and-itertools"),
    "generators-and-iterators": Subject("4", STRUCTURES, "concept.iterators-and-generators"),
    "git-basics": Subject("1", QUALITY),
    "how-imports-work": Subject("2", BASICS, "concept.modules-and-imports"),
    "how-loops-work": Subject("00", BASICS, "concept.control-flow"),
    "http-explained": Subject("6", WEB, "concept.http-apis"),
    "jupyter-notebooks": Subject("4", FILES),
    "match-case-explained": Subject("3", BASICS, "concept.control-flow"),
    "modern-python-tooling": Subject("3", QUALITY, "concept.environments-and-packages"),
    "reading-documentation": Subject("1", QUALITY),
    "reading-error-messages": Subject("0", ERRORS, "concept.errors-and-exceptions"),
    "regex-explained": Subject("4", FILES, "concept.regular-expressions"),
    "security-basics": Subject("9", DESIGN, "concept.security-basics"),
    "testing-strategies": Subject("3", QUALITY, "concept.testing-basics"),
    "the-terminal-deeper": Subject("0", BASICS),
    "type-hints-explained": Subject("3", OBJECTS, "concept.type-hints"),
    "types-and-conversions": Subject("0", BASICS, "concept.variables-and-types"),
    "virtual-environments": Subject("1", QUALITY, "concept.environments-and-packages"),
    "what-is-a-variable": Subject("00", BASICS, "concept.variables-and-types"),
}
UNKNOWN = Subject("0", BASICS)

# Words by which a challenge tells what it is about, the most telling first, and the concept page that explains it.
WORDS = (
    ("async", "async-explained"), ("coroutine", "async-explained"), ("decorator", "decorators-explained"),
    ("context manager", "context-managers-explained"), ("descriptor", "classes-and-objects"),
    ("metaclass", "classes-and-objects"), ("protocol", "type-hints-explained"), ("typeguard", "type-hints-explained"),
    ("type narrowing", "type-hints-explained"), ("generic", "type-hints-explained"),
    ("dataclass", "dataclasses-explained"), ("generator", "generators-and-iterators"),
    ("iterator", "generators-and-iterators"), ("yield", "generators-and-iterators"), ("regular exp", "regex-explained"),
    ("regex", "regex-explained"), ("functools", "functools-and-itertools"), ("currying", "functools-and-itertools"),
    ("higher-order", "functools-and-itertools"), ("comprehension", "comprehensions-explained"),
    ("class", "classes-and-objects"), ("import", "how-imports-work"), ("module", "how-imports-work"),
    ("exception", "errors-and-debugging"), ("error", "errors-and-debugging"), ("validat", "errors-and-debugging"),
    ("csv", "files-and-paths"), ("file", "files-and-paths"), ("path", "files-and-paths"),
    ("dict", "collections-explained"),
    ("set", "collections-explained"), ("list", "collections-explained"), ("sort", "collections-explained"),
    ("string", "types-and-conversions"), ("loop", "how-loops-work"), ("iteration", "how-loops-work"),
    ("recursion", "functions-explained"), ("function", "functions-explained"), ("closure", "functions-explained"),
    ("modulo", "how-loops-work"), ("variable", "what-is-a-variable"),
)  # fmt: skip


def subject(slug: str) -> Subject:
    """What is known of a concept of the curriculum; of a new one, that it is basic until somebody says more."""
    return SUBJECTS.get(slug, UNKNOWN)


def concept_of(slug: str) -> str:
    """The id of the concept for which something about a page counts: ours, or the imported page."""
    return subject(slug).concept or f"lp:concept.{slug}"


def slug_for(words: str) -> str:
    """The concept page that fits some words best.

    >>> slug_for("Swap two values: variables, tuple unpacking"), slug_for("an async scraper")
    ('what-is-a-variable', 'async-explained')
    """
    lowered = words.casefold()
    return next((slug for word, slug in WORDS if word in lowered), "functions-explained")
