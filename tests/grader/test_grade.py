"""Each check gets the verdict that it deserves, and what a member needs to understand it."""

import pytest

from bot.curriculum.checks import parse_check
from bot.domain.challenge import Check, Measure, Relation
from bot.domain.verdict import Outcome, Verdict
from bot.grader import Grader
from bot.grader.answer import Answer, clean, read_answer
from bot.grader.grade import judge, order_for

sandbox = [
    pytest.mark.sandbox,
    pytest.mark.xdist_group("sandbox"),
    pytest.mark.asyncio(loop_scope="session"),
]
pytestmark = sandbox

CODE = """\
import math
print("hello")
total = 0

class Refused(ValueError):
    pass

def double(x):
    print("doubling", x)
    if x < 0:
        raise Refused(f"{x} is negative")
    return x * 2

def add(n):
    global total
    total += n

def count(n):
    yield from range(n)

async def later(x):
    return x

if __name__ == "__main__":
    raise SystemExit("this is not a program")
"""


async def outcome_of(grader: Grader, code: str, check: str) -> Outcome:
    """The outcome of one check, written as in a challenge."""
    report = await grader.grade(1, code, [parse_check(check)])
    (outcome,) = report.outcomes
    return outcome


@pytest.mark.parametrize(
    "check",
    [
        "double(2) == 4",
        "double(2.5) == 5.0",
        "count(3) == [0, 1, 2]",
        "later(3) == 3",
        "add(2); add(3); total == 5",
        "x = double(4); [double(x), double(y := 1)] == [16, 2]",
        "import math as m; m.floor(double(1.2)) == 2",
        "math.pi == 3.141592653589793",
        "double(-1) raises ValueError",
        "double(-1) raises Refused",
        "double(-1) raises Exception",
        "double(None) raises TypeError",
        'double(3) prints "doubling 3"',
    ],
)
async def test_what_is_right_passes(grader: Grader, check: str) -> None:
    assert (await outcome_of(grader, CODE, check)).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("check", "verdict", "got"),
    [
        ("double(2) == 4.0", Verdict.WRONG, "4"),
        ("double(1) == True", Verdict.WRONG, "2"),
        ("add(2) == 2", Verdict.WRONG, "None"),
        ("count(2) == (0, 1)", Verdict.WRONG, "[0, 1]"),
        ("double(1) raises ValueError", Verdict.WRONG, "2"),
        ('double(3) prints "hello\\ndoubling 3"', Verdict.WRONG, "6"),
        ("double(-1) raises KeyError", Verdict.ERROR, ""),
        ("double(-1) == 2", Verdict.ERROR, ""),
        ("double() == 2", Verdict.ERROR, ""),
        ("triple(2) == 6", Verdict.MISSING, ""),
        ("triple(2) raises NameError", Verdict.MISSING, ""),
    ],
)
async def test_what_is_wrong_is_told_apart(grader: Grader, check: str, verdict: Verdict, got: str) -> None:
    outcome = await outcome_of(grader, CODE, check)
    assert (outcome.verdict, outcome.got) == (verdict, got)


async def test_a_fault_names_the_line_and_shows_only_frames_of_the_member(grader: Grader) -> None:
    fault = (await outcome_of(grader, CODE, "double(-1) == 2")).fault
    assert fault is not None
    assert (fault.type, fault.message, fault.line) == ("Refused", "-1 is negative", 11)
    assert 'File "solution.py", line 11, in double' in fault.traceback
    assert "check" not in fault.traceback
    assert "/bot/" not in fault.traceback


