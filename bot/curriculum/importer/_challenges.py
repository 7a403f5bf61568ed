"""Challenges: a file each, whose docstring is the task and whose asserts become checks; some have a solution."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.curriculum.importer._asserts import Rewritten, rewrite
from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._facts import concept_of, slug_for, subject
from bot.curriculum.importer._quizzes import parsed
from bot.domain.challenge import Challenge, ChallengeKind, Check
from bot.domain.mixed import cut, escaped, marked_up

ROOT = "practice/challenges"
FILE = re.compile(r"(?P<number>\d{2})[-_](?P<slug>[a-z0-9][a-z0-9_-]*)\.py")
FACT = re.compile(r"^(?P<name>Challenge(?: \d+)?|Difficulty|Topic|Concepts|Time|Review):\s*(?P<text>.+)$")
HINT = re.compile(r"^[ \t]*#[ \t]*Hint(?: \d+)?:[ \t]*(?P<text>.+)\n?", re.MULTILINE | re.IGNORECASE)
TESTS = re.compile(
    r"^(?:#[ \t]*-{3,}.*\n)?(?:#.*\btests?\b.*\n)?(?:#[ \t]*-{3,}.*\n)?(?=if __name__ ==)", re.MULTILINE | re.I
)
PAGE = re.compile(r"concepts/(?P<slug>[a-z0-9-]+)\.md")
LEVEL = re.compile(r"[Ll]evel (?P<level>\d+)")
MINUTES = re.compile(r"(\d+)\s*min")
USUAL_MINUTES = {"beginner": 15, "intermediate": 35, "advanced": 45}
MAX_STATEMENT, MAX_SHOWN, MOST_SHOWN, MAX_HINT = 1400, 120, 3, 300


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of challenges, and the level of those that name none."""

    folder: str
    level: str


SHELVES = (Shelf("beginner", "1"), Shelf("intermediate", "4"), Shelf("advanced", "6"))


@dataclass(frozen=True, slots=True)
class Task:
    """What is known of a challenge, wherever it stands."""

    id: str
    title: str
    level: str
    minutes: int
    slug: str
    statement: str
    starter: str
    hints: tuple[str, ...]
    solution: str = ""
    explanation: str = ""
    fill_in: bool = False


def read_challenges(checkout: Checkout) -> Iterator[Document]:
    """The challenges of all shelves."""
    for shelf in SHELVES:
        for name in checkout.names(f"{ROOT}/{shelf.folder}"):
            match, path = FILE.fullmatch(name), f"{ROOT}/{shelf.folder}/{name}"
            if match and (text := checkout.text(path)) is not None:
                challenge = _challenge(checkout, path, shelf, match["number"], name, text)
                if challenge:
                    yield Document(Kind.CHALLENGE, path, challenge)


def _challenge(checkout: Checkout, path: str, shelf: Shelf, number: str, name: str, text: str) -> Challenge | None:
    tree = parsed(text)
    main = _main(tree) if tree else None
    if tree is None or main is None:
        checkout.warn(path, "is no challenge that can be read: it has no tests at its end")
        return None
    facts, rest = facts_of(ast.get_docstring(tree) or "")
    page = PAGE.search(facts.get("Review", ""))
    told, level = MINUTES.search(facts.get("Time", "")), LEVEL.search(facts.get("Difficulty", ""))
    title = facts.get("Challenge") or re.sub(r"[-_]", " ", FILE.sub(r"\g<slug>", name)).capitalize()
    solution, explanation = _solution(checkout, shelf.folder, name)
    tests = [node for node in tree.body if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and _asserts(node)]
    task = Task(
        id=f"lp:challenge.{shelf.folder}-{number}",
        title=title[:60],
        level=level["level"] if level else shelf.level,
        minutes=int(told[1]) if told else USUAL_MINUTES[shelf.folder],
        slug=page["slug"] if page else slug_for(" ".join((facts.get("Concepts", ""), facts.get("Topic", ""), title))),
        statement=rest,
        starter=starter_of(text, tests),
        hints=hints_of(text),
        solution=solution,
        explanation=explanation,
    )
    return made(checkout, path, task, [*tests, *main])


def made(checkout: Checkout, path: str, task: Task, block: Sequence[ast.stmt]) -> Challenge | None:
    """A challenge with the checks of its tests; None, with a warning, where no check is left."""
    rewritten = rewrite(block, stateless=is_stateless(task.starter))
    return with_checks(checkout, path, task, rewritten)


