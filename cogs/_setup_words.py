"""How plans, applies and undoings read."""

from collections.abc import Iterable, Sequence

import discord

from bot.domain.setup import Action, Note, Opened, Plan, Problem, Record, Step, Thing, Trouble
from bot.domain.setup_undo import Reason, Undoing
from bot.i18n import _, ngettext
from bot.services.setup import Planned
from cogs._setup_run import Ending, Progress
from cogs.ui.layout import shortened
from cogs.ui.words import plain

SHOWN = 5  # of a kind, before the rest is only counted
IN_WORDS = 3  # names in a row, before only the first and the last are named
PROBLEMS = 10
OTHER_NAMES = {"read_messages": "View Channels"}
NEEDS = {
    Thing.ROLE: discord.Permissions(manage_roles=True),
    Thing.CATEGORY: discord.Permissions(manage_channels=True),
    Thing.CHANNEL: discord.Permissions(manage_channels=True, manage_roles=True),
    Thing.ONBOARDING: discord.Permissions(manage_guild=True, manage_roles=True),
}


def permission_names(bits: int) -> str:
    """Permissions as Discord names them: "Manage Channels, Manage Roles"."""
    names = [name for name, on in discord.Permissions(bits) if on]
    return ", ".join(OTHER_NAMES.get(name, name.replace("_", " ").title()) for name in names)


def headline(guild: str, plan: Plan) -> str:
    """The counts of a plan."""
    return _("## Plan for {guild}: create {create}, adopt {adopt}, change {change}, leave {leave} as they are").format(
        guild=plain(guild),
        create=len(plan.of(Action.CREATE)),
        adopt=len(plan.of(Action.ADOPT, Action.FOUND)),
        change=len(plan.of(Action.CHANGE)),
        leave=plan.left,
    )


def summary(planned: Planned) -> str:
    """A plan in a few lines: what belongs together stands together."""
    plan = planned.plan
    lines = [
        *_created(planned),
        *_some([step_line(step, planned) for step in plan.of(Action.ADOPT, Action.FOUND)]),
        *_some([step_line(step, planned) for step in plan.of(Action.CHANGE)]),
    ]
    return "\n".join(lines) or _("Everything is as described.")


def step_line(step: Step, planned: Planned) -> str:
    """One step of a plan."""
    name = thing_name(step)
    match step.action:
        case Action.ADOPT:
            return _("＝ {name}: yours is used as it is").format(name=name)
        case Action.FOUND:
            return _("＝ {name}: made by an earlier apply").format(name=name)
        case Action.CHANGE:
            return _("～ {name}: {fields}").format(name=name, fields=", ".join(map(_field_name, step.fields)))
    where = next((c.name for c in planned.server.categories if c.key == step.category), None)
    line = _("＋ {name} in {category}").format(name=name, category=plain(where)) if where else f"＋ {name}"
    if step.look.tags and step.thing is Thing.CHANNEL:
        tags = len(step.look.tags)
        line += ngettext(", a forum with {count} tag", ", a forum with {count} tags", tags).format(count=tags)
    return line


def thing_name(step: Step) -> str:
    """How to name the thing of a step."""
    return {
        Thing.ROLE: _("role {name}"),
        Thing.CATEGORY: _("category {name}"),
        Thing.CHANNEL: "#{name}",
        Thing.ONBOARDING: _("Onboarding: Discord's questions to those who join"),
    }[step.thing].format(name=plain(step.look.name))


def problem_line(problem: Problem) -> str:
    """What the owner has to do before a plan can run."""
    texts = {
        Trouble.PERMISSIONS: _("! I lack {missing}. Give it to me, and this plan can run."),
        Trouble.ROLE_ABOVE: _("! Your role {name} stands above mine, so I can't give it. Drag mine above it."),
        Trouble.ROLE_POWERS: _(
            "! Your role {name} may {missing}, and I would hand it to members. Rename it, or take that from it."
        ),
        Trouble.ROLE_POWERS_IN: _(
            "! Your role {name} may {missing} in #{place}, and I would hand it to members. Rename it, or take that "
            "from it."
        ),
        Trouble.CHANNEL_CLOSED: _(
            "! I lack {missing} in your {name}. Give it to me there, or rename it, and this plan can run."
        ),
        Trouble.CHANNELS: _("! This would be more than the 500 channels that Discord allows. Remove some first."),
        Trouble.ROLES: _("! This would be more than the 250 roles that Discord allows. Remove some first."),
        Trouble.CATEGORY_FULL: _("! {name} would hold more than 50 channels. Move some out of it first."),
    }
    missing = permission_names(problem.missing)
    return texts[problem.trouble].format(name=plain(problem.name), missing=missing, place=plain(problem.place))


