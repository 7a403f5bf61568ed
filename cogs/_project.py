"""The screen of a project, and the words of those that are offered."""

from collections.abc import Sequence

from bot.client import Interaction
from bot.domain.curriculum import Checklist
from bot.domain.projects import Offer
from bot.i18n import _, ngettext
from bot.services.projects import Chosen, ProjectView, view_project
from cogs.ui import navigation
from cogs.ui.layout import ACCENT, GREEN, Block, Screen, shortened
from cogs.ui.words import duration, origin_text

MAX_BRIEF = 180


async def project_screen(interaction: Interaction, project_id: str, told: Sequence[Block] = ()) -> Screen:
    """Something to build, with all that tells whether it is built; `told` is what is new.

    Raises UserError when there is no such project.
    """
    bot, user = interaction.client, interaction.user.id
    view = await view_project(bot.db, bot.curriculum, user, project_id)
    project = view.project
    back = [navigation.open_path(user, view.path.id, _("Back to the path"))] if view.path else []
    if view.module:
        back.append(navigation.open_guide(user, view.module.id, _("Module: {title}").format(title=view.module.title)))
    row = [navigation.mark_done(user, project.id, _("I have built it")), navigation.open_suggestions(user)]
    if view.done:
        row = [
            navigation.open_suggestions(user, GREEN),
            navigation.mark_open(user, project.id, _("Not built after all")),
        ]
    return Screen(*project_text(view), *told, [*row, *back], colour=view.path.colour if view.path else ACCENT)


def project_text(view: ProjectView) -> list[str]:
    """What it has to do, what it may do, how one knows that it is good, and the points to look at in the end."""
    project = view.project
    status = _("☑ built") if view.done else _("☐ not built yet")
    if view.claimed:
        status += " · " + _("claimed from PROGRESS.md")
    facts = _("level {level} · about {hours} · {status}").format(
        level=project.level, hours=duration(project.minutes), status=status
    )
    focus = _("**It must**\n{lines}") if view.origin is None else _("**What it is about**\n{lines}")
    good = _("**You know that it is good when**\n{lines}") if view.origin is None else _("**In the end**\n{lines}")
    return [
        f"## {project.title}\n-# {facts}\n{project.brief}".rstrip(),
        *([_("**You will use** {skills}").format(skills=", ".join(project.skills))] if project.skills else []),
        *_lines_text(focus, project.must),
        *_lines_text(_("**For more**\n{lines}"), project.stretch),
        *_lines_text(good, project.rubric),
        *_checklist_text(view.checklist),
        *origin_text(view.origin),
    ]


def offers_text(chosen: Chosen) -> list[str]:
    """The projects that are offered, each with what speaks for it."""
    heading = _("## Something to build\n-# Chosen for level {level} and about {hours} a week").format(
        level=chosen.level.name, hours=duration(chosen.minutes)
    )
    if chosen.path and chosen.widened:
        heading += "\n" + _("You have built everything of {path}. Here is more, from other paths.").format(
            path=chosen.path.title
        )
    if not chosen.offers:
        return [heading, _("You have built every project that there is. What about one of your own?")]
    return [heading, *(_offer_text(offer, chosen) for offer in chosen.offers)]


def reasons(offer: Offer, level: str, goal: str | None) -> str:
    """What speaks for a project, in words: its level, the way to the goal, and the time that it takes."""
    parts = [_level_words(offer.above, level)]
    if offer.on_the_way and goal:
        parts.append(_("on your way to {goal}").format(goal=goal))
    weeks = ngettext("about {count} week at your pace", "about {count} weeks at your pace", offer.weeks)
    return "; ".join([*parts, weeks.format(count=offer.weeks)])


def _offer_text(offer: Offer, chosen: Chosen) -> str:
    project = offer.project
    facts = _("level {level} · about {hours}").format(level=project.level, hours=duration(project.minutes))
    facts += f" · {chosen.sources[project.id].name}" if project.id in chosen.sources else ""
    why = reasons(offer, chosen.level.name, chosen.track.title if chosen.track else None)
    return _("**{title}** · {facts}\n{brief}\n-# Why this one: {why}").format(
        title=project.title, facts=facts, brief=shortened(project.brief, MAX_BRIEF), why=why
    )


def _level_words(above: int, level: str) -> str:
    if above > 0:
        return ngettext("{count} level above {level}", "{count} levels above {level}", above).format(
            count=above, level=level
        )
    if above < 0:
        return ngettext("{count} level below {level}", "{count} levels below {level}", -above).format(
            count=-above, level=level
        )
    return _("right at level {level}").format(level=level)


def _checklist_text(checklist: Checklist | None) -> list[str]:
    if checklist is None:
        return []
    points = "\n".join(f"{number}. {point}" for number, point in enumerate(checklist.points, 1))
    return [f"**{checklist.title}**\n{points}"]


def _lines_text(text: str, lines: tuple[str, ...]) -> list[str]:
    """A list under its heading; an imported project may have none."""
    return [text.format(lines=_bullets(lines))] if lines else []


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)
