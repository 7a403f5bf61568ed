"""Levels, modules and projects: the folders in `projects`, what their README says, and `CURRICULUM_MAP.md`.

A project is known by its group and its number, whatever its folder is called today.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.curriculum.importer._checkout import Checkout
from bot.curriculum.importer._document import Document, Kind
from bot.curriculum.importer._markdown import (
    bullets,
    first_paragraph,
    links,
    plain,
    rows,
    section,
    sections,
    title_of,
    without_frame,
)
from bot.domain.curriculum import Project
from bot.domain.imported import Module, SourceLevel
from bot.domain.mixed import escaped

ROOT = "projects"
LEVELS = ("00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "elite")
FOLDERS = {"00": "level-00-absolute-beginner", "elite": "elite-track"}
NUMBERED = re.compile(r"(?P<number>\d{2})[-_](?P<slug>[A-Za-z0-9][A-Za-z0-9_-]*)")
HEADING = re.compile(r"^.*?(?:/|—|–|-{2})\s*(?:(?:Project|Capstone)\s+\d+\s*(?:[-—–:]+\s*|/\s*))?(?P<title>[^/]+)$")
CONCEPT = re.compile(r"(?:^|/)concepts/(?P<slug>[a-z0-9-]+)\.md(?:#.*)?$")
TIME = re.compile(
    r"(?P<least>\d+(?:\.\d+)?)\s*(?:(?:-|–|to)\s*(?P<most>\d+(?:\.\d+)?))?\s*(?P<unit>min|hr|hour|h\b|day)"
)
UNITS = {"min": 1, "hr": 60, "hour": 60, "h": 60, "day": 360}
EXERCISE = re.compile(r"(?:try this|exercise \d+)", re.IGNORECASE)  # headings that name nothing
USUAL_MINUTES = 90
NEEDS = re.compile(r"\b(?P<kind>Level|Module)\s+(?P<number>\d+)", re.IGNORECASE)
MAX_LINE, MAX_BRIEF, MAX_LINES = 240, 900, 6


@dataclass(frozen=True, slots=True)
class Group:
    """Some numbered folders: of a level, of a module, or the capstones."""

    name: str
    folder: str
    level: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A row of the map of projects."""

    difficulty: str
    minutes: int
    skill: str


@dataclass(frozen=True, slots=True)
class Edges:
    """The links from projects to concept pages: those that lead somewhere, and those that don't."""

    valid: int
    broken: int


def read_levels(checkout: Checkout) -> Iterator[Document]:
    """The levels of which there is a folder."""
    named = {_group_of(heading): heading for heading, _body in sections(checkout.text("CURRICULUM_MAP.md") or "", 3)}
    for name in LEVELS:
        folder = _level_folder(name)
        if checkout.names(folder):
            title = named.get(_group_name(name)) or title_of(checkout.text(f"{folder}/README.md") or "") or name
            title = re.sub(r"\s+--\s+", " — ", title)
            yield Document(Kind.LEVEL, folder, SourceLevel(f"lp:level.{name}", title[:100], name))


def read_modules(checkout: Checkout) -> Iterator[Document]:
    """The modules, each with what it requires."""
    facts = _module_facts(checkout)
    for number, folder in _numbered(checkout, f"{ROOT}/modules"):
        path = f"{ROOT}/modules/{folder}"
        title, requires, learns = facts.get(number, ("", (), ""))
        title = title or _bare(title_of(checkout.text(f"{path}/README.md") or "")) or folder
        module = Module(f"lp:module.{number:02}", title[:100], number, _module_level(requires, facts), requires, learns)
        yield Document(Kind.MODULE, path, module)


def read_projects(checkout: Checkout, concepts: frozenset[str], modules: list[Document]) -> Iterator[Document]:
    """Every project. `concepts` are the pages that there are."""
    mapped = read_map(checkout)
    for group in _groups(checkout, modules):
        seen: dict[int, str] = {}
        for number, folder in _numbered(checkout, group.folder):
            if number in seen:
                checkout.warn(group.folder, f"{folder} has the number of {seen[number]}; the first one counts")
                continue
            seen[number] = folder
            path = f"{group.folder}/{folder}"
            project = _project(checkout, group, number, path, mapped.get((group.name, number)), concepts)
            yield Document(Kind.PROJECT, path, project)