def opened_line(opened: Opened) -> str:
    """A role that lets members in somewhere; only the owner knows whether that is meant."""
    places = _some_names(f"#{plain(name)}" for name in opened.channels)
    return _(
        "! Members get your role {role} from me, and it opens {places} to them. Rename it if you don't want that."
    ).format(role=plain(opened.role), places=places)


def note_line(note: Note) -> str:
    """What a plan leaves out, and why that is all right."""
    return {
        Note.NO_COMMUNITY: _(
            "-# Onboarding needs Discord's Community. Turn it on in the server settings, and apply again."
        ),
        Note.OWN_ONBOARDING: _("-# The server has an Onboarding of its own; it stays."),
        Note.ONBOARDING_FORBIDDEN: _(
            "-# For the Onboarding I lack Manage Server, so I leave it out. Give it to me, and apply again."
        ),
        Note.ONBOARDING_UNREAD: _("-# Discord didn't let me read the Onboarding, so it stays."),
    }[note]


def progress_text(progress: Progress) -> str:
    """How far an apply is."""
    total = progress.done + progress.left
    now = thing_name(progress.step) if progress.step else ""
    said = _("## Setting up: {done} of {total} steps\nNow: {step}").format(done=progress.done, total=total, step=now)
    return said + "\n" + _("-# You can close this. I go on, also after a restart.")


def ending_text(progress: Progress, lacking: int) -> str:
    """How an apply ended; `lacking` are the permissions that the bot hasn't, in bits."""
    step = thing_name(progress.step) if progress.step else ""
    match progress.ending:
        case Ending.PROBLEMS:
            problems = progress.planned.plan.problems if progress.planned else ()
            return "\n".join([_("## Not yet"), *map(problem_line, problems[:PROBLEMS]), _kept(progress)])
        case Ending.FORBIDDEN:
            needs = NEEDS[progress.step.thing].value if progress.step else 0
            names = permission_names(needs & lacking or needs)
            said = _("## Stopped at {step}\nDiscord doesn't let me do that. It needs: {permissions}.")
            return said.format(step=step, permissions=names) + "\n" + _kept(progress)
        case Ending.REFUSED:
            said = _("## Stopped at {step}\nDiscord refused it: {words}")
            return said.format(step=step, words=plain(shortened(progress.words, 200))) + "\n" + _kept(progress)
        case Ending.AWAY:
            said = _("## Discord isn't answering\nI go on by myself in ten minutes; or type /setup apply.")
            return said + "\n" + _kept(progress)
    return _done_text(progress)


def undo_question(undoing: Undoing) -> str:
    """What would be removed, in words and with counts, and what stays."""
    if not undoing.remove:
        return "\n".join([_("## Nothing can be removed"), *_stays(undoing)])
    ask = _(
        "## Remove {things}?\nI made them, nobody has changed them, and nobody uses them. This can't be taken back."
    )
    return "\n".join([ask.format(things=_counts(undoing)), *_stays(undoing)])


def undone_text(undoing: Undoing, removed: Sequence[Record], refused: Sequence[Record]) -> str:
    """What was removed, what Discord didn't remove, and what stays."""
    count = len(removed)
    said = [ngettext("## Removed {count} thing", "## Removed {count} things", count).format(count=count)]
    if refused:
        names = _some_names([_record_name(record.thing, record.look.name) for record in refused])
        text = _("Discord didn't let me remove: {names}. Type /setup undo to try again, or remove it yourself.")
        said.append(text.format(names=names))
    return "\n".join([*said, *_stays(undoing)])


def _done_text(progress: Progress) -> str:
    lines = [_("## Your server is ready")]
    if progress.done:
        lines.append(ngettext("{count} step done.", "{count} steps done.", progress.done).format(count=progress.done))
    else:
        lines.append(_("Everything was as described already."))
    lines += [
        _("-# This server can have no forum, so #{name} is a text channel.").format(name=name)
        for name in progress.no_forum
    ]
    if progress.onboarding_failed:
        lines.append(_("-# Discord didn't take the Onboarding. Write it yourself, or try /setup apply later."))
    return "\n".join([*lines, *map(opened_line, progress.opened[:PROBLEMS]), *map(note_line, progress.notes)])


