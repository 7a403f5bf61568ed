"""A message of Python and what to say about it, where the explanations of graded code don't fit a program at home."""

from typing import NamedTuple

VALUES = "concept.variables-and-types"
LISTS = "concept.collections"
LOOPS = "concept.control-flow"
FUNCTIONS = "concept.functions"
ERRORS = "concept.errors-and-exceptions"
MODULES = "concept.modules-and-imports"
CLASSES = "concept.classes"
FILES = "concept.files-and-paths"
DATES = "concept.dates-and-times"
ASYNC = "concept.async-basics"
TESTS = "concept.testing-basics"
WITH = "concept.context-managers"
ITERATORS = "concept.iterators-and-generators"
MAGIC = "concept.magic-methods"
PACKAGES = "concept.environments-and-packages"
DATABASES = "concept.sql-and-databases"
NETWORK = "concept.http-apis"
JSON = "concept.json-and-csv"
INPUT = "concept.input-and-output"
DATACLASSES = "concept.dataclasses-and-enums"


class Known(NamedTuple):
    """A message: the types that carry it (none: any), what it looks like, its concept, and where to look first."""

    rule: str
    types: tuple[str, ...]
    message: str
    concept: str
    sentence: str