def with_checks(checkout: Checkout, path: str, task: Task, rewritten: Rewritten) -> Challenge | None:
    """A challenge with checks that are rewritten already."""
    for reason in rewritten.left_out:
        checkout.warn(path, f"a check could not be rewritten, so it is left out: {reason}")
    if not rewritten.checks:
        checkout.warn(path, "has no check that could be rewritten, so it is left out")
        return None
    shown = [check for check in rewritten.checks if not check.setup and len(check.source) <= MAX_SHOWN][:MOST_SHOWN]
    about = subject(task.slug)
    return Challenge(
        id=task.id,
        title=task.title,
        kind=_kind(task),
        level=task.level,
        theme=task.id.removeprefix("lp:challenge."),
        minutes=task.minutes,
        axes=(about.axis,),
        concepts=(concept_of(task.slug),),
        statement=cut(marked_up(task.statement), MAX_STATEMENT) or task.title,
        starter=task.starter,
        examples=tuple(shown),
        checks=tuple(_others(rewritten.checks, shown)),
        hints=task.hints,
        solution=task.solution,
        explanation=task.explanation,
        wrong_answers=(),
    )


def facts_of(docstring: str) -> tuple[dict[str, str], str]:
    """What the head of a docstring tells, by name, and the rest of it."""
    facts, rest, head = dict[str, str](), list[str](), True
    for line in docstring.split("\n"):
        match = FACT.match(line.strip())
        if match and (head or match["name"] in ("Concepts", "Review")):
            facts.setdefault(match["name"].partition(" ")[0], match["text"].strip())
        elif line.strip() or rest:
            head = head and not line.strip()
            rest.append(line)
    return facts, "\n".join(rest).strip()


def starter_of(text: str, tests: Sequence[ast.stmt] = ()) -> str:
    """The code to begin with: the file without its docstring, its hints and its tests."""
    lines = text.split("\n")
    tree = parsed(text)
    gone = [*tests]
    if tree and tree.body:
        first = tree.body[0]
        gone += [first] if ast.get_docstring(tree) is not None else []
        gone += [node for node in tree.body if _is_main(node)]
    for node in sorted(gone, key=lambda node: node.lineno, reverse=True):
        del lines[node.lineno - 1 : node.end_lineno]
    kept = HINT.sub("", "\n".join(lines))
    kept = re.sub(r"^#[ \t]*(?:-{3,}.*|={3,}.*|tests?\b.*)\n?", "", kept, flags=re.MULTILINE | re.IGNORECASE)
    return re.sub(r"\n{4,}", "\n\n\n", kept).strip("\n") + "\n"


def hints_of(text: str) -> tuple[str, ...]:
    """The hints that stand as comments in the file, in their order."""
    found = (escaped(match["text"].strip()[:MAX_HINT]) for match in HINT.finditer(text))
    return tuple(dict.fromkeys(found))[:9]


def is_stateless(starter: str) -> bool:
    """Whether some code has only functions and imports, so that nothing of it remembers anything."""
    tree = parsed(starter)
    plain = ast.Import | ast.ImportFrom | ast.FunctionDef
    return tree is not None and all(
        isinstance(node, plain) or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Call))
        for node in tree.body
    )


def _solution(checkout: Checkout, folder: str, name: str) -> tuple[str, str]:
    """The model solution, if there is one, without its tests; and how it goes about it."""
    path = f"{ROOT}/solutions/{folder}/{name.removesuffix('.py')}-solution.py"
    text = checkout.text(path)
    tree = parsed(text) if text else None
    if text is None or tree is None:
        return "", ""
    approach = re.sub(r"^Solution:.*\n+", "", ast.get_docstring(tree) or "").strip()
    approach = re.sub(r"^Approach:\s*", "", approach)
    return starter_of(text), cut(marked_up(approach), 600)


def _main(tree: ast.Module) -> list[ast.stmt] | None:
    node = next((node for node in tree.body if _is_main(node)), None)
    return node.body if isinstance(node, ast.If) else None


def _is_main(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def _asserts(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Assert) for inner in ast.walk(node))


def _kind(task: Task) -> ChallengeKind:
    if task.fill_in:
        return ChallengeKind.FILL_IN
    tree = parsed(task.starter)
    first = (
        next((node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)), None) if tree else None
    )
    return ChallengeKind.CLASS if isinstance(first, ast.ClassDef) else ChallengeKind.FUNCTION


def _others(checks: Sequence[Check], shown: Sequence[Check]) -> Iterator[Check]:
    for check in checks:
        if all(check is not example for example in shown):
            yield check
