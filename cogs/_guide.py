"""The words of a guide."""

from bot.i18n import _
from bot.services.guides import GuideView, StepView
from cogs.ui.words import ai_rule, code_block


def guide_text(view: GuideView) -> list[str]:
    """What it is about, the prompt for the member's level, the steps, the questions, and where to practise."""
    guide = view.guide
    steps = "\n".join(_step_line(number, step) for number, step in enumerate(view.steps, 1))
    questions = "\n".join(f"- {question}" for question in guide.questions)
    practice = "\n".join(f"- **/{way.command}** {way.why}" for way in guide.practise)
    return [
        _("## Guide · {title}\n{summary}").format(title=guide.title, summary=guide.summary),
        _("**The way**\n{steps}").format(steps=steps),
        _prompt_text(view),
        _("**Questions to ask yourself**\n{questions}").format(questions=questions),
        _("**To practise here**\n{practice}").format(practice=practice),
    ]


def _step_line(number: int, view: StepView) -> str:
    total = len(view.lessons)
    state = _("☐ open")
    if view.done == total:
        state = _("☑ done")
    elif view.done:
        state = _("{done} of {total} done").format(done=view.done, total=total)
    line = f"{number}. **{view.step.title}** · {state}\n-# {view.step.why}"
    if view.done == total:
        return line
    titles = ", ".join(lesson.title for lesson in view.lessons if not lesson.done)
    return line + "\n" + _("-# To learn: {titles}").format(titles=titles)


def _prompt_text(view: GuideView) -> str:
    level = view.level
    rule = _("At level {level}, an AI tutor {rule}").format(level=level.name, rule=ai_rule(level.ai))
    if not view.placed:
        rule = _("You haven't told me your level yet (/start does). {rule}").format(rule=rule)
    if level.ai == "none":
        return _("**Whom to ask**\n{rule}\n{advice}").format(rule=rule, advice=view.prompt)
    return _("**A prompt for your AI tutor**\n{rule}\n{prompt}").format(
        rule=rule, prompt=code_block(view.prompt, "text")
    )