def read_map(checkout: Checkout) -> dict[tuple[str, int], Mapped]:
    """The rows of `CURRICULUM_MAP.md`, by group and number."""
    found: dict[tuple[str, int], Mapped] = {}
    group = ""
    for line in (checkout.text("CURRICULUM_MAP.md") or "").split("\n"):
        if line.startswith("#"):
            group = _group_of(line.lstrip("# "))
            continue
        cells = next(rows(line), [])
        if group and len(cells) >= 5 and cells[0].isdigit():
            found[group, int(cells[0])] = Mapped(cells[2], minutes(cells[3]), cells[4])
    return found


def project_id(link: str) -> str | None:
    """The id of the project to whose folder a link leads.

    >>> project_id("./projects/level-0/05-number-classifier/"), project_id("projects/modules/03-rest-apis/01-x/a.md")
    ('lp:project.level-0-05', 'lp:project.module-03-01')
    """
    parts = [part for part in link.partition("#")[0].split("/") if part not in (".", "..", "")]
    if len(parts) < 3 or parts[0] != ROOT:
        return None
    folders = {_level_folder(name).rpartition("/")[2]: _group_name(name) for name in LEVELS} | {"capstones": "capstone"}
    group, named = folders.get(parts[1]), NUMBERED.fullmatch(parts[2])
    if parts[1] == "modules" and named and len(parts) > 3:
        group, named = f"module-{named['number']}", NUMBERED.fullmatch(parts[3])
    return f"lp:project.{group}-{named['number']}" if group and named else None


def edges(checkout: Checkout, documents: list[Document]) -> Edges:
    """How many links lead from the projects' lists of related concepts to pages, and how many to nothing."""
    valid = broken = 0
    for document in documents:
        if document.kind is Kind.PROJECT:
            for slug in _related(checkout.text(f"{document.path}/README.md") or ""):
                exists = checkout.has(f"concepts/{slug}.md")
                valid, broken = valid + exists, broken + (not exists)
    return Edges(valid, broken)


def minutes(text: str) -> int:
    """A time as minutes: of a span, its middle; 0 where none is told.

    >>> minutes("15 minutes"), minutes("1-2 hr"), minutes("2–3 hours"), minutes("soon")
    (15, 90, 150, 0)
    """
    match = TIME.search(text.casefold())
    if not match:
        return 0
    least = float(match["least"])
    most = float(match["most"] or least)
    return round((least + most) / 2 * UNITS[match["unit"].strip()])


def _project(
    checkout: Checkout, group: Group, number: int, path: str, mapped: Mapped | None, concepts: frozenset[str]
) -> Project:
    page = _page(checkout, path)
    text = without_frame(page)
    named = [slug for slug in _related(page) if slug in concepts]
    for slug in _related(page):
        if slug not in concepts:
            checkout.warn(path, f"names the concept {slug!r}, which there is not; the link is left out")
    must = _lines(section(text, "Focus")) or _lines(_core(text)) or _lines(checkout.text(f"{path}/TRY_THIS.md") or "")
    brief = first_paragraph(section(text, "Why this") or section(text, "Brief") or _after_title(text))
    skills = [mapped.skill] if mapped and mapped.skill else []
    skills += [slug.removesuffix("-explained").replace("-", " ") for slug in named]
    told = minutes(_estimate(text))
    return Project(
        id=f"lp:project.{group.name}-{number:02}",
        title=_project_title(page, path)[:100],
        brief=escaped(brief[:MAX_BRIEF]),
        must=tuple(must),
        stretch=tuple(_lines(section(text, "Alter it")) or _lines(_stretch(text))),
        minutes=told or (mapped.minutes if mapped else 0) or USUAL_MINUTES,
        skills=tuple(dict.fromkeys(skills))[:MAX_LINES],
        path="",
        level=group.level,
        rubric=tuple(_lines(section(text, "Mastery check")) or _lines(section(text, "Explain it"))),
    )


def _page(checkout: Checkout, path: str) -> str:
    """What tells about a project: its README, or in the first level the page with what to try."""
    return checkout.text(f"{path}/README.md") or checkout.text(f"{path}/TRY_THIS.md") or ""


def _project_title(page: str, path: str) -> str:
    title = _bare(title_of(page))
    if title and not EXERCISE.match(title):
        return title
    match = NUMBERED.fullmatch(path.rpartition("/")[2])
    return (match["slug"] if match else path).replace("-", " ").replace("_", " ").strip().title()


