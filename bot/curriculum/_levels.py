"""A task uses what its level knows: nothing in it is first met at a later level."""

from collections.abc import Iterator

from bot.curriculum._documents import Library, Problem, Source
from bot.curriculum.schema import ChallengeModel, LevelModel
from bot.domain.challenge import ChallengeKind
from bot.domain.features import features


def level_problems(library: Library) -> Iterator[Problem]:
    """Features that two levels introduce, and tasks that use what a later level introduces, or none."""
    first: dict[str, LevelModel] = {}
    positions: dict[str, int] = {}
    for source, level in sorted(library.of(LevelModel), key=lambda found: found[1].position):
        positions[level.name] = level.position
        for index, feature in enumerate(level.introduces):
            if feature in first:
                earlier = first[feature].name
                key = f"introduces[{index}]"
                yield source.problem(key, f"{feature!r} is introduced at level {earlier} already. Take it out here.")
            first.setdefault(feature, level)
    if not first:
        return  # nothing says what is known where
    for source, task in library.of(ChallengeModel):
        if task.status == "active" and task.level in positions:
            yield from _unknown(source, task, first, positions[task.level])


def _unknown(source: Source, task: ChallengeModel, first: dict[str, LevelModel], position: int) -> Iterator[Problem]:
    named: set[str] = set()
    for key, code in _programs(task):
        try:
            used = sorted(features(code), key=lambda found: (found[1], found[0]))
        except SyntaxError as error:
            if key == "solution":
                yield source.problem(key, f"is not Python: {error.msg} in its line {error.lineno}. Correct it.")
            continue
        for feature, line in used:
            level = first.get(feature)
            if feature in named or (level and level.position <= position):
                continue
            named.add(feature)
            yield source.problem(key, f"uses {feature!r} in its line {line}, {_remedy(level, task.level)}")


def _programs(task: ChallengeModel) -> Iterator[tuple[str, str]]:
    yield "starter", task.starter
    if task.task is not ChallengeKind.PREDICT:
        yield "solution", task.solution


def _remedy(level: LevelModel | None, own: str) -> str:
    if level is None:
        return "which no level introduces. Name it under `introduces` of a level."
    return f"which level {level.name} introduces. Do without it at level {own}, or move the task to level {level.name}."
