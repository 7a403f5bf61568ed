"""What stands in the files of a miniature checkout: one of each kind, and every trap that a real one has."""

QUIZ = '''\
"""Quiz: Loops"""
from _quiz_helpers import normalize_answer, ask_true_false, ask_code_completion


def run_quiz():
    print("=" * 60)
    total = 6
    # Question 1
    print("Question 1/6: How many rounds does this loop")
    print("make?")
    print()
    print("  for spoon in range(3):")
    print("      stir(spoon)")
    print()
    print("  a) two")
    print("  b) three")
    print("  c) four, since it starts")
    print("     at zero")
    print()
    answer = normalize_answer(input("Your answer: "))
    if answer == "b":
        print("Correct! range(3) hands out 0, 1 and 2.")
    else:
        print("Incorrect. The answer is b) three.")
        print("range() leaves its end out, so option c counts one too many.")
    print()
    print("Question 2/6: What ends a loop early?")
    print("  a) break")
    print("  b) return")
    print("  c) Both a and b")
    answer = normalize_answer(input("Your answer: "))
    if answer == "c":
        print("Correct! Either of them leaves it.")
    else:
        print("Not quite. The answer is c). Inside a function both work.")
    print("Question 3/6: What is 6 * 7?")
    answer = input("Your answer: ").strip()
    if answer == "42":
        print("Correct! Six sevens.")
    else:
        print("Incorrect. Count again.")
    # Question 4
    if ask_true_false(
        question_num=4, total=total, statement="A while loop may run no round at all.", correct=True,
        explanation_correct="Its condition is asked first.", explanation_incorrect="It is asked before the rounds.",
    ):
        print("+1")
    if ask_code_completion(
        question_num=5, total=total, prompt="Go through the pots:", code_lines=["for pot ____ pots:", "    wash(pot)"],
        correct_answers=["in"], explanation_correct="in stands before what is gone through.",
        explanation_incorrect="It is the same word as in a test.", case_sensitive=True,
    ):
        print("+1")
    print("Question 6/6: Which one repeats?")
    print("  a) for")
    print("  b) for")
    answer = normalize_answer(input("Your answer: "))
    if answer == "a":
        print("Correct!")
    else:
        print("Incorrect.")


run_quiz()
'''

CHALLENGE = '''\
"""
Challenge: Salt Everything
Difficulty: Beginner
Concepts: lists, loops
Time: 10 minutes

Write `salted(dishes)`: the dishes with " with salt" behind each.

Examples:
    >>> salted(["soup"])
    ['soup with salt']
"""


def salted(dishes):
    """Return the dishes, salted."""
    # Hint: Build a new list.
    # Hint: An f-string puts two texts together.
    pass


# --- Tests (do not modify) ---
if __name__ == "__main__":
    # Test 1
    assert salted(["soup"]) == ["soup with salt"], "One dish failed"
    assert salted([]) == [], "No dish failed"
    result = salted(["egg", "rice"])
    assert result[1] == "rice with salt", "The second failed"
    assert salted is not None
    for bad in [None, 3]:
        try:
            salted(bad)
            assert False, "Should refuse"
        except TypeError:
            pass
    print("All tests passed!")
'''

SOLUTION = '''\
"""
Solution: Salt Everything

Approach: A list comprehension makes a new list.
"""


def salted(dishes):
    return [f"{dish} with salt" for dish in dishes]


if __name__ == "__main__":
    assert salted(["soup"]) == ["soup with salt"]
'''

ADVANCED = '''\
"""
Challenge 01: Oven Timer
Difficulty: Level 6
Topic: Classes that remember

Write a class that counts down.

Review: concepts/classes-and-objects.md
"""


class Timer:
    """Counts down from some minutes."""

    def __init__(self, minutes):
        # YOUR CODE HERE
        ...

    def tick(self):
        """Let a minute go by; return what is left."""
        # YOUR CODE HERE
        ...


# ---------------------------------------------------------------------------
# Tests
# ---------------------------------------------------------------------------
if __name__ == "__main__":
    timer = Timer(3)
    assert timer.tick() == 2
    assert timer.tick() == 1
    with open("oven.txt", "w") as file:
        file.write(str(timer.tick()))
        assert file.writable(), "It should be open"
    try:
        timer.tick()
        assert False, "Should be over"
    except ValueError as error:
        assert "over" in str(error)
    print("All tests passed.")
'''