async def test_a_missing_name_comes_with_those_that_are_defined(grader: Grader) -> None:
    outcome = await outcome_of(grader, CODE, "triple(2) == 6")
    assert outcome.names == ("total", "Refused", "double", "add", "count", "later")
    assert outcome.fault is not None
    assert outcome.fault.message == "triple"


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("", Verdict.MISSING),
        ("   \n\n", Verdict.MISSING),
        ("# nothing yet\n" * 280, Verdict.MISSING),
        ("def f(:\n    pass", Verdict.ERROR),
        ("def f(x):\n\treturn x\n        return y", Verdict.ERROR),
        ("print 'Python 2'", Verdict.ERROR),
        (">>> 1 + 1", Verdict.ERROR),
        ("const f = (x) => x;", Verdict.ERROR),
        ("x = '\0'", Verdict.ERROR),
        ("x = '\ud800'", Verdict.ERROR),
        ("raise ValueError('at import')", Verdict.ERROR),
        ("import numpy", Verdict.ERROR),
        ("def f(x):\r\n\r\n    return x\r\n", Verdict.PASSED),
        ("\ufeffdef f(x): return x", Verdict.PASSED),
        ("def f(x):\n\tif x:\n\t\treturn x\n", Verdict.PASSED),
        ("def f(x): return x\n" + "# " + "x" * 3979, Verdict.PASSED),
        ("# comment\rdef f(x):\r    return x", Verdict.PASSED),
        ("f = lambda x: x", Verdict.PASSED),
    ],
)
async def test_bad_code_gets_a_verdict(grader: Grader, code: str, verdict: Verdict) -> None:
    assert (await outcome_of(grader, code, "f(3) == 3")).verdict is verdict


async def test_a_syntax_error_names_its_line(grader: Grader) -> None:
    fault = (await outcome_of(grader, "x = 1\nif x\n    pass", "f(3) == 3")).fault
    assert fault is not None
    assert (fault.type, fault.line) == ("SyntaxError", 2)
    assert "if x" in fault.traceback


async def test_an_exception_at_import_is_not_the_one_that_was_expected(grader: Grader) -> None:
    outcome = await outcome_of(grader, "def f(x): pass\nraise ValueError", "f(3) raises ValueError")
    assert outcome.verdict is Verdict.ERROR


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("while True: pass", Verdict.TIMEOUT),
        ("import time; time.sleep(60)", Verdict.TIMEOUT),
        ("x = []\nwhile True: x.append('x' * 100_000)", Verdict.MEMORY),
        ("x = 'x' * 10**9", Verdict.MEMORY),
        ("while True: print('x' * 100)", Verdict.OUTPUT_LIMIT),
        ("raise MemoryError('pretended')", Verdict.ERROR),
    ],
)
async def test_limits_have_verdicts_of_their_own(grader: Grader, code: str, verdict: Verdict) -> None:
    assert (await outcome_of(grader, code, "f() == 1")).verdict is verdict


@pytest.mark.parametrize(
    ("check", "verdict"),
    [
        (r'"3 4" -> "7"', Verdict.PASSED),
        (r'"3 4" -> "7  \n\n"', Verdict.PASSED),
        (r'"3 4" -> "8"', Verdict.WRONG),
        (r'"" -> "7"', Verdict.ERROR),
    ],
)
async def test_a_program_reads_its_input_and_is_judged_by_its_output(
    grader: Grader, check: str, verdict: Verdict
) -> None:
    code = "import sys\nif __name__ == '__main__':\n    print(sum(map(int, input().split())))\n    sys.exit('bye')"
    outcome = await outcome_of(grader, code, check)
    assert outcome.verdict is verdict
    assert (outcome.fault.type if outcome.fault else None) == ("EOFError" if verdict is Verdict.ERROR else None)