def _kept(progress: Progress) -> str:
    done = ngettext("{count} step is done and kept.", "{count} steps are done and kept.", progress.done)
    return done.format(count=progress.done) + " " + _("Type /setup apply to go on.")


def _created(planned: Planned) -> list[str]:
    """What is created: the roles in a line, and each category with its channels in one."""
    plan, new = planned.plan, planned.plan.of(Action.CREATE)
    roles = [step for step in new if step.thing is Thing.ROLE]
    lines = []
    if roles:
        names = _row([plain(step.look.name) for step in roles])
        lines.append(ngettext("＋ role {names}", "＋ roles {names}", len(roles)).format(names=names))
    fresh = {step.key for step in new if step.thing is Thing.CATEGORY}
    channels = [step for step in new if step.thing is Thing.CHANNEL]
    for category in planned.server.categories:
        inside = _row([thing_name(step) for step in channels if step.category == category.key])
        if category.key in fresh:
            said = _("＋ category {category}, with {channels}") if inside else _("＋ category {category}")
        else:
            said = _("＋ in {category}: {channels}") if inside else ""
        if said:
            lines.append(said.format(category=plain(category.name), channels=inside))
    if outside := _row([thing_name(step) for step in channels if step.category is None]):
        lines.append(f"＋ {outside}")
    return lines + [f"＋ {thing_name(step)}" for step in plan.steps if _is_new_onboarding(step)]


def _is_new_onboarding(step: Step) -> bool:
    return step.thing is Thing.ONBOARDING and step.action is Action.CREATE


def _row(names: Sequence[str]) -> str:
    if len(names) <= IN_WORDS:
        return ", ".join(names)
    return _("{first} … {last} ({count})").format(first=names[0], last=names[-1], count=len(names))


def _some(lines: Sequence[str]) -> list[str]:
    if len(lines) <= SHOWN:
        return list(lines)
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], ngettext("… and {count} more", "… and {count} more", more).format(count=more)]


def _field_name(field: str) -> str:
    return {
        "name": _("name"),
        "topic": _("topic"),
        "parent": _("category"),
        "tags": _("tags"),
        "access": _("permissions"),
        "colour": _("colour"),
        "mentionable": _("who may mention it"),
        "hoist": _("standing apart"),
    }[field]


def _counts(undoing: Undoing) -> str:
    """ "19 channels, 3 categories, 15 roles"."""
    of = {thing: sum(record.thing is thing for record in undoing.remove) for thing in Thing}
    parts = [
        ngettext("{count} channel", "{count} channels", of[Thing.CHANNEL]).format(count=of[Thing.CHANNEL]),
        ngettext("{count} category", "{count} categories", of[Thing.CATEGORY]).format(count=of[Thing.CATEGORY]),
        ngettext("{count} role", "{count} roles", of[Thing.ROLE]).format(count=of[Thing.ROLE]),
        _("the Onboarding"),
    ]
    kinds = (Thing.CHANNEL, Thing.CATEGORY, Thing.ROLE, Thing.ONBOARDING)
    return ", ".join(part for part, thing in zip(parts, kinds, strict=True) if of[thing])


def _stays(undoing: Undoing) -> list[str]:
    """What stays, by the reason."""
    texts = {
        Reason.ADOPTED: _("Yours before I came, so it stays: {names}"),
        Reason.CHANGED: _("Changed since I made it, so it stays: {names}"),
        Reason.USED: _("Somebody has written there, so it stays: {names}"),
        Reason.UNKNOWN: _("I can't see whether anybody uses it, so it stays: {names}"),
        Reason.HELD: _("Members have it, so it stays: {names}"),
        Reason.NOT_EMPTY: _("Channels stay in it, so it stays: {names}"),
        Reason.ABOVE: _("It stands above my own role, so it stays: {names}"),
    }
    return [
        texts[reason].format(
            names=_some_names([_record_name(r.thing, r.look.name) for r, why in undoing.stay if why is reason])
        )
        for reason in Reason
        if any(why is reason for _record, why in undoing.stay)
    ]


def _record_name(thing: Thing, name: str) -> str:
    if thing is Thing.ONBOARDING:
        return _("the Onboarding")
    return f"#{plain(name)}" if thing is Thing.CHANNEL else plain(name)


def _some_names(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - SHOWN
    text = ", ".join(listed[:SHOWN])
    if more > 0:
        text = ngettext("{names} and {count} more", "{names} and {count} more", more).format(names=text, count=more)
    return text
