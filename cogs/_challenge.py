"""The words of a challenge's screens: views in, text out."""

from bot.domain.challenge import Challenge, ChallengeKind, Relation
from bot.domain.curriculum import Curriculum
from bot.domain.explain import Explanation
from bot.domain.style import PLAIN
from bot.domain.submission import Effort
from bot.domain.verdict import Outcome, Verdict
from bot.i18n import _, ngettext
from bot.services.challenge import ChallengeView
from bot.services.grading import Graded
from cogs.ui.layout import shortened
from cogs.ui.words import code_block, origin_text

MAX_GOT = 300


def challenge_text(view: ChallengeView) -> list[str]:
    """The task: facts, statement, examples, and where to begin."""
    challenge = view.challenge
    facts = _("level {level} · {kind} · about {minutes} min").format(
        level=challenge.level, kind=kind_name(challenge.kind), minutes=challenge.minutes
    )
    parts = [f"## {challenge.title}\n-# {facts}{standing(view.effort)}\n{challenge.statement}"]
    if challenge.examples:
        examples = "\n".join(check.source for check in challenge.examples)
        parts.append(_("**Examples**\n{examples}").format(examples=code_block(examples)))
    label = _("**The program**") if challenge.kind is ChallengeKind.PREDICT else _("**Begin with**")
    parts.append(f"{label}\n{code_block(challenge.starter)}")
    return [*parts, *_unproved_text(challenge), *origin_text(view.origin)]


def verdict_text(graded: Graded, curriculum: Curriculum) -> list[str]:
    """What came of an answer: how many checks pass, the first that does not, and why, in plain words."""
    report, total = graded.report, len(graded.report.outcomes)
    if report.solved:
        return _solved_text(graded)
    heading = _("## {passed} of {total} checks pass · attempt {attempt}").format(
        passed=report.passed, total=total, attempt=graded.attempt
    )
    concept = curriculum.concepts.get(graded.explanation.concept or "") if graded.explanation else None
    to_read = "\n" + _("-# To read: {concept}").format(concept=concept.title) if concept else ""
    return [heading, _failure_text(graded) + to_read, _count_text(graded), *_doubt_text(graded.challenge)]


def hint_text(view: ChallengeView, number: int) -> str:
    """The hint of a number, from 1."""
    return _("## Hint {number} of {total}\n{hint}").format(
        number=number, total=len(view.challenge.hints), hint=view.challenge.hints[number - 1]
    )


def solution_text(view: ChallengeView) -> list[str]:
    """The model solution and what it teaches."""
    challenge = view.challenge
    return [
        _("## A model solution · {title}").format(title=challenge.title),
        f"{code_block(challenge.solution)}\n{challenge.explanation}",
        *origin_text(view.origin),
    ]


def run_text(outcome: Outcome, explanation: Explanation | None) -> list[str]:
    """What a program did: its output, and how it ended, in plain words where it did not end well."""
    parts = []
    if outcome.printed:
        parts.append(_("**Printed**\n{output}").format(output=code_block(shortened(outcome.printed, 1500), "text")))
    if outcome.got not in ("", "None"):
        parts.append(_("**Result**\n{value}").format(value=code_block(shortened(outcome.got, 300))))
    if outcome.fault:
        fault = outcome.fault
        where = _(" on line {line}").format(line=fault.line) if fault.line else ""
        said = code_block(shortened(f"{fault.type}: {fault.message}", 600), "text")
        parts.append(_("**It ended with an error{where}**\n{error}").format(where=where, error=said))
    if outcome.verdict not in (Verdict.PASSED, Verdict.ERROR):
        parts.append(_("It was stopped: {reason}.").format(reason=verdict_name(outcome.verdict)))
    if explanation:
        parts.append(explained(explanation))
    return parts or [_("It ran to its end and printed nothing.")]


def kind_name(kind: ChallengeKind) -> str:
    """A kind of challenge in words."""
    return {
        ChallengeKind.FUNCTION: _("write a function"),
        ChallengeKind.CLASS: _("write a class"),
        ChallengeKind.PROGRAM: _("write a program"),
        ChallengeKind.FIX: _("fix the bug"),
        ChallengeKind.FILL_IN: _("fill in the gap"),
        ChallengeKind.REFACTOR: _("make it simpler"),
        ChallengeKind.PREDICT: _("what does it print?"),
    }[kind]


def verdict_name(verdict: Verdict) -> str:
    """A verdict in words."""
    return {
        Verdict.PASSED: _("passed"),
        Verdict.WRONG: _("wrong answer"),
        Verdict.ERROR: _("an error"),
        Verdict.TIMEOUT: _("it took too long"),
        Verdict.MEMORY: _("it used too much memory"),
        Verdict.OUTPUT_LIMIT: _("it printed too much"),
        Verdict.MISSING: _("a name is missing"),
        Verdict.NOT_RUN: _("there was no time left to run it"),
    }[verdict]


