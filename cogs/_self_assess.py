"""The words of rating oneself: the form of a page, how far one is, and how it lies beside one's answers."""

from typing import Any

import discord

from bot.domain.imported import Origin, is_imported
from bot.domain.self_assessment import Difference, Page, SelfView
from bot.domain.skills import Axis
from bot.i18n import _, ngettext
from bot.services.self_assess import Asked
from cogs.ui import navigation
from cogs.ui.forms import radio_field
from cogs.ui.layout import GREEN, QUIET, Row, Screen, shortened
from cogs.ui.state import fill
from cogs.ui.words import axis_name, bar, origin_text

SELF, SELF_OTHER = "assess:self:{owner}", "assess:self-other:{owner}:{statements}"
RATE, RATE_OTHER = "assess:rate:{owner}:{page}", "assess:rate-other:{owner}:{statements}:{page}"


def ratings() -> dict[str, str]:
    """What each number means."""
    return {
        "1": _("1 · Not yet"),
        "2": _("2 · With a lot of help"),
        "3": _("3 · With some help"),
        "4": _("4 · On my own"),
        "5": _("5 · I could teach it"),
    }


def statement_fields(page: Page, view: SelfView) -> list[discord.ui.Label[Any]]:
    """The statements of a page, each with what one said before."""
    return [
        radio_field(
            statement.title,
            _key(statement.id),
            ratings(),
            hint=statement.text,
            chosen=str(view.ratings.get(statement.id, "")),
        )
        for statement in page.statements
    ]


def keys_of(page: Page) -> dict[str, str]:
    """The statements of a page by the names of their fields."""
    return {_key(statement.id): statement.id for statement in page.statements}


def page_name(page: Page) -> str:
    """The title of a page: "First steps, 1 of 2"."""
    if page.parts == 1:
        return page.tier
    return _("{tier}, {part} of {parts}").format(tier=page.tier, part=page.part, parts=page.parts)


def self_screen(asked: Asked, user: int, saved: int | None = None) -> Screen:
    """How far one is, or how one sees oneself; `saved` is the page (from 0) that was just rated."""
    view, source = asked.view, asked.origin
    heading = _("## How you see yourself")
    if source:
        heading = _("## How you see yourself · {source}").format(source=source.name)
    parts = [f"{heading}\n{_progress_text(view)}"]
    if source:
        parts.append(_("These are the curriculum's own statements, level by level. They count apart from ours."))
    if not view.ratings:
        parts.append(
            _("For each statement, pick how well it fits you today. Nobody sees it but you, and no answer is wrong.")
        )
    elif view.next_page is None:
        parts += [_tiers_text(view), *_by_field(view)]
    return Screen(*parts, *origin_text(source), _buttons(asked, user, saved))


def _by_field(view: SelfView) -> list[str]:
    """How one sees oneself by field, beside one's answers; the curriculum's statements are about no fields."""
    return [_fields_text(view), _beside_text(view)] if view.axes else []


def _progress_text(view: SelfView) -> str:
    total = len(view.assessment.statements)
    done = len(view.ratings)
    text = ngettext("{done} of {total} statement rated", "{done} of {total} statements rated", total)
    return f"{bar(done, total)} {text.format(done=done, total=total)}"


def _tiers_text(view: SelfView) -> str:
    lines = "\n".join(_line(title, score) for title, score in view.tiers.items())
    return _("**From easy to hard** (0: not yet, 100: I could teach it)\n{lines}").format(lines=lines)


def _fields_text(view: SelfView) -> str:
    lines = "\n".join(_line(axis_name(axis), view.axes[axis]) for axis in Axis if axis in view.axes)
    return _("**By field**\n{lines}").format(lines=lines)


def _line(name: str, score: int) -> str:
    return _("{bar} {name}: {score}").format(bar=bar(score, 100), name=name, score=score)


def _beside_text(view: SelfView) -> str:
    """Where answers show something else; both may be right, since they ask for different things."""
    if not view.shown:
        return _("After an assessment with questions, I lay both side by side.")
    if not view.differences:
        return _("Your answers to questions and your own view go well together.")
    higher = [_difference(found) for found in view.differences if found.higher]
    lower = [_difference(found) for found in view.differences if not found.higher]
    parts = [_("**Where your answers tell another story**")]
    if higher:
        parts += [_("You see yourself higher; perhaps the questions missed what you know:"), *higher]
    if lower:
        parts += [_("You see yourself lower; you may know more than you think:"), *lower]
    return "\n".join([*parts, _("-# Both are estimates, and both may be right.")])


def _difference(found: Difference) -> str:
    text = _("- {field}: you say {own}, your answers about {shown}")
    return text.format(field=axis_name(found.axis), own=found.own, shown=found.shown)


def _buttons(asked: Asked, user: int, saved: int | None) -> Row:
    view, statements = asked.view, asked.view.assessment.id
    pages, following = view.assessment.pages, view.next_page
    others = [_other_button(user, other, source) for other, source in asked.others.items()]
    if following is not None:
        label = page_name(pages[following]) if view.ratings else _("Begin")
        return [_page_button(label, GREEN, user, statements, following), navigation.open_assessment(user), *others]
    again = 0 if saved is None else saved + 1
    row = [navigation.open_assessment(user, QUIET if view.shown else GREEN), navigation.open_progress(user), *others]
    if again >= len(pages):
        return row
    label = _("Rate again: {page}").format(page=page_name(pages[again]))
    return [*row, _page_button(label, QUIET, user, statements, again)]


def _page_button(
    label: str, style: discord.ButtonStyle, user: int, statements: str, page: int
) -> discord.ui.Button[Any]:
    template = RATE_OTHER if is_imported(statements) else RATE
    custom_id = fill(template, owner=user, statements=statements, page=page)
    return discord.ui.Button(label=shortened(label, 80), style=style, custom_id=custom_id)


def _other_button(user: int, statements: str, source: Origin | None) -> discord.ui.Button[Any]:
    """To other statements by which one can rate oneself."""
    label = _("Statements of {source}").format(source=source.name) if source else _("Our own statements")
    custom_id = fill(SELF_OTHER if source else SELF, owner=user, statements=statements)
    return discord.ui.Button(label=shortened(label, 80), custom_id=custom_id)


def _key(statement_id: str) -> str:
    return statement_id.partition("#")[2]
