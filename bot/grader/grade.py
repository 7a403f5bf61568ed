"""From the answers of the sandbox to verdicts. Whether a check passed is decided here, and nowhere else."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from bot.domain.challenge import Check, Measure, Relation
from bot.domain.verdict import Fault, Outcome, Report, Verdict
from bot.grader.answer import Answer
from bot.grader.compare import form_of, is_raised, matches, same_text

Order = dict[str, object]
Ask = Callable[[Order], Awaitable[Answer]]
MOST_TIMEOUTS = 2

STOPPED: dict[str, tuple[Verdict, Fault | None]] = {
    "timeout": (Verdict.TIMEOUT, None),
    "memory": (Verdict.MEMORY, None),
    "stack": (Verdict.ERROR, Fault("RecursionError", "maximum recursion depth exceeded", None, "")),
    "exit": (Verdict.ERROR, Fault("SystemExit", "the code ended the interpreter", None, "")),
    "crash": (Verdict.ERROR, Fault("SystemError", "the code crashed the interpreter", None, "")),
}


async def grade(
    code: str, checks: Iterable[Check], measure: Measure, ask: Ask, in_budget: Callable[[], bool]
) -> Report:
    """The outcomes of all checks, one after the other; what the budget doesn't reach is not run.

    Nor is anything after two checks that took too long: the others wait for the place of an endless loop.
    """
    outcomes: list[Outcome] = []
    for check in checks:
        patient = sum(outcome.verdict is Verdict.TIMEOUT for outcome in outcomes) < MOST_TIMEOUTS
        run = patient and in_budget()
        outcomes.append(judge(check, await ask(order_for(code, check))) if run else Outcome(Verdict.NOT_RUN))
    if measure != Measure():
        answer = await ask({"do": "measure", "code": code}) if in_budget() else None
        outcomes += [Outcome(Verdict.NOT_RUN)] if answer is None else judge_measure(measure, answer)
    return Report(tuple(outcomes))


def order_for(code: str, check: Check) -> Order:
    """What the guest gets of a check: everything but what is expected."""
    do = "program" if check.relation is Relation.OUTPUTS else "check"
    return {"do": do, "code": code, "setup": check.setup, "expression": check.expression, "stdin": check.stdin}


def judge(check: Check, answer: Answer) -> Outcome:
    """The outcome of one check. It passes if what is expected was seen, and in no other case."""
    outcome = _unproven(answer)
    if answer.exceeded or answer.end in STOPPED:
        return outcome
    return replace(outcome, verdict=Verdict.PASSED) if _is_right(check, answer) else outcome


def _is_right(check: Check, answer: Answer) -> bool:
    match check.relation, answer.end:
        case Relation.EQUALS, "value":
            return matches(answer.form, form_of(check.expected))
        case (Relation.PRINTS, "value") | (Relation.OUTPUTS, "done"):
            return same_text(answer.printed_raw, str(check.expected))
        case Relation.RAISES, "error":
            return answer.in_check and is_raised(str(check.expected), answer.own, answer.builtin)
    return False


def report(answer: Answer) -> Outcome:
    """The outcome of a run with which nothing is compared: passed, if it came to its end."""
    outcome = _unproven(answer)
    ended = answer.end == "done" and not answer.exceeded
    return replace(outcome, verdict=Verdict.PASSED) if ended else outcome


def _unproven(answer: Answer) -> Outcome:
    """The outcome as long as nothing speaks for it. What the guest makes up here harms only the member's own result."""
    verdict, fault = STOPPED.get(answer.end, (Verdict.ERROR, answer.fault or STOPPED["crash"][1]))
    if answer.exceeded:
        verdict, fault = Verdict.OUTPUT_LIMIT, None
    elif answer.end in ("done", "value"):
        verdict, fault = Verdict.WRONG, None
    elif answer.end == "missing":
        verdict, fault = Verdict.MISSING, Fault("NameError", ", ".join(answer.missing), None, "")
    elif answer.fault and answer.fault.type == "MemoryError" and not answer.fault.message:
        verdict = Verdict.MEMORY  # with a message, it is the parser that gave up
    return Outcome(verdict, answer.shown, answer.printed, fault, answer.names)


def judge_measure(measure: Measure, answer: Answer) -> list[Outcome]:
    """One outcome more if the code isn't as asked. This guest only read the code, so its answer is true."""
    if answer.end != "measured":
        return [report(answer)]
    words = [f"uses {word}" for word in measure.without if word in answer.words]
    if measure.max_lines is not None and answer.lines > measure.max_lines:
        words.insert(0, f"{answer.lines} lines; at most {measure.max_lines}")
    return [Outcome(Verdict.WRONG, "; ".join(words))] if words else []
