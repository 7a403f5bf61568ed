"""Review checkpoints: which there are, and the one that belongs to a level."""

from bot.domain.checkpoints import Checkpoint
from bot.domain.curriculum import Curriculum
from bot.errors import UserError


def find_checkpoint(curriculum: Curriculum, checkpoint_id: str) -> Checkpoint:
    """The checkpoint of an id, or of a former id of it. Raises UserError when there is none."""
    found = curriculum.checkpoints.get(curriculum.canonical(checkpoint_id))
    if found is None:
        raise UserError("This checkpoint is no longer offered. Type /levels to see those that are.")
    return found


def checkpoint_after(curriculum: Curriculum, level: str) -> Checkpoint | None:
    """The checkpoint that comes after a level; None when none does."""
    return next((found for found in curriculum.checkpoints.values() if found.after == level), None)
