"""The plan of thirty days, and the checkpoints at which one reviews."""

import re
from collections.abc import Iterator

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._markdown import first_paragraph, links, plain, rows, section, sections, title_of
from bot.curriculum.importer._projects import minutes, project_id
from bot.domain.curriculum import Plan, PlanDay
from bot.domain.imported import Checkpoint, Task
from bot.domain.mixed import escaped

PLAN, CHECKPOINTS = "30_DAY_PYTHON_CHALLENGE.md", "REVIEW_SCHEDULE.md"
DAY = re.compile(r"^Day\s+(?P<number>\d{1,3})\s*(?:—|–|-{1,2}|:)\s*(?P<title>.+)$")
POINT = re.compile(r"^Review Point\s+(?P<number>\d{1,2})\s*:\s*(?P<title>.+)$")
AFTER = re.compile(r"^After Level (?P<level>\d{1,2})\b")
QUIZ = re.compile(r"quizzes/(?P<slug>[a-z0-9-]+)-quiz\.py")
CHALLENGE = re.compile(r"challenges/(?P<shelf>beginner|intermediate|advanced)/(?P<number>\d{2})[-_]")
DECK = re.compile(r"--level (?P<level>\d{1,2})")
PROJECT = re.compile(r"\bLevel (?P<level>\d{1,2}) project (?P<number>\d{2})\b")
MAX_WHY, MAX_TEXT = 240, 400


def read_plans(checkout: Checkout) -> Iterator[Document]:
    """The plan, if there is one with days."""
    text = checkout.text(PLAN)
    if text is None:
        return
    days: dict[int, PlanDay] = {}
    for heading, body in sections(text, 3):
        match = DAY.match(heading)
        if match and int(match["number"]) not in days:
            number = int(match["number"])
            why = escaped(_field(body, "Objective")[:MAX_WHY])
            days[number] = PlanDay(number, match["title"][:100], why, "", tuple(_tasks(body)))
        elif match:
            checkout.warn(PLAN, f"has day {match['number']} twice; the first one counts")
    if not days:
        checkout.warn(PLAN, "has no days that could be read")
        return
    summary = escaped(first_paragraph(text)[:600])
    plan = Plan("lp:plan.thirty-days", title_of(text)[:100], summary, tuple(days[number] for number in sorted(days)))
    yield Document(Kind.PLAN, PLAN, plan)


def read_checkpoints(checkout: Checkout) -> Iterator[Document]:
    """Every checkpoint."""
    for heading, body in sections(checkout.text(CHECKPOINTS) or "", 2):
        match = POINT.match(heading)
        if match:
            after = AFTER.match(match["title"])
            tasks = [_task(cells) for cells in rows(section(body, "Activities", 3)) if len(cells) >= 3]
            checkpoint = Checkpoint(
                id=f"lp:checkpoint.{match['number']}",
                title=match["title"][:100],
                when=escaped(_bold(body, "When")),
                subjects=escaped(_bold(body, "What to review")),
                tasks=tuple(task for task in tasks[1:] if task.text),
                passes=escaped(_bold(body, "Pass criteria")),
                otherwise=escaped(_bold(body, "If struggling")),
                after=after["level"] if after else "",
            )
            yield Document(Kind.CHECKPOINT, CHECKPOINTS, checkpoint)


def _tasks(body: str) -> Iterator[str]:
    """The projects of a day; "from … through …" means those in between as well."""
    line = next((line for line in body.split("\n") if "**Project" in line), "")
    found = [project for link in links(line) if (project := project_id(link))]
    if "through" in line and len(found) == 2:
        (group, first), (_, last) = (project.rsplit("-", 1) for project in found)
        found = [f"{group}-{number:02}" for number in range(int(first), int(last) + 1)]
    yield from dict.fromkeys(found)


def _task(cells: list[str]) -> Task:
    what, tool, time = cells[0], cells[1], cells[2]
    how = escaped(plain(tool)[:MAX_TEXT])
    return Task(escaped(plain(what)[:MAX_TEXT]), tuple(dict.fromkeys(_items(tool))), minutes(time), how)


def _items(tool: str) -> Iterator[str]:
    """The imported items that an activity names."""
    yield from (f"lp:quiz.{match['slug']}" for match in QUIZ.finditer(tool))
    yield from (f"lp:challenge.{match['shelf']}-{match['number']}" for match in CHALLENGE.finditer(tool))
    yield from (f"lp:deck.level-{match['level']}" for match in DECK.finditer(tool))
    yield from (project for link in links(tool) if (project := project_id(link)))
    yield from (f"lp:project.level-{match['level']}-{match['number']}" for match in PROJECT.finditer(tool))


def _field(body: str, name: str) -> str:
    match = re.search(rf"^[-*]\s+\*\*{name}[^*]*\*\*:?\s*(.+)$", body, re.MULTILINE)
    return plain(match[1]) if match else ""


def _bold(body: str, name: str) -> str:
    """What stands behind a bold name; behind several that begin so, all of it."""
    found = re.findall(rf"^\*\*{name}[^*\n]*\*\*:?\s*(.+)$", body, re.MULTILINE)
    return plain(" ".join(found))[:MAX_TEXT]
