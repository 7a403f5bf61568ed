"""Review checkpoints: ours and the imported ones, and the one that belongs to a level."""

from dataclasses import dataclass

from bot.domain import imported
from bot.domain.checkpoints import Checkpoint
from bot.domain.curriculum import Curriculum
from bot.domain.imported import Origin
from bot.errors import UserError


@dataclass(frozen=True, slots=True)
class TaskView:
    """Something to do at an imported checkpoint, and the titles of what of it is offered here, by id."""

    task: imported.Task
    items: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An imported checkpoint, with what can be opened of it."""

    checkpoint: imported.Checkpoint
    tasks: tuple[TaskView, ...]
    origin: Origin | None

    @property
    def items(self) -> dict[str, str]:
        """The titles of all that can be opened, by id, in the order of the tasks."""
        return {item: title for view in self.tasks for item, title in view.items.items()}


def find_checkpoint(curriculum: Curriculum, checkpoint_id: str) -> Checkpoint:
    """The checkpoint of an id, or of a former id of it. Raises UserError when there is none."""
    found = curriculum.checkpoints.get(curriculum.canonical(checkpoint_id))
    if found is None:
        raise UserError("This checkpoint is no longer offered. Type /levels to see those that are.")
    return found


def find_review(curriculum: Curriculum, checkpoint_id: str) -> ReviewView | None:
    """An imported checkpoint by its id; None when it is none."""
    found = curriculum.imported.checkpoints.get(checkpoint_id)
    if found is None:
        return None
    tasks = tuple(TaskView(task, _offered(curriculum, task.items)) for task in found.tasks)
    return ReviewView(found, tasks, curriculum.origin_of(found.id))


def checkpoint_after(curriculum: Curriculum, level: str) -> str | None:
    """The id of the checkpoint that comes after a level, ours before an imported one; None when none does."""
    ours = [found.id for found in curriculum.checkpoints.values() if found.after == level]
    others = [found.id for found in curriculum.imported.checkpoints.values() if found.after == level]
    return next(iter([*ours, *others]), None)


def _offered(curriculum: Curriculum, items: tuple[str, ...]) -> dict[str, str]:
    kinds = (curriculum.decks, curriculum.quizzes, curriculum.challenges, curriculum.projects)
    return {item: curriculum.title_of(item) for item in items if any(item in kind for kind in kinds)}
