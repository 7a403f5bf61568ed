"""The programs of all rules, and with what each of them has to keep quiet."""

from tests.domain.explain import (
    explain,
    limits,
    messages,
    names,
    none,
    output,
    syntax,
    test_collections,
    test_errors,
    test_missing,
    test_returned,
    test_values,
    texts,
    type_errors,
)
from tests.domain.explain.attempts import Try

MODULES = (
    test_collections,
    test_errors,
    explain,
    limits,
    messages,
    test_missing,
    names,
    none,
    output,
    test_returned,
    syntax,
    texts,
    type_errors,
    test_values,
)
ALL: list[tuple[str, Try]] = [pair for module in MODULES for pair in module.PROGRAMS.items()]
QUIET: list[tuple[str, str, Try]] = [case for module in MODULES for case in getattr(module, "QUIET", ())]
