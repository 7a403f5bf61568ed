"""The pictures of somebody's progress, each with the same facts in words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from bot.domain.pictures import (
    STEPS,
    WEEKS,
    AheadPicture,
    Bar,
    Column,
    Drawing,
    Look,
    PracticePicture,
    Skill,
    SkillsPicture,
    first_day,
)
from bot.domain.progress import PathState
from bot.domain.streak import WEEK, Mark, Streak
from bot.i18n import _, ngettext
from bot.services.progress import EARLIER, Progress
from cogs.ui.words import axis_name, short_day, short_months, short_weekdays, topics_done

LEAST_APART = 3  # columns between the names of two months


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture that is still to be drawn: the name of its file, what it holds, and the same in words."""

    name: str
    drawing: Drawing
    words: str


def sketches(view: Progress, look: Look) -> list[Sketch]:
    """The pictures of a progress; what would be empty is left out."""
    found = [practice_sketch(view, look)]
    if any(skill.now or skill.before for skill in view.skills):
        found.insert(0, Sketch("skills.png", _skills(view, look), skills_words(view)))
    if begun(view) or any(view.forecast):
        found.append(Sketch("ahead.png", _ahead(view, look), ahead_words(view)))
    return found


class Rhythm(Protocol):
    """A streak, and what was done on each day of half a year, oldest first, today last."""

    @property
    def streak(self) -> Streak:
        """The rhythm of the last days."""

    @property
    def heat(self) -> tuple[int, ...]:
        """The things done on each day."""


def practice_sketch(view: Rhythm, look: Look) -> Sketch:
    """The week over the heat map of half a year."""
    return Sketch("practice.png", _practice(view, look), practice_words(view))


def begun(view: Progress) -> list[PathState]:
    """The paths on which something is done."""
    return [state for state in view.states if state.done or state.exit]


def skills_words(view: Progress) -> str:
    """What the radar shows."""
    intro = _("Radar of eight skills, from 0 to 100.")
    named = "; ".join(f"{axis_name(skill.axis)} {_value(skill.now, skill.before)}" for skill in view.skills)
    return f"{intro} {named}."


def _value(now: int | None, before: int | None) -> str:
    shown = _("not shown yet") if now is None else str(now)
    if before is None:
        return shown
    return _("{now} ({days} days ago {before})").format(now=shown, days=EARLIER, before=before)


def _skills(view: Progress, look: Look) -> SkillsPicture:
    return SkillsPicture(
        look,
        _("Skills, from 0 to 100"),
        tuple(Skill(axis_name(skill.axis), skill.now, skill.before) for skill in view.skills),
        _("now"),
        _("{days} days ago (in brackets)").format(days=EARLIER),
    )


def mark_name(mark: Mark) -> str:
    """What became of a day."""
    match mark:
        case Mark.PRACTISED:
            return _("practised")
        case Mark.FROZEN:
            return _("freeze")
        case Mark.OFF:
            return _("day off")
        case Mark.OPEN:
            return _("open")


def days_practised(view: Rhythm) -> int:
    """On how many days of the heat map anything was done."""
    return sum(count > 0 for count in view.heat)


def practice_words(view: Rhythm) -> str:
    """What the marks of the week and the heat map show."""
    today = view.streak.today
    week = ", ".join(f"{name} {mark_name(mark)}" for mark, name in _week(view))
    parts = [_("The last seven days: {week}.").format(week=week)]
    span = _("Heat map of {weeks} weeks, {first} to {last}: {days}.")
    first = short_day(first_day(today))
    parts.append(span.format(weeks=WEEKS, first=first, last=short_day(today), days=_days(days_practised(view))))
    if any(view.heat):
        parts += [_("By month: {months}.").format(months=months_text(view)), _most(view)]
    return " ".join(parts)


def months_text(view: Rhythm) -> str:
    """On how many days of each month anything was done: "Jun 12, Jul 3"."""
    first = first_day(view.streak.today)
    days = (first + timedelta(days=ahead) for ahead, count in enumerate(view.heat) if count)
    found = Counter((day.year, day.month) for day in days)
    return ", ".join(f"{short_months()[month - 1]} {count}" for (_year, month), count in found.items())


