"""The words of a guide, and of an imported module."""

from collections.abc import Sequence

from bot.domain.curriculum import Project
from bot.i18n import _, ngettext
from bot.services.guides import GuideView, StepView
from bot.services.modules import Before, ModuleView
from cogs.ui.words import ai_rule, bar, code_block, duration, origin_text


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


def modules_text(views: Sequence[ModuleView], source: str) -> list[str]:
    """All modules, each with what comes before it, how far one is, and what one learns."""
    heading = _(
        "## Modules of {source}\nMore ways into a field. Each leads through a few projects, with libraries that people "
        "use at work."
    )
    return [heading.format(source=source), "\n".join(_module_lines(view) for view in views)]


def module_text(view: ModuleView) -> list[str]:
    """One module: what one learns, what comes before it, and what to build."""
    facts = _("module {number}").format(number=view.module.number)
    if view.projects:
        facts += f" · {_built_words(view)}"
    parts = [f"## {view.module.title}\n-# {facts}"]
    if view.module.learns:
        parts.append(_("**You will meet** {learns}").format(learns=view.module.learns))
    if view.before:
        needs = ", ".join(_before_words(before, tick=True) for before in view.before)
        parts.append(_("**First:** {needs}. You may look ahead all the same.").format(needs=needs))
    if view.projects:
        lines = "\n".join(_project_line(view, project, built=built) for project, built in view.projects)
        where = _("-# Build them on your own computer; mark each as built when it does what it should.")
        parts.append(_("**To build, in this order**\n{lines}").format(lines=f"{lines}\n{where}"))
    return [*parts, *origin_text(view.origin)]


def project_state(project: Project, *, built: bool) -> str:
    """A project of a module in a list, with whether it is built."""
    return _("{title} · built").format(title=project.title) if built else project.title


def _module_lines(view: ModuleView) -> str:
    needs = ", ".join(_before_words(before) for before in view.before)
    after = [_("after {needs}").format(needs=needs)] if needs else []
    line = " · ".join([f"**{view.module.title}**", *after, *([_built_words(view)] if view.done else [])])
    return f"{line}\n-# {view.module.learns}" if view.module.learns else line


def _built_words(view: ModuleView) -> str:
    total = len(view.projects)
    words = ngettext("{done} of {total} project built", "{done} of {total} projects built", total)
    return f"{bar(view.done, total)} {words.format(done=view.done, total=total)}"


def _before_words(before: Before, *, tick: bool = False) -> str:
    if before.module is None:
        return _("level {level}").format(level=before.level)
    if not tick:
        return before.module.title
    return (_("☑ {title}") if before.done else _("☐ {title}")).format(title=before.module.title)


def _project_line(view: ModuleView, project: Project, *, built: bool) -> str:
    if built:
        return _("☑ {title} · built").format(title=project.title)
    time = duration(project.minutes)
    if project is view.next:
        return _("☐ **{title}** ← next, about {time}").format(title=project.title, time=time)
    return _("☐ {title} · about {time}").format(title=project.title, time=time)
