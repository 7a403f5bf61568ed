"""How sittings of a kind run: the one place in which quizzes and assessments differ."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.sitting import Answer, Sitting


@dataclass(frozen=True, slots=True)
class Course:
    """What a kind of sitting does by its own rules, each inside the transaction of an answer.

    `draw` names the next question when all that were drawn are answered; None ends the sitting. `total` is how many
    questions it will have asked in the end, None where that is not known yet. `end` records what came of it. With
    `explains`, each answer is explained at once.
    """

    draw: Callable[[sqlite3.Connection, Curriculum, Sitting, Sequence[Answer]], str | None]
    total: Callable[[Curriculum, Sitting, Sequence[Answer]], int | None]
    end: Callable[[sqlite3.Connection, Curriculum, Sitting, Sequence[Answer], datetime], None]
    explains: bool
