"""Which projects to offer: what fits a member's level, their goal and their time, and is not built yet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from bot.domain.curriculum import Project
from bot.domain.imported import is_imported

AT_ONCE = 3
ABOVE, BELOW = 1.5, 1.0  # what a level more or less than the member's own costs
LATER = 0.5  # what each path costs that comes before it on the way to the goal
ELSEWHERE = 2.5  # what a path costs that is not on the way
PATIENCE = 3  # weeks that a project may take without costing anything
LONGER, LONGEST = 0.5, 3.0  # what each week more costs, and what they cost at most


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member has: the position of their level, the paths to their goal in order, and minutes a week.

    Without paths, every path is as good as any other.
    """

    level: int
    minutes: int
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A project with what speaks for it: levels above the member's (below 0: under it), on the way to their goal or
    not, and the weeks that it takes at their pace.
    """

    project: Project
    above: int
    on_the_way: bool
    weeks: int


def offers(
    projects: Iterable[Project], built: Collection[str], positions: Mapping[str, int], wish: Wish
) -> list[Offer]:
    """Everything that is not built yet, what fits best first; `positions` are those of the levels."""
    open_projects = (project for project in projects if project.id not in built)
    made = [_offer(project, positions[project.level], wish) for project in open_projects]
    return sorted(made, key=lambda offer: _rank(offer, wish))


def page(ranked: list[Offer], number: int) -> list[Offer]:
    """The `number`-th three (from 0) of what is offered; after the last three come the first ones again.

    >>> page([], 4)
    []
    """
    first = number % max(pages(ranked), 1) * AT_ONCE
    return ranked[first : first + AT_ONCE]


def pages(ranked: list[Offer]) -> int:
    """How many threes there are, the last one perhaps with fewer."""
    return ceil(len(ranked) / AT_ONCE)


def cost(offer: Offer, wish: Wish) -> float:
    """How far a project is from what fits, 0 for a perfect one."""
    level = offer.above * ABOVE if offer.above > 0 else -offer.above * BELOW
    path = 0.0
    if wish.paths:
        path = wish.paths.index(offer.project.path) * LATER if offer.on_the_way else ELSEWHERE
    return level + path + min(max(offer.weeks - PATIENCE, 0) * LONGER, LONGEST)


def _rank(offer: Offer, wish: Wish) -> tuple[float, bool, int, str]:
    """What fits best comes first; of what fits as well, our own before what was imported, and what takes less time."""
    return cost(offer, wish), is_imported(offer.project.id), offer.project.minutes, offer.project.id


def _offer(project: Project, position: int, wish: Wish) -> Offer:
    weeks = max(ceil(project.minutes / max(wish.minutes, 1)), 1)
    return Offer(project, position - wish.level, project.path in wish.paths, weeks)
