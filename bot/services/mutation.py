"""How good the checks of challenges are: how many small mistakes in the model solutions they notice."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.curriculum.mutants import Mutant, mutants
from bot.domain.challenge import Challenge, ChallengeKind
from bot.domain.curriculum import Curriculum
from bot.domain.verdict import Report
from bot.grader import Grader, Limits

AT_ONCE = 8  # mutants that are handed in together: enough that no place in the sandbox stands empty
PATIENCE = Limits(seconds=1.0)  # for a check of a mutant: its original takes a small part of it
ENOUGH = 0.9  # of the mutants have to be killed

Step = Callable[[str, int, int], None]  # what was just done, how much that makes, of how much


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mistake that no check of the challenge notices."""

    challenge: str
    mutant: Mutant

    def __str__(self) -> str:
        file = f"content/challenges/{self.challenge.partition('.')[2]}.yaml"
        return f"{file}: solution: no check notices a mistake in its line {self.mutant.line}: {self.mutant.what}"


@dataclass(frozen=True, slots=True)
class Kills:
    """How many mutants there were, and those that passed every check."""

    tried: int
    survivors: tuple[Survivor, ...]

    @property
    def killed(self) -> int:
        """How many mutants failed a check."""
        return self.tried - len(self.survivors)

    @property
    def problems(self) -> list[str]:
        """One, if the checks of all challenges together notice too little."""
        if self.killed >= ENOUGH * self.tried:
            return []
        return [f"content/challenges: {self}; at least {ENOUGH:.0%} have to be. Add checks that the survivors fail."]

    def __str__(self) -> str:
        share = 100 * self.killed / self.tried if self.tried else 100.0
        return f"mutants: {self.killed} of {self.tried} killed, {share:.1f} %"


async def kill_mutants(curriculum: Curriculum, grader: Grader, step: Step = lambda name, done, total: None) -> Kills:
    """Run every mutant of every model solution against the checks of its challenge, up to the first that fails."""
    tasks = [
        (challenge, mutant)
        for challenge in curriculum.challenges.values()
        if challenge.kind is not ChallengeKind.PREDICT
        for mutant in mutants(challenge.solution)
    ]
    room, done = asyncio.Semaphore(AT_ONCE), 0

    async def survives(number: int, challenge: Challenge, mutant: Mutant) -> bool:
        nonlocal done
        async with room:
            alive = await _passes(grader, number, challenge, mutant)
        done += 1
        step(challenge.id, done, len(tasks))
        return alive

    alive = await asyncio.gather(*(survives(number, *task) for number, task in enumerate(tasks)))
    survivors = [
        Survivor(challenge.id, mutant) for (challenge, mutant), lives in zip(tasks, alive, strict=True) if lives
    ]
    return Kills(len(tasks), tuple(survivors))


async def _passes(grader: Grader, number: int, challenge: Challenge, mutant: Mutant) -> bool:
    """Whether a mutant passes every check. Each mutant is its own member to the queue, so that none waits."""
    for check in challenge.all_checks:
        report: Report = await grader.grade(number, mutant.code, (check,))
        if not report.solved:
            return False
    return True