def standing(effort: Effort) -> str:
    """How far a member is with a challenge, to be put behind its name; empty before the first answer."""
    if effort.solved:
        return _(" · ☑ solved")
    if not effort.submissions:
        return ""
    tries = ngettext("{count} attempt", "{count} attempts", len(effort.submissions))
    report = effort.last.report if effort.last else None
    last = _("the last one is still being graded")
    if report:
        last = _("the last one passed {passed} of {total} checks").format(
            passed=report.passed, total=len(report.outcomes)
        )
    return f" · {tries.format(count=len(effort.submissions))}, {last}"


def _failure_text(graded: Graded) -> str:
    index = graded.report.first_failure or 0
    outcome = graded.report.outcomes[index]
    checks = graded.challenge.all_checks
    explanation = explained(graded.explanation)
    if index >= len(checks):  # what a refactoring has to keep to
        return _("✗ It does the same as before, but it isn't simpler yet: {measure}").format(
            measure=inline(outcome.got)
        )
    if index >= len(graded.challenge.examples):
        name = verdict_name(outcome.verdict)
        return _("✗ The examples pass; a check that isn't shown does not ({verdict}).\n{explanation}").format(
            verdict=name, explanation=explanation
        )
    parts = [_("✗ This example does not pass\n{source}").format(source=code_block(checks[index].source))]
    got = outcome.got if checks[index].relation in (Relation.EQUALS, Relation.RAISES) else outcome.printed
    if outcome.verdict is Verdict.WRONG and got:
        parts.append(_("your code gave\n{got}").format(got=code_block(shortened(got, MAX_GOT), "text")))
    return "\n".join([*parts, explanation])


def _count_text(graded: Graded) -> str:
    failed = [n for n, outcome in enumerate(graded.report.outcomes) if outcome.verdict is not Verdict.PASSED]
    shown = sum(index < len(graded.challenge.examples) for index in failed)
    return _("✓ {passed} passed · ✗ {failed} failed ({shown} shown, {hidden} hidden)").format(
        passed=graded.report.passed, failed=len(failed), shown=shown, hidden=len(failed) - shown
    )


def _solved_text(graded: Graded) -> list[str]:
    total, hints = len(graded.report.outcomes), graded.effort.hints
    heading = _("## {total} of {total}. Solved on attempt {attempt}").format(total=total, attempt=graded.attempt)
    with_hints = ngettext("with {count} hint", "with {count} hints", hints).format(count=hints)
    earned = [with_hints] if hints else []
    if graded.xp:
        earned.append(_("+{xp} XP").format(xp=graded.xp))
    if not graded.challenge.proved:
        earned.append(_("no XP for this one, but a day of practice: nobody has proved its checks yet"))
    parts = [f"{heading}\n{' · '.join(earned)}".rstrip(), *filter(None, [graded.challenge.explanation])]
    for remark in graded.remarks:
        words = _(PLAIN[remark.code]) if remark.code in PLAIN else remark.message
        thought = _("**A thought on style**, line {line}: {message}").format(line=remark.line, message=words)
        better = f"\n{code_block(remark.better)}" if remark.better else ""
        parts.append(thought + better)
    return parts


def _unproved_text(challenge: Challenge) -> list[str]:
    """That nobody knows yet whether the checks of a challenge are right, and what follows; of a proved one, nothing."""
    if challenge.proved:
        return []
    return [
        _(
            "**Good to know:** the curriculum has no solution for this task, so nobody has proved yet that its checks "
            "are right. Trying it counts as a day of practice; it gives no XP, and counts for no badge or level."
        )
    ]


def _doubt_text(challenge: Challenge) -> list[str]:
    """That a check which fails may be wrong itself; of a proved challenge, nothing."""
    if challenge.proved:
        return []
    return [
        _(
            "-# Nobody has proved these checks yet. If you have looked twice and are sure of your answer, the check "
            "may be the one that is wrong."
        )
    ]


def explained(explanation: Explanation | None) -> str:
    """Why a check failed, in plain words; what the member's code said stands in code, where it formats nothing."""
    if explanation is None:
        return ""
    values = {name: bare(value) if isinstance(value, str) else value for name, value in explanation.values.items()}
    return _(explanation.message).format(**values)


def inline(text: str) -> str:
    """A line of code within a sentence."""
    return f"`{bare(shortened(text, 200))}`"


def bare(text: str) -> str:
    """Text that stands within back-ticks, without those that would end it."""
    return text.replace("`", "ˋ")