def _bare(title: str) -> str:
    """A heading without what stands before the name: "Level 0 / Project 01 - Terminal Hello Lab"."""
    match = HEADING.match(title)
    found = match["title"] if match else title
    return re.sub(r"^(?:Project|Capstone|Module)\s+\d+\s*[-—–:]+\s*", "", found).strip()


def _related(page: str) -> list[str]:
    """The concept pages that a project lists as related, in order, each once."""
    found = (CONCEPT.search(link) for link in links(section(page, "Related Concepts")))
    return list(dict.fromkeys(match["slug"] for match in found if match))


def _estimate(text: str) -> str:
    return next((line for line in text.split("\n") if "estimated time" in line.casefold()), "")


def _lines(text: str) -> list[str]:
    return [escaped(line[:MAX_LINE]) for line in bullets(text)[:MAX_LINES]]


def _core(text: str) -> str:
    """What a capstone must do."""
    return section(section(text, "Requirements") and text, "Core", 3)


def _stretch(text: str) -> str:
    return section(text, "Stretch", 3)


def _after_title(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("#"))


def _groups(checkout: Checkout, modules: list[Document]) -> Iterator[Group]:
    for name in LEVELS:
        yield Group(_group_name(name), _level_folder(name), name)
    yield Group("capstone", f"{ROOT}/capstones", "10")
    for document in modules:
        if isinstance(module := document.value, Module):
            yield Group(f"module-{module.number:02}", document.path, module.level)


def _group_name(level: str) -> str:
    return "elite" if level == "elite" else f"level-{level}"


def _level_folder(name: str) -> str:
    return f"{ROOT}/{FOLDERS.get(name, f'level-{name}')}"


def _numbered(checkout: Checkout, folder: str) -> Iterator[tuple[int, str]]:
    """The folders of a folder that have a number, in order."""
    for name in checkout.folders(folder):
        match = NUMBERED.fullmatch(name)
        if match:
            yield int(match["number"]), name


def _group_of(heading: str) -> str:
    """The name of a group in a heading of the map.

    >>> _group_of("Level 00 -- Absolute Beginner"), _group_of("Module 04 -- FastAPI Web (Prereq: Level 3)")
    ('level-00', 'module-04')
    """
    match = re.match(r"(Level|Module)\s+(\d+)", heading)
    if match:
        return f"{match[1].casefold()}-{match[2]}"
    first = heading.partition(" ")[0].casefold()
    return {"elite": "elite", "capstone": "capstone", "capstones": "capstone"}.get(first, "")


def _module_facts(checkout: Checkout) -> dict[int, tuple[str, tuple[str, ...], str]]:
    """By number: the title of a module, what it requires, and what one learns in it."""
    found: dict[int, tuple[str, tuple[str, ...], str]] = {}
    for cells in rows(checkout.text(f"{ROOT}/modules/README.md") or ""):
        if len(cells) >= 5 and cells[0].isdigit():
            title = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cells[1])
            found.setdefault(int(cells[0]), (title, _needs(cells[3]), escaped(plain(cells[4])[:MAX_LINE])))
    for heading, _body in sections(checkout.text("CURRICULUM_MAP.md") or "", 4):
        match = re.match(r"Module\s+(\d+)\s*(?:--|—|–)\s*([^(]+)\(Prereq: ([^)]*)\)", heading)
        if match:
            found.setdefault(int(match[1]), (match[2].strip(), _needs(match[3]), ""))
    return found


def _needs(text: str) -> tuple[str, ...]:
    return tuple(
        f"lp:level.{match['number']}" if match["kind"].casefold() == "level" else f"lp:module.{int(match['number']):02}"
        for match in NEEDS.finditer(text)
    )


def _module_level(requires: tuple[str, ...], facts: dict[int, tuple[str, tuple[str, ...], str]], deep: int = 0) -> str:
    """The level after which a module can be begun: the highest that it, or a module before it, requires."""
    levels = [need.removeprefix("lp:level.") for need in requires if need.startswith("lp:level.")]
    before = [int(need.removeprefix("lp:module.")) for need in requires if need.startswith("lp:module.")]
    if deep < len(facts):
        levels += [_module_level(facts[number][1], facts, deep + 1) for number in before if number in facts]
    known = [level for level in levels if level in LEVELS]
    return max(known, key=LEVELS.index, default="2")
