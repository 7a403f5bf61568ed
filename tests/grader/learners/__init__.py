"""Programs as members write them. Each must print in the sandbox what it prints in any CPython since 3.11."""

from tests.grader.corpus import programs
from tests.grader.learners.algorithms import ALGORITHMS
from tests.grader.learners.classes import CLASSES
from tests.grader.learners.functions import FUNCTIONS
from tests.grader.learners.language import LANGUAGE
from tests.grader.learners.library import LIBRARY
from tests.grader.learners.streams import STREAMS

LEARNERS: dict[str, str] = programs(LANGUAGE, FUNCTIONS, CLASSES, ALGORITHMS, STREAMS, LIBRARY)
