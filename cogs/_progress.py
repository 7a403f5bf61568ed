"""Somebody's progress in words: what the pictures tell, and what they have no room for."""

from bot.domain.events import Kind
from bot.domain.paths import Path
from bot.domain.pictures import WEEKS
from bot.domain.progress import Completion
from bot.domain.streak import Mark
from bot.i18n import _, ngettext
from bot.services.claims import Claimed
from bot.services.progress import EARLIER, Progress, Recent
from cogs._pictures import begun, cards_text, days_practised, months_text
from cogs.ui.layout import shortened
from cogs.ui.words import ago, axis_name, bar, deck_name, plain, quiz_name, topics_done


def claims_text(claimed: Claimed) -> list[str]:
    """What the member claims by their own PROGRESS.md, as what it is; nothing without claims."""
    if not claimed.any:
        return []
    said = _("**Claimed from PROGRESS.md** · {what}\n-# Your own word: it counts for no XP, badge or level.")
    levels = [_("level {name}: {count}").format(name=name, count=count) for name, count in _by_level(claimed)]
    return ["\n".join([said.format(what=claimed_words(claimed)), *([f"-# {' · '.join(levels)}"] if levels else [])])]


def claimed_words(claimed: Claimed) -> str:
    """How much is claimed: "20 projects, 2 challenges"."""
    counted = (
        (claimed.projects, ngettext("{count} project", "{count} projects", claimed.projects)),
        (claimed.challenges, ngettext("{count} challenge", "{count} challenges", claimed.challenges)),
        (claimed.quizzes, ngettext("{count} quiz", "{count} quizzes", claimed.quizzes)),
    )
    return ", ".join(words.format(count=count) for count, words in counted if count) or _("nothing yet")


def _by_level(claimed: Claimed) -> list[tuple[str, int]]:
    """The levels in which projects are claimed, and how many."""
    return [(name, count) for name, count in (claimed.by_group or {}).items() if name.isdigit() or name == "elite"]


def first_steps(*, started: bool) -> str:
    """What an empty profile shows: what the first steps will change in it."""
    if started:
        return _("Nothing here yet. Read and try one topic, then mark it done: the first path begins to fill.")
    return _(
        "Nothing here yet. Three steps change that:\n"
        "1. **/start** asks five questions and gives you a first exercise: today counts.\n"
        "2. **Read and try one topic**, then mark it done: the first path begins to fill.\n"
        "3. **Come back tomorrow**: two of your last seven days make the beginning of a rhythm."
    )


def facts(view: Progress) -> list[str]:
    """Everything about a progress that is not empty."""
    parts = [_skills_text(view), rhythm_text(view), _paths_text(view), _levels_text(view)]
    if any(view.forecast):
        parts.append(_("**Flashcards**\n{cards}").format(cards=cards_text(view)))
    if view.exits:
        parts.append(_exits_text(view.exits))
    if view.recent:
        parts.append(_recent_text(view))
    return [part for part in parts if part]


def _skills_text(view: Progress) -> str:
    shown = [skill for skill in view.skills if skill.now or skill.before]
    if not shown:
        return ""
    named = " · ".join(
        f"{axis_name(skill.axis)} {skill.now or 0}" + (f" ({skill.before})" if skill.before else "") for skill in shown
    )
    note = _("-# From 0 to 100, by what you answered, reviewed and solved.")
    if any(skill.before for skill in shown):
        note += _(" In brackets: {days} days ago.").format(days=EARLIER)
    open_ones = [axis_name(skill.axis) for skill in view.skills if skill not in shown]
    if open_ones:
        note += _(" Not shown yet: {axes}.").format(axes=" · ".join(open_ones))
    return _("**Skills**\n{skills}").format(skills=named) + f"\n{note}"


def rhythm_text(view: Progress) -> str:
    """The streak as a rhythm: on how many of the last days, then how many in a row, then half a year."""
    streak = view.streak
    rhythm = _("The last 7 days were quiet.")
    if streak.active_days:
        rhythm = _("Practised on **{days} of the last 7 days**.").format(days=streak.active_days)
    symbols = {Mark.PRACTISED: "●", Mark.FROZEN: "❄", Mark.OFF: "▫", Mark.OPEN: "○"}
    week = " ".join(symbols[mark] for mark in streak.week)
    today = _("Today counts already.") if streak.done_today else _("Today is still open.")
    legend = _("-# ● practised · ○ not · today is the last one ({day})").format(day=streak.today.isoformat())
    if Mark.FROZEN in streak.week:
        legend += _(" · ❄ covered by a freeze, which every seventh day in a row earns")
    if Mark.OFF in streak.week:
        legend += _(" · ▫ a day off")
    months = [_months_text(view)] if any(view.heat) else []
    return "\n".join([f"{rhythm} {today}", week, _runs_text(view), *months, legend])


def _runs_text(view: Progress) -> str:
    streak = view.streak
    runs = [
        ngettext("best: {count} day in a row", "best: {count} days in a row", streak.best).format(count=streak.best)
    ]
    if streak.current:
        now = ngettext("now {count} day in a row", "now {count} days in a row", streak.current)
        runs.insert(0, now.format(count=streak.current))
    if streak.freezes:
        in_hand = ngettext("{count} freeze in hand", "{count} freezes in hand", streak.freezes)
        runs.append(in_hand.format(count=streak.freezes))
    return " · ".join(runs)


def _months_text(view: Progress) -> str:
    count = days_practised(view)
    text = ngettext(
        "{count} day practised in the last {weeks} weeks: {months}",
        "{count} days practised in the last {weeks} weeks: {months}",
        count,
    )
    return text.format(count=count, weeks=WEEKS, months=months_text(view))


def _paths_text(view: Progress) -> str:
    lines = [
        f"**{state.path.title}** {bar(state.done, state.total)} {topics_done(state.done, state.total)}"
        + (_(" · ☑ finished") if state.exit else "")
        for state in begun(view)
    ]
    built = ngettext("{count} project built", "{count} projects built", view.projects).format(count=view.projects)
    solved = ngettext("{count} challenge solved", "{count} challenges solved", view.challenges)
    work = f"{built} · {solved.format(count=view.challenges)} · {view.xp} XP"
    return "\n".join([*(lines or [_("No path begun yet.")]), work])


def _levels_text(view: Progress) -> str:
    lines = [
        _("Level {name} ({title}): {done} of {total} topics and projects").format(
            name=level.name, title=level.title, done=level.done, total=level.total
        )
        for level in view.levels
    ]
    return "\n".join(lines)


def _exits_text(exits: tuple[tuple[Path, Completion], ...]) -> str:
    lines = [f"☑ **{path.exit.title}**\n-# {plain(shortened(met.evidence or '', 150))}" for path, met in exits]
    return _("**Exit criteria met**\n{lines}").format(lines="\n".join(lines))


def _recent_text(view: Progress) -> str:
    lines = [f"{_recent_title(entry)} · {ago(entry.day, view.streak.today)}" for entry in view.recent]
    return _("**Lately**\n{lines}").format(lines="\n".join(lines))


def _recent_title(entry: Recent) -> str:
    match entry.kind:
        case Kind.WARMED_UP:
            return _("Warm-up: {level}").format(level=entry.title)
        case Kind.REVIEWED:
            return _("Flashcards: {deck}").format(deck=deck_name(entry.title))
        case Kind.ANSWERED:
            return _("Questions: {quiz}").format(quiz=quiz_name(entry.title))
    return entry.title
