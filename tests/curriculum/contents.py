"""Small contents made up for one rule of the linter at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent, indent

from bot.curriculum._documents import Library, Problem, read_library

WARM_UP = """
warm_up:
  prompt: What does this print, do you think?
  code: print(2)
  options: ["1", "2", "3"]
  answer: "2"
  explanation: It prints the number that it was given.
"""


def library(folder: Path, **files: str) -> Library:
    """A content folder of these files, by kind and slug: `decks__tides="cards: …"`. Each can be read."""
    for name, text in files.items():
        kind, _, slug = name.partition("__")
        target = folder / kind / f"{slug.replace('_', '-')}.yaml"
        target.parent.mkdir(exist_ok=True, parents=True)
        target.write_text(text, encoding="utf-8")
    found = read_library(folder)
    assert found.problems == [], found.problems
    return found


def said(rule: Callable[[Library], Iterator[Problem]], found: Library) -> list[str]:
    """What a rule has to say, without the name of the folder."""
    return [str(problem).partition("/")[2] for problem in rule(found)]


def level(name: str, position: int, *introduces: str) -> str:
    """A level that introduces these features."""
    return (
        dedent(
            f"""
        id: level.{name}
        title: Level {name}
        name: "{name}"
        theme: A level that was made up.
        recognise: I was made up for a test.
        position: {position}
        introduces: [{", ".join(introduces)}]
        ai: none
        channel: level-{name}
        promotion: {{challenges: 1, quizzes: 0, mature_cards: 0, projects: 0}}
        """
        )
        + WARM_UP
    )


def challenge(
    slug: str, solution: str, *, starter: str = "x = 0", level: str = "1", hints: tuple[str, ...] = (), **more: str
) -> str:
    """A challenge with this solution; more keys are added, or put in the place of others, as they are."""
    keys = {
        "statement": "Boats come and go in this harbour. Count those that are there at noon.",
        "concepts": "[concept.tides]",
        "axes": "[fundamentals]",
        **more,
    }
    lines = [
        f"id: challenge.{slug}",
        "title: Boats at noon",
        "task: function",
        f'level: "{level}"',
        "theme: harbours",
        "minutes: 5",
        *(f"{key}: {value}" for key, value in keys.items()),
        "starter: |\n" + indent(starter, "  "),
        "examples: ['f(1) == 1']",
        "checks: ['f(2) == 2', 'f(3) == 3', 'f(4) == 4', 'f(5) == 5']",
        "hints:",
        *(f"  - {hint!r}" for hint in hints or ("Think of boats first.", "Think of noon then.", "Put both together.")),
        "solution: |\n" + indent(solution, "  "),
        "explanation: It counts the boats, one after the other, at noon.",
        "wrong_answers:",
        *("  - {mistake: It counts other things., code: 'x = 1'}" for _ in range(2)),
    ]
    return "\n".join(lines) + "\n"


def deck(slug: str, *cards: tuple[str, str], level: str = "1") -> str:
    """A deck of cards, each a front and perhaps its code."""
    lines = [f"id: deck.{slug}", "title: Boats", f'level: "{level}"', "summary: Boats and harbours.", "cards:"]
    for number, (front, code) in enumerate(cards):
        lines += [f"  - key: card-{number}", f"    front: {front!r}", "    back: So it is."]
        lines += ["    code: |", indent(code, "      ")] if code else []
    return "\n".join(lines) + "\n"
