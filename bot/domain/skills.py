"""The eight axes of the skill radar. Every question and every challenge lies on at least one of them."""

from enum import StrEnum


class Axis(StrEnum):
    """A field of skill. The names stand in content and in the log, and are therefore never renamed."""

    FUNDAMENTALS = "fundamentals"
    DATA_STRUCTURES = "data-structures"
    FUNCTIONS_OBJECTS = "functions-and-objects"
    FILES_FORMATS = "files-and-formats"
    ERRORS_DEBUGGING = "errors-and-debugging"
    TESTING_QUALITY = "testing-and-quality"
    WEB_DATABASES = "web-apis-databases"
    CONCURRENCY_ARCHITECTURE = "concurrency-architecture"