def _most(view: Rhythm) -> str:
    most = max(view.heat)
    day = first_day(view.streak.today) + timedelta(days=view.heat.index(most))
    done = ngettext("Most on {day}: {count} thing done.", "Most on {day}: {count} things done.", most)
    return done.format(day=short_day(day), count=most)


def _days(count: int) -> str:
    return ngettext("{count} day practised", "{count} days practised", count).format(count=count)


def _week(view: Rhythm) -> list[tuple[Mark, str]]:
    today = view.streak.today
    days = [today - timedelta(days=back) for back in reversed(range(WEEK))]
    names = [short_weekdays()[day.weekday()] for day in days[:-1]]
    return list(zip(view.streak.week, [*names, _("today")], strict=True))


def _practice(view: Rhythm, look: Look) -> PracticePicture:
    week, today = _week(view), view.streak.today
    there = {mark for mark, _name in week}
    active = view.streak.active_days
    title = _("{days} of the last 7 days").format(days=active) if active else _("The last 7 days")
    heading = _("{days} in {weeks} weeks").format(days=_days(days_practised(view)), weeks=WEEKS)
    return PracticePicture(
        look,
        title,
        tuple(week),
        tuple((mark, mark_name(mark)) for mark in Mark if mark in there),
        heading,
        view.heat,
        tuple(_months(first_day(today))),
        short_weekdays(),
        _("a day"),
        _steps(),
        _("today"),
    )


def _months(first: date) -> list[tuple[int, str]]:
    """The names of the months over the columns in which they begin; the first one if there is room for it."""
    found: list[tuple[int, str]] = []
    for column in range(WEEKS):
        last = first + timedelta(weeks=column, days=WEEK - 1)
        if last.day <= WEEK or not column:
            day = first if not column and last.day > WEEK else last
            found.append((column, short_months()[day.month - 1]))
    return found[1:] if found[1][0] < LEAST_APART else found


def _steps() -> tuple[str, ...]:
    between = [f"{least}–{above - 1}" for least, above in pairwise(STEPS)]
    return "0", *between, f"{STEPS[-1]}+"


def ahead_words(view: Progress) -> str:
    """What the bars of the paths and the columns of the cards show."""
    parts = []
    if bars := begun(view):
        paths = "; ".join(f"{state.path.title} {_done(state)}" for state in bars)
        parts.append(_("Bars of paths: {paths}.").format(paths=paths))
    if any(view.forecast):
        parts.append(_("Columns of cards: {cards}.").format(cards=cards_text(view)))
    return " ".join(parts)


def cards_text(view: Progress) -> str:
    """How many cards come on which of the next days: "9 cards within 14 days: today 3, Sat 28 Nov 6"."""
    total, today = sum(view.forecast), view.streak.today
    within = ngettext("{count} card within {days} days", "{count} cards within {days} days", total)
    named = (
        f"{short_day(today + timedelta(days=ahead)) if ahead else _('today')} {count}"
        for ahead, count in enumerate(view.forecast)
        if count
    )
    return f"{within.format(count=total, days=len(view.forecast))}: {', '.join(named)}"


def _done(state: PathState) -> str:
    topics = topics_done(state.done, state.total)
    return _("{topics}, finished").format(topics=topics) if state.exit else topics


def _ahead(view: Progress, look: Look) -> AheadPicture:
    today, total = view.streak.today, sum(view.forecast)
    days = [today + timedelta(days=ahead) for ahead in range(len(view.forecast))]
    columns = tuple(
        Column(count, short_weekdays()[day.weekday()], str(day.day))
        for day, count in zip(days, view.forecast, strict=True)
    )
    heading = ngettext("{count} card in the next {days} days", "{count} cards in the next {days} days", total)
    return AheadPicture(
        look,
        _("Paths"),
        tuple(Bar(state.path.title, state.done, state.total, _done(state)) for state in begun(view)),
        heading.format(count=total, days=len(days)),
        columns if total else (),
    )
