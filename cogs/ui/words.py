"""Numbers, days and names as words. A symbol never stands without the words that it goes with."""

import re
from datetime import date

import discord

from bot.domain.assessment import Depth
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import OWN_DECK
from bot.domain.imported import Origin
from bot.domain.paths import Stage
from bot.domain.quiz import MISTAKES
from bot.domain.skills import Axis
from bot.i18n import _, ngettext
from cogs.ui.layout import FENCE

SEGMENTS = 6
RUN = re.compile("`(?=`)")  # back-ticks that stand side by side could end the block,
APART = "`\u200b"  # so something that nobody sees stands between them


def bar(done: int, total: int) -> str:
    """A bar of six segments; full only when everything is done, and begun as soon as anything is.

    >>> bar(0, 9), bar(1, 9), bar(8, 9), bar(9, 9)
    ('▱▱▱▱▱▱', '▰▱▱▱▱▱', '▰▰▰▰▰▱', '▰▰▰▰▰▰')
    """
    filled = done * SEGMENTS // total if total else 0
    filled = max(filled, 1) if done else 0
    return "▰" * filled + "▱" * (SEGMENTS - filled)


def deck_name(title: str) -> str:
    """How to name a deck: by its title, but for the member's own."""
    return _("My own cards") if title in ("", OWN_DECK) else title


def quiz_name(title: str) -> str:
    """How to name what is sat: a quiz by its title, but for a round of mistakes of all of them; an assessment."""
    if title in tuple(Depth):
        return _("Find my level")
    return _("My mistakes") if title == MISTAKES else title


def marked(name: str, curriculum: Curriculum, item: str) -> str:
    """The name of an item in a list: of an imported one, with where it comes from."""
    origin = curriculum.origin_of(item)
    return f"{name} · {origin.name}" if origin else name


def source_text(curriculum: Curriculum, item: str) -> list[str]:
    """Where an imported item comes from, with its licence and a link; of our own, nothing."""
    return origin_text(curriculum.origin_of(item))


def origin_text(origin: Origin | None) -> list[str]:
    """The same, of an origin."""
    if origin is None:
        return []
    text = _("-# From [{name}](<{link}>), {licence} licence, © {holder}, as of {day}")
    values = {"name": origin.name, "link": origin.link, "licence": origin.licence, "holder": origin.holder}
    return [text.format(**values, day=origin.day)]


def axis_name(axis: Axis) -> str:
    """The name of a field of skill."""
    return {
        Axis.FUNDAMENTALS: _("Fundamentals"),
        Axis.DATA_STRUCTURES: _("Data structures"),
        Axis.FUNCTIONS_OBJECTS: _("Functions and objects"),
        Axis.FILES_FORMATS: _("Files and data formats"),
        Axis.ERRORS_DEBUGGING: _("Errors and debugging"),
        Axis.TESTING_QUALITY: _("Testing and quality"),
        Axis.WEB_DATABASES: _("Web, APIs and databases"),
        Axis.CONCURRENCY_ARCHITECTURE: _("Concurrency and architecture"),
    }[axis]


def weeks(stage: Stage) -> str:
    """The weeks of a stage: "week 4" or "weeks 3–4"."""
    if stage.first_week == stage.last_week:
        return _("week {week}").format(week=stage.first_week)
    return _("weeks {first}–{last}").format(first=stage.first_week, last=stage.last_week)


def topics_done(done: int, total: int) -> str:
    """ "9 of 14 topics"."""
    return ngettext("{done} of {total} topic", "{done} of {total} topics", total).format(done=done, total=total)


def weekday(day: date, today: date) -> str:
    """A day to come as one says it: today, tomorrow, a weekday, or the date."""
    match (day - today).days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case days if 1 < days < 7:
            return _weekday(day)
    return day.isoformat()


def ago(day: date, today: date) -> str:
    """A day as one says it: today, yesterday, a weekday, or the date."""
    match (today - day).days:
        case days if days <= 0:
            return _("today")
        case 1:
            return _("yesterday")
        case days if 1 < days < 7:
            return _weekday(day)
    return day.isoformat()


def _weekday(day: date) -> str:
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def short_weekdays() -> tuple[str, ...]:
    """The days of a week where there is room for three letters, from Monday on."""
    return _("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")


def short_months() -> tuple[str, ...]:
    """The months of a year where there is room for three letters, from January on."""
    first = _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")
    return *first, _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")


def short_day(day: date) -> str:
    """A day with its weekday: "Fri 27 Nov"."""
    return f"{short_weekdays()[day.weekday()]} {day.day} {short_months()[day.month - 1]}"


def hour(value: int) -> str:
    """An hour of the clock: "03:00"."""
    return f"{value:02}:00"


def months(least: int, most: int) -> str:
    """A span of months, in years where that is how people say it."""
    if least % 12 == 0 and most % 12 == 0:
        return _("{least}–{most} years").format(least=least // 12, most=most // 12)
    return _("{least}–{most} months").format(least=least, most=most)


def duration(minutes: int) -> str:
    """A number of minutes as one says it: "45 minutes", "4 hours"."""
    if minutes < 120:
        return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    hours = round(minutes / 60)
    return ngettext("{count} hour", "{count} hours", hours).format(count=hours)


def ai_rule(rule: str) -> str:
    """What an AI tutor may do under a rule, to be put behind its name."""
    return {
        "none": _("stays out of it: the first steps are yours alone."),
        "explain": _("may explain what an error message says, and nothing more."),
        "hints": _("may give hints for finding a bug, but no code."),
        "review": _("may review what you have written."),
        "pair": _("may program with you, as a pair."),
        "free": _("may do whatever helps; you answer for the result."),
    }[rule]


def plain(text: str) -> str:
    """A member's own words, without the power to format or to mention."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))


def code_block(code: str, language: str = "py") -> str:
    """Code in a block; back-ticks inside cannot end it."""
    return f"{FENCE}{language}\n{RUN.sub(APART, code.rstrip())}\n{FENCE}"
