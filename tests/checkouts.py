"""Miniature checkouts of a curriculum, made by hand: one of each kind of file, and every trap that a real one has."""

import json
from pathlib import Path
from textwrap import dedent

from tests.checkout_texts import (
    ADVANCED,
    BROWSER,
    CHALLENGE,
    DAYS,
    FILL_IN,
    FILL_IN_SOLUTION,
    FILL_IN_TEST,
    GLOSSARY,
    MAP,
    MODULES,
    QUIZ,
    REVIEW,
    SOLUTION,
    STATEMENTS,
)

MIT = "MIT License\n\nCopyright (c) 2026 The Test Kitchen\n\nPermission is hereby granted, free of charge.\n"


def project(title: str, *concepts: str) -> str:
    """The README of a project."""
    related = "\n".join(f"- [{name}](../../../concepts/{name}.md)" for name in concepts)
    return dedent("""\
        # Level 0 / Project 01 - {title}

        **Estimated time:** 25 minutes

        ## Focus
        - sharp `knives`
        - calm hands

        ## Why this project exists
        Everything begins with a cut, and __init__ is no exception.

        ## Alter it (required)
        1. Cut something else.

        ## Explain it (teach-back)
        1. Why does it hold?

        ## Related Concepts
        {related}
    """).format(title=title, related=related)


def deck(title: str, *cards: tuple[str, str, str]) -> str:
    """A deck; a card is an id, a back, and the page that it names."""
    made = [
        {"id": key, "front": f"What is {key}?", "back": back, "concept_ref": page, "difficulty": 2, "tags": []}
        for key, back, page in cards
    ]
    return json.dumps({"deck": title, "description": f"Cards on {title}", "cards": made})


LOOPS, TRAVEL = "concepts/how-loops-work.md", "concepts/time-travel.md"
CODE = "Use *args:\ndef cook(*args):\n    return args"

FILES = {
    "LICENSE": MIT,
    "concepts/README.md": "# Pages",
    "concepts/how-loops-work.md": "# How Loops Work\n\n> **Try This First:** Stir.\n\nA loop repeats code.\n",
    "concepts/how-loops-work-part1.md": "# How Loops Work, part 1\n\nA loop.\n",
    "concepts/classes-and-objects.md": "# Classes\n\nA class is a form for cakes.\n",
    "concepts/quizzes/how-loops-work-quiz.py": QUIZ,
    "practice/flashcards/level-0-cards.json": deck("Level 0", ("0-01", CODE, LOOPS), ("0-02", "It.", TRAVEL)),
    "practice/flashcards/concept-how-loops-work-cards.json": deck("Loops", ("0-01", "The same.", LOOPS)),
    "practice/challenges/beginner/01-salt-everything.py": CHALLENGE,
    "practice/challenges/solutions/beginner/01-salt-everything-solution.py": SOLUTION,
    "practice/challenges/advanced/01_oven_timer.py": ADVANCED,
    "practice/challenges/fill-in/01_two_pots.py": FILL_IN,
    "practice/challenges/fill-in/tests/test_01.py": FILL_IN_TEST,
    "practice/challenges/fill-in/solutions/01_solution.py": FILL_IN_SOLUTION,
    "browser/level-0.html": BROWSER,
    "tools/diagnostics/level-0-diagnostic.json": json.dumps(
        {
            "title": "Ready for Level 0",
            "description": "Are you?",
            "thresholds": {"skip": 85, "ready": 50},
            "concept_map": {"loops": LOOPS},
            "questions": [
                {"question": "What repeats?", "type": "multiple_choice", "options": {"a": "a loop", "b": "a name"},
                 "answer": "a", "explanation": "A loop does.", "tags": ["loops"]},
                {"question": "What is 1 + 1?", "type": "short_answer", "code": "print(1 + 1)", "answer": "2",
                 "accept": ["2", "two"], "explanation": "Two.", "tags": []},
            ],
        }
    ),
    "projects/level-0/README.md": "# Level 0 Projects",
    "projects/level-0/01-first-cut/README.md": project("First Cut", "how-loops-work", "time-travel"),
    "projects/level-0/02-second-cut/README.md": project("Second Cut", "how-loops-work"),
    "projects/level-0/03-third-cut/README.md": project("Third Cut"),
    "projects/level-00-absolute-beginner/01_first-egg/TRY_THIS.md": "# Try this\n\n- Boil one more.\n",
    "projects/capstones/01_big_dinner/README.md": "# Capstone 01 — Big Dinner\n\n## Brief\n\nCook for twelve.\n",
    "projects/modules/README.md": MODULES,
    "projects/modules/01-soups/01-broth/README.md": project("Broth"),
    "projects/modules/02-stews/README.md": "# Module 02 — Stews",
    "CURRICULUM_MAP.md": MAP,
    "30_DAY_PYTHON_CHALLENGE.md": DAYS,
    "REVIEW_SCHEDULE.md": REVIEW,
    "SELF_ASSESSMENT.md": STATEMENTS,
    "02_GLOSSARY.md": GLOSSARY,
}  # fmt: skip


def checkout(folder: Path, **changed: str | None) -> Path:
    """A checkout in which everything is right, but for files that are given another text, or None: taken away.

    In the names of `changed`, the path is written with its slashes.
    """
    for path, text in (FILES | changed).items():
        if text is not None:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
    return folder
