"""Code that never comes to an end, needs too much, or never got its turn."""

from bot.domain.explain._case import Case, Explanation
from bot.domain.explain._code import endless
from bot.domain.translatable import gettext_noop as N_  # noqa: N812
from bot.domain.verdict import Verdict

CONTROL = "concept.control-flow"
LIMITS = {Verdict.TIMEOUT, Verdict.MEMORY, Verdict.OUTPUT_LIMIT}
ENDLESS = {
    "unchanged": N_(
        "The loop on line {line} of your code depends on `{name}`, but nothing inside the loop changes `{name}`, so it "
        "never ends. What should happen to it in each round?"
    ),
    "away": N_(
        "The loop on line {line} of your code depends on `{name}`, and each round takes `{name}` further away from the "
        "end. Which way should it move?"
    ),
    "forever": N_(
        "The loop on line {line} of your code has a condition that is always true, and nothing in it leaves the loop. "
        "When should it stop, and how could you tell it so?"
    ),
    "grows": N_(
        "The loop on line {line} of your code walks through `{name}` and makes `{name}` longer on the way, so it never "
        "reaches the end. What could you add the new elements to instead?"
    ),
}


def endless_loop(case: Case) -> Explanation | None:
    """A loop of which the code itself shows that it cannot end."""
    loop = endless(case.tree) if case.outcome.verdict in LIMITS else None
    if loop is None:
        return None
    if case.outcome.verdict is Verdict.OUTPUT_LIMIT and loop.prints:
        message = N_(
            "The loop on line {line} of your code prints something in every round and never stops. What should make it "
            "end?"
        )
        return case.say("endless-print", CONTROL, message, facts={"line": loop.line})
    facts: dict[str, object] = {"line": loop.line, "name": loop.name}
    return case.say(f"loop-{loop.reason}", CONTROL, ENDLESS[loop.reason], facts=facts)


def timeout(case: Case) -> Explanation | None:
    """Too slow, for no reason that we can see."""
    if case.outcome.verdict is not Verdict.TIMEOUT:
        return None
    message = N_(
        "Your code was still running when its time was up. Is there a loop that never ends, or a step that is repeated "
        "far more often than it needs to be?"
    )
    return case.say("timeout", CONTROL, message)


def memory(case: Case) -> Explanation | None:
    """More memory than there is."""
    if case.outcome.verdict is not Verdict.MEMORY and case.fault.type != "MemoryError":
        return None
    message = N_(
        "Your code asked for more memory than it may use. Does a list or a string grow in a loop that doesn't end, and "
        "do you need to keep all of it?"
    )
    return case.say("memory", "concept.collections", message)


def output_limit(case: Case) -> Explanation | None:
    """More output than anybody reads."""
    if case.outcome.verdict is not Verdict.OUTPUT_LIMIT:
        return None
    message = N_(
        "Your code printed far more than the task needs, so it was stopped. Is there a `print` inside a loop that runs "
        "too often?"
    )
    return case.say("output-limit", CONTROL, message)


def not_run(case: Case) -> Explanation | None:
    """The budget of the submission was used up before this check."""
    if case.outcome.verdict is not Verdict.NOT_RUN:
        return None
    message = N_(
        "The checks before this one used up all the time, so it didn't run. Begin with the first one that fails."
    )
    return case.say("not-run", None, message)


RULES = (endless_loop, timeout, memory, output_limit, not_run)
