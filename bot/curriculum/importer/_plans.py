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
QUIZ = re.compile(r"quizzes/(?P<slug>[a-z0-9-]+)-quiz\.py")
CHALLENGE = re.compile(r"challenges/(?P<shelf>beginner|intermediate|advanced)/(?P<number>\d{2})[-_]")
DECK = re.compile(r"--level (?P<level>\d{1,2})")
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
            tasks = [_task(cells) for cells in rows(section(body, "Activities", 3)) if len(cells) >= 3]
            checkpoint = Checkpoint(
                id=f"lp:checkpoint.{match['number']}",
                title=match["title"][:100],
                when=escaped(_bold(body, "When")),
                subjects=escaped(_bold(body, "What to review")),
                tasks=tuple(task for task in tasks[1:] if task.text),
                passes=escaped(_bold(body, "Pass criteria")),
                otherwise=escaped(_bold(body, "If struggling")),
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
    words = plain(tool)
    return Task(escaped(f"{plain(what)}: {words}"[:MAX_TEXT]), _item(tool), minutes(time))


def _item(tool: str) -> str | None:
    """The imported item that an activity names."""
    if match := QUIZ.search(tool):
        return f"lp:quiz.{match['slug']}"
    if match := CHALLENGE.search(tool):
        return f"lp:challenge.{match['shelf']}-{match['number']}"
    if match := DECK.search(tool):
        return f"lp:deck.level-{match['level']}"
    return next((project for link in links(tool) if (project := project_id(link))), None)


def _field(body: str, name: str) -> str:
    match = re.search(rf"^[-*]\s+\*\*{name}[^*]*\*\*:?\s*(.+)$", body, re.MULTILINE)
    return plain(match[1]) if match else ""


def _bold(body: str, name: str) -> str:
    match = re.search(rf"^\*\*{name}:?\*\*:?\s*(.+)$", body, re.MULTILINE)
    return plain(match[1])[:MAX_TEXT] if match else ""