FILL_IN = '''\
"""
Fill-In Challenge #1 — Two Pots

Fill in what is missing.
"""


def fuller(one, other):
    """Return the larger of two amounts."""
    # YOUR CODE HERE
    pass
'''

FILL_IN_TEST = """\
from importlib.util import spec_from_file_location, module_from_spec
from pathlib import Path
import pytest

_spec = spec_from_file_location("ex01", Path(__file__).parent.parent / "01_two_pots.py")
_mod = module_from_spec(_spec)
_spec.loader.exec_module(_mod)
fuller = _mod.fuller


class TestFuller:
    def test_first(self):
        assert fuller(3, 2) == 3

    def test_text(self):
        with pytest.raises(TypeError):
            fuller(3, "two")

    def test_file(self, tmp_path):
        assert tmp_path.exists()
"""

FILL_IN_SOLUTION = '''\
"""Solution for Fill-In Challenge #1."""


def fuller(one, other):
    return max(one, other)
'''

BROWSER = r"""<!DOCTYPE html>
<script>
var EXERCISES = {
  "1": {
    title: "Exercise 1 — Menu Line",
    description: "Write a function line(dish) that returns \"* <dish>\".\n\nExample:\n  line(\"soup\")  ->  \"* soup\"",
    code: 'def line(dish):\n    # Your code here\n    pass\n\n\n# Try it out:\nprint(line("soup"))\n',
    check: 'assert line("soup") == "* soup", f"Expected \'* soup\' but got \'{line(\"soup\")}\'"\nassert line("") == "* "\nassert line("x") != line("y") or True, "always"\nprint("done")\n'
  },
  // the last one
  "2": { title: "Exercise 2 — Nothing", description: "Nothing.", code: 'pass\n', check: 'print("no check")' },
};
document.title = EXERCISES["1"].title;
</script>
"""  # noqa: E501

DAYS = """\
# Thirty Days in the Kitchen

A plan of small steps.

### Day 1 — Knives

- **Project:** [01-first-cut](./projects/level-0/01-first-cut/) and [02-second-cut](./projects/level-0/02-second-cut/)
- **Objective:** Hold the knife
### Day 2 — Fire

- **Project:** [01-first-cut](./projects/level-0/01-first-cut/) through [03-third-cut](./projects/level-0/03-third-cut/)
- **Objective:** Light the stove
"""

REVIEW = """\
# Review

## Review Point 1: After Level 0

**When:** After all dishes of level 0

**What to review:** Knives, fire

### Activities

| Activity | Tool | Time |
|----------|------|------|
| Cards | `python practice/flashcards/review-runner.py --level 00` then `--level 0` | 15 min |
| Loops quiz | `python concepts/quizzes/how-loops-work-quiz.py` | 5 min |
| Coding challenge | [01-salt](./practice/challenges/beginner/01-salt-everything.py) | 10 min |
| Once more | Redo Level 0 project 02 (Second Cut) without notes | 20 min |
| Look back | Write down what __you__ know | |

**Pass criteria:** Eight of ten.

**If struggling with knives:** Rest.

**If struggling with fire:** Then begin again.
"""

STATEMENTS = """\
# Rate Yourself

## Levels 0-2: Beginner

| # | Skill | Rating (1-5) |
|---|-------|:---:|
| 1 | Can I boil a list of eggs? | ___ |
| 2 | Can I stir in a loop? | ___ |
| 3 | Can I tell *why* `salted()` wants a list of dishes, and say so to somebody? | ___ |
"""

GLOSSARY = """\
# Words

### Pan
- Plain English: Something flat to fry in.
- Why it matters: Nothing fries without it.
- Example: `pan = []`.
- Common beginner mistake: Forgetting the oil.
"""

MAP = """\
# Map

### Level 0 -- Knives and Fire

| # | Project | Difficulty | Est. Time | Key Skill |
|---|---------|------------|-----------|-----------|
| 01 | first-cut | Easy | 1-2 hr | Cutting |

#### Module 01 -- Soups (Prereq: Level 0)
"""

MODULES = """\
# Modules

| # | Module | Projects | Prerequisite | What you learn |
|---|--------|----------|-------------|----------------|
| 01 | [Soups](./01-soups/) | 1 | Level 0 | stock, salt |
| 02 | [Stews](./02-stews/) | 1 | Level 0 + Module 01 | time |
"""
