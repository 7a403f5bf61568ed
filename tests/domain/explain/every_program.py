"""The programs of all rules, for what must hold whatever is said."""

from tests.domain.explain import (
    test_collections,
    test_errors,
    test_explain,
    test_limits,
    test_messages,
    test_missing,
    test_names,
    test_none,
    test_output,
    test_returned,
    test_syntax,
    test_texts,
    test_type_errors,
    test_values,
)
from tests.domain.explain.attempts import Try

MODULES = (
    test_collections,
    test_errors,
    test_explain,
    test_limits,
    test_messages,
    test_missing,
    test_names,
    test_none,
    test_output,
    test_returned,
    test_syntax,
    test_texts,
    test_type_errors,
    test_values,
)
ALL: list[tuple[str, Try]] = [pair for module in MODULES for pair in module.PROGRAMS.items()]
