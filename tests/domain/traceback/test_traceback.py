"""Finding errors in whatever people paste."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.traceback import find_trouble, read
from tests.conftest import ROOT

TRACEBACK = """Traceback (most recent call last):
  File "/home/ann/birds/main.py", line 12, in <module>
    print(average(birds))
  File "/home/ann/.venv/lib/python3.12/site-packages/flock/mean.py", line 3, in average
    return sum(values) / len(values)
ZeroDivisionError: division by zero
"""


def test_a_text_without_an_error_has_none() -> None:
    for text in (
        "",
        "hello",
        "print('Error: no')",
        "Note: this works",
        "key: value\nother: 3",
        "I made an error: sorry",
    ):
        assert find_trouble(text) is None, text


def test_the_place_is_the_last_one_in_the_members_own_files() -> None:
    trouble = find_trouble(TRACEBACK)
    assert trouble is not None
    assert (trouble.file, trouble.line, trouble.source) == ("main.py", 12, "print(average(birds))")


def test_an_error_within_a_sentence_is_found() -> None:
    trouble = find_trouble("when I start it I get `KeyError: 'tern'` and I don't know why")
    assert trouble is not None
    assert (trouble.type, trouble.line) == ("KeyError", None)


def test_a_traceback_counts_more_than_a_word_about_another_error() -> None:
    trouble = find_trouble(f"{TRACEBACK}\nYesterday it was ValueError: no, today this")
    assert trouble is not None
    assert trouble.type == "ZeroDivisionError"


def test_the_last_of_several_tracebacks_is_the_one() -> None:
    trouble = find_trouble(TRACEBACK + "ann@laptop:~$ python main.py\n" + TRACEBACK.replace("ZeroDivision", "Overflow"))
    assert trouble is not None
    assert trouble.type == "OverflowError"


def test_an_error_that_led_to_another_is_remembered() -> None:
    text = f"{TRACEBACK}\nDuring handling of the above exception, another exception occurred:\n\n"
    text += TRACEBACK.replace("ZeroDivisionError: division by zero", "NameError: name 'x' is not defined")
    trouble = find_trouble(text)
    assert trouble is not None
    assert trouble.type == "NameError"
    assert trouble.before is not None
    assert trouble.before.type == "ZeroDivisionError"


def test_of_several_errors_at_once_the_first_is_told() -> None:
    text = (
        "  + Exception Group Traceback (most recent call last):\n"
        '  |   File "main.py", line 9, in <module>\n'
        "  | ExceptionGroup: two (2 sub-exceptions)\n"
        "  +-+---------------- 1 ----------------\n"
        "    | Traceback (most recent call last):\n"
        '    |   File "main.py", line 4, in first\n'
        "    |     int('x')\n"
        "    | ValueError: invalid literal for int() with base 10: 'x'\n"
        "    +---------------- 2 ----------------\n"
        "    | TypeError: other\n"
        "    +------------------------------------\n"
    )
    trouble = find_trouble(text)
    assert trouble is not None
    assert (trouble.type, trouble.line, trouble.group) == ("ValueError", 4, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("'python' is not recognized as an internal or external command,\noperable program or batch file.", "python"),
        ("Python was not found; run without arguments to install from the Microsoft Store, or disable", "Python"),
        ("zsh: command not found: python", "python"),
        ("bash: pip: command not found", "pip"),
        ("/bin/sh: 1: python: not found", "python"),
        ("pip : The term 'pip' is not recognized as the name of a cmdlet, function, script file", "pip"),
    ],
)
def test_a_terminal_that_does_not_know_a_command_is_understood(text: str, message: str) -> None:
    reading = read(f"PS C:\\birds> python main.py\n{text}")
    assert reading is not None
    assert (reading.trouble.type, reading.trouble.message) == ("no command", message)
    assert reading.advice.rule.startswith("command-")


@pytest.mark.parametrize(
    "text",
    [
        "ERROR: Failed building wheel for flock",
        "error: subprocess-exited-with-error\n\nTraceback (most recent call last):\nValueError: no",
        "activate.ps1 cannot be loaded because running scripts is disabled on this system.",
    ],
)
def test_what_happens_before_python_runs_is_understood(text: str) -> None:
    reading = read(text)
    assert reading is not None
    assert "hasn't run" in reading.kind


def test_the_cell_of_a_notebook_is_understood() -> None:
    text = (
        "---------------------------------------------------------------------------\n"
        "NameError                                 Traceback (most recent call last)\n"
        "Cell In[3], line 2\n      1 total = 3\n----> 2 print(totl)\n\nNameError: name 'totl' is not defined"
    )
    trouble = find_trouble(text)
    assert trouble is not None
    assert (trouble.type, trouble.line, trouble.source) == ("NameError", 2, "print(totl)")


def test_with_the_program_more_can_be_said_than_without() -> None:
    text = "  File \"x.py\", line 3, in <module>\nNameError: name 'totl' is not defined"
    code = "total = 3\nprint(total)\nprint(totl)\n"
    with_code, without = read(text, code), read(text)
    assert with_code is not None
    assert without is not None
    assert with_code.advice.rule == "name-near"
    assert with_code.advice.values["near"] == "total"
    assert without.advice.rule == "name-unknown"


def test_an_exception_that_nobody_knows_is_told_as_one() -> None:
    reading = read('  File "x.py", line 3, in f\n    boom()\nflock.TooHot: 41 degrees')
    assert reading is not None
    assert reading.trouble.type == "TooHot"
    assert "defines itself" in reading.kind
    assert reading.advice.values == {"line": 3}


PIECES = st.sampled_from(
    [
        *TRACEBACK.splitlines(),
        "Traceback (most recent call last):",
        'File "',
        '", line 99999999999999999999, in x',
        "  | ",
        "+-+---",
        "\x1b[31m",
        "E   ",
        "```",
        "> ",
        "KeyError",
        ": ",
        "^^^",
        "\x00",
        "\u202e",
        "During handling of",
        "The above exception was the direct cause",
        "Error: " * 30,
        "SyntaxError: ",
        "{0}",
        "%s",
        "\\",
        "'" * 50,
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES | st.text(max_size=30), max_size=40), st.booleans(), st.text(max_size=60))
def test_whatever_is_pasted_something_readable_comes_out_or_nothing(parts: list[str], lines: bool, code: str) -> None:
    reading = read(("\n" if lines else "").join(parts), code)
    if reading:
        assert reading.advice.message.format(**reading.advice.values)
        assert all(len(str(value)) <= 200 for value in reading.advice.values.values())
        assert len(reading.trouble.message) <= 500


JUNK = {
    "one long line": "a" * 100_000,
    "dots": "a." * 50_000,
    "frames": '  File "x.py", line 1, in f\n' * 3_500,
    "frames without end": '  File "' + "x" * 100_000,
    "errors": "KeyError: x\n" * 8_000,
    "escapes": "\x1b[" * 50_000,
    "gutters": "  | " * 25_000,
    "dividers": "+-" * 50_000,
    "quotes": "> " * 50_000,
    "colons": ":" * 100_000,
    "words": "TypeError " * 10_000,
    "nested names": "a.b.c.d.e.f.g.h." * 6_000 + "Error: x",
    "chains": "During handling of the above exception\nKeyError: 1\n" * 2_000,
    "lines": "\n" * 100_000,
    "asserts": "assert x\n" * 11_000,
}


@pytest.mark.parametrize("name", JUNK)
def test_a_hundred_kilobytes_of_junk_take_no_longer_than_their_length(name: str) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(3):
            begin = time.thread_time()
            read(text)
            best = min(best, time.thread_time() - begin)
        return best

    junk = JUNK[name]
    quarter, whole = seconds(junk[: len(junk) // 4]), seconds(junk)
    assert whole < 1.5
    assert whole < 10 * quarter + 0.05  # four times the text; quadratic would be sixteen


def test_every_concept_that_is_named_exists() -> None:
    names = {file.stem for file in (ROOT / "content" / "concepts").glob("*.yaml")}
    folder = ROOT / "bot" / "domain"
    named = set()
    for file in [*folder.glob("traceback/*.py"), *folder.glob("explain/*.py")]:
        for part in file.read_text(encoding="utf-8").split('"concept.')[1:]:
            named.add(part.split('"')[0])
    assert named <= names
    assert len(named) >= 12