@pytest.mark.parametrize(
    ("code", "measure", "got"),
    [
        ("def f(x):\n    # why\n\n    return x", Measure(max_lines=2), None),
        ('def f(x):\n    """Several\n    lines."""\n    return x', Measure(max_lines=2), None),
        ('def f(x): "doc"; y = x; return y', Measure(max_lines=0), "3 lines; at most 0"),
        ("def f(x):\n    y = x\n    return y", Measure(max_lines=2), "3 lines; at most 2"),
        ("def f(x):\n    for y in [x]:\n        return y", Measure(without=("for", "while")), "uses for"),
        ("def f(x):\n    return [y for y in [x]][0]", Measure(without=("for",)), None),
        ("def f(x):\n    if x: return x\n    elif 2: pass", Measure(without=("else",)), None),
        ("def f(x):\n    if x: return x\n    elif 2: pass", Measure(without=("elif",)), "uses elif"),
        ("def f(x):\n    if x: return x\n    else:\n        if 2: pass", Measure(without=("elif",)), None),
        ("def f(x):\n    if x: return x\n    else:\n        if 2: pass", Measure(without=("else",)), "uses else"),
        ("def f(x): return x if x else 2", Measure(without=("if", "elif")), None),
        ("def f(x): return x if x else 2", Measure(without=("else",)), "uses else"),
        ("def f(x):\n    for y in []: pass\n    else: return x", Measure(without=("else", "elif")), "uses else"),
        ("def f(x):\n    if x: return x\n    else: pass", Measure(1, ("else",)), "3 lines; at most 1; uses else"),
        ("def f(x): return eval('x')", Measure(without=("eval", "exec")), "uses eval"),
        ("import sys\nsys.exit = None\ndef f(x): return x", Measure(without=("import",)), "uses import"),
    ],
)
async def test_a_refactoring_is_measured(grader: Grader, code: str, measure: Measure, got: str | None) -> None:
    report = await grader.grade(1, code, [parse_check("f(3) == 3")], measure)
    assert report.outcomes[0].verdict is Verdict.PASSED
    assert [(o.verdict, o.got) for o in report.outcomes[1:]] == ([(Verdict.WRONG, got)] if got else [])


async def test_what_cannot_be_measured_is_not_solved(grader: Grader) -> None:
    report = await grader.grade(1, "def f(:", [], Measure(max_lines=3))
    assert [outcome.verdict for outcome in report.outcomes] == [Verdict.ERROR]


async def test_code_is_not_executed_to_be_measured(grader: Grader) -> None:
    code = 'from bot.grader.guest import runner\nrunner._dumps = lambda x: \'{"end": "measured"}\'\nfor x in []: pass'
    report = await grader.grade(1, code, [], Measure(without=("for",)))
    assert [outcome.got for outcome in report.outcomes] == ["uses for"]


async def test_a_run_shows_output_the_last_value_and_errors_in_their_order(grader: Grader) -> None:
    code = "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint(input())\n[1, 2]"
    outcome = await grader.run(1, code, "three")
    assert (outcome.verdict, outcome.printed, outcome.got) == (Verdict.PASSED, "one\ntwo\nthree\n", "[1, 2]")
    failed = await grader.run(1, "print('before')\n1 / 0")
    assert (failed.verdict, failed.printed) == (Verdict.ERROR, "before\n")
    assert failed.fault is not None
    assert (failed.fault.type, failed.fault.line) == ("ZeroDivisionError", 2)


async def test_what_is_expected_never_enters_the_sandbox() -> None:
    for relation in Relation:
        order = order_for("code", Check("secret", relation, "secret", "setup", "expression", "stdin"))
        assert "secret" not in repr(order)


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("end", ["done", "passed", "missing", "measured", "crash", "exit", "", "timeout"])
async def test_no_made_up_end_passes_a_check(relation: Relation, end: str) -> None:
    check = Check("", relation, "ValueError")
    answer = Answer(end, in_check=True, printed_raw="x", own=("ValueError",), form=["str", "ValueError"])
    assert judge(check, answer).verdict is not Verdict.PASSED


@pytest.mark.parametrize(
    "frame",
    [
        b"", b"G", b"Gnull", b"G[]", b"G{", b"G\xff\xfe", b"X", b"?", b"G" + b"[" * 100_000,
        b'G{"end": ' + b"9" * 500_000,
        b'G{"line": 99999999999999999999}', b'G{"end": {"a": 1}, "printed": [], "names": [1, "\\ud800", "x y"]}',
        b'G{"end": "error", "type": 3, "message": null, "line": -1, "traceback": [[]]}',
    ],
)  # fmt: skip
async def test_whatever_a_guest_says_is_read(frame: bytes) -> None:
    outcome = judge(Check("", Relation.EQUALS, 1), read_answer(frame))
    assert outcome.verdict is Verdict.ERROR
    assert outcome.fault is not None
    assert outcome.names == ()


async def test_texts_are_safe_to_send() -> None:
    assert clean("a\x00\x1b[0m\ud800\u202e\x9b\r\n\té👍", 100) == "a[0m?\n\té👍"
    assert clean("x" * 500, 300) == "x" * 300
    assert clean(None, 5) == clean(["x"], 5) == ""
