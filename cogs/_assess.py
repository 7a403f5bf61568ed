"""The words of an assessment: what one can choose, what came of it, how sure that is; never a verdict on a person."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.client import Interaction
from bot.domain.assessment import BOUNDS, Depth, Estimate
from bot.domain.placement import BAND_FROM, Change, Placement, Reason, SkillBand
from bot.domain.skills import Axis
from bot.i18n import _, ngettext
from bot.services.assess import Choice, Result, Unfinished, result
from bot.services.sitting import Standing
from cogs._badges import news
from cogs._self_assess import SELF
from cogs.ui import navigation
from cogs.ui.layout import GREEN, QUIET, Block, Row, Screen
from cogs.ui.words import ago, axis_name, bar

BEGIN = "assess:begin:{owner}:{depth}"
INSTEAD = "assess:instead:{owner}:{depth}"
MISTAKES = "assess:mistakes:{owner}:{sitting}:{number}"
RESULT = "assess:result:{owner}:{sitting}"
LEVEL = "assess:level:{owner}:{sitting}:{level}"


def button(label: str, style: discord.ButtonStyle, template: str, **state: object) -> discord.ui.Button[Any]:
    """A button that one of the assessment's controls answers."""
    return discord.ui.Button(label=label, style=style, custom_id=template.format(**state))


def choice_screen(choice: Choice, user: int) -> Screen:
    """The three depths and rating oneself, what is under way, and what the last one said."""
    parts = [_("## Find my level\n{what}").format(what=_what_text(choice))]
    if choice.possible:
        parts.append("\n".join(_depth_line(depth) for depth in Depth))
    parts.append(_("**Rate yourself**: statements from first steps to architecture, in your own opinion."))
    if choice.last:
        last = _("Last time ({day}): about {score}, give or take {margin}.")
        day = ago(choice.last.day, choice.today)
        parts.append(last.format(day=day, score=choice.last.overall, margin=choice.last.margin))
    if choice.unfinished:
        parts.append(under_way_text(choice.unfinished))
    itself = button(_("Rate myself"), QUIET if choice.possible else GREEN, SELF, owner=user)
    return Screen(*parts, [*_depth_buttons(choice, user), itself])


def depth_name(depth: Depth) -> str:
    """The name of a depth."""
    return {Depth.QUICK: _("Quick"), Depth.FULL: _("Full"), Depth.DEEP: _("Deep")}[depth]


def under_way_text(unfinished: Unfinished) -> str:
    """Which assessment is under way, and how far."""
    answers = ngettext("{count} question answered", "{count} questions answered", unfinished.answers)
    text = _("**Under way:** {depth}, {answers}. It waits for you.")
    return text.format(depth=depth_name(unfinished.depth), answers=answers.format(count=unfinished.answers))


def instead_screen(unfinished: Unfinished, wanted: Depth, user: int) -> Screen:
    """Another assessment is under way: go on with it, or leave it for the one that was asked for."""
    text = _("If you begin another one, this one ends without a result. Its answers stay in your history.")
    return Screen(
        _("## One is under way\n{which}").format(which=under_way_text(unfinished)),
        text,
        [
            button(_("Go on"), GREEN, BEGIN, owner=user, depth=unfinished.depth),
            button(
                _("Begin: {depth}").format(depth=depth_name(wanted)), QUIET, INSTEAD, owner=user, depth=wanted.value
            ),
        ],
    )


async def ended_screen(interaction: Interaction, done: Standing) -> Screen:
    """What an assessment that is over came to."""
    bot, user = interaction.client, interaction.user.id
    came = await result(bot.db, bot.curriculum, user, done.sitting.sitting_id, discord.utils.utcnow())
    return result_screen(came, user, await news(interaction)) if came else left_screen(user)


def left_screen(user: int) -> Screen:
    """That an assessment was left for another one."""
    text = _("This assessment was left before its end, so it has no result.")
    return Screen(text, [navigation.open_assessment(user, GREEN)])


def result_screen(came: Result, user: int, told: Sequence[Block] = ()) -> Screen:
    """The score and how sure it is, the fields, the gaps, a level and a path to consider, and what has changed.

    `told` is what is new.
    """
    placement = came.placement
    parts = [_score_text(placement), _fields_text(placement.estimate), _gaps_text(came), _suggestion_text(came)]
    if placement.change:
        parts.append(_change_text(placement.change, came))
    passed = any(not isinstance(block, str) for block in told)  # five buttons are enough
    row = _result_buttons(came, user)
    return Screen(*filter(None, parts), *told, row[:-1] if passed else row)


def _what_text(choice: Choice) -> str:
    if not choice.possible:
        return _("The questions for this are still being written. Until then you can rate yourself.")
    return _(
        "Questions that follow your answers, on eight fields. Private and untimed: stop whenever you like, and go on "
        "later. How it went stands at the end, as an estimate."
    )


def _depth_line(depth: Depth) -> str:
    bounds = BOUNDS[depth]
    worth = {
        Depth.QUICK: _("a first impression"),
        Depth.FULL: _("every field at least twice"),
        Depth.DEEP: _("the surest"),
    }[depth]
    return _("**{depth}**: {least} to {most} questions, about {minutes} minutes, {worth}").format(
        depth=depth_name(depth), least=bounds.least, most=bounds.most, minutes=bounds.minutes, worth=worth
    )


def _depth_buttons(choice: Choice, user: int) -> list[discord.ui.Button[Any]]:
    if not choice.possible:
        return []
    best = Depth.FULL if choice.last else Depth.QUICK
    if choice.unfinished:
        best = choice.unfinished.depth
    return [
        button(_label(depth, choice), GREEN if depth is best else QUIET, BEGIN, owner=user, depth=depth.value)
        for depth in Depth
    ]


def _label(depth: Depth, choice: Choice) -> str:
    if choice.unfinished and choice.unfinished.depth is depth:
        return _("Go on: {depth}").format(depth=depth_name(depth))
    return depth_name(depth)


def _band_text(band: SkillBand) -> str:
    names = {
        SkillBand.BEGINNER: _("beginner"),
        SkillBand.INTERMEDIATE: _("intermediate"),
        SkillBand.ADVANCED: _("advanced"),
        SkillBand.EXPERT: _("expert"),
    }
    begin = next(border for border, name in BAND_FROM.items() if name is band)
    end = min((border for border in BAND_FROM if border > begin), default=101) - 1
    return _("**{band}** ({begin} to {end})").format(band=names[band], begin=begin, end=end)


def _score_text(placement: Placement) -> str:
    overall = placement.estimate.overall
    low, high = max(round(overall.score) - overall.margin, 0), min(round(overall.score) + overall.margin, 100)
    said = ngettext("{band}, from {count} answer.", "{band}, from {count} answers.", overall.answers)
    return "\n".join(
        [
            _("## About {score}, give or take {margin}").format(score=round(overall.score), margin=overall.margin),
            said.format(band=_band_text(placement.band), count=overall.answers),
            _(
                "-# An estimate from one day, not a verdict on you. 100 means knowing all our questions; in four of "
                "five cases the true figure lies between {low} and {high}."
            ).format(low=low, high=high),
        ]
    )


def _fields_text(estimate: Estimate) -> str:
    return _("**By field**\n{lines}").format(lines="\n".join(_field_line(axis, estimate) for axis in Axis))


def _field_line(axis: Axis, estimate: Estimate) -> str:
    measure = estimate.axes[axis]
    if not measure.answers:
        return _("{field}: not asked this time").format(field=axis_name(axis))
    score = round(measure.score)
    return _("{bar} {field}: about {score}, ± {margin}").format(
        bar=bar(score, 100), field=axis_name(axis), score=score, margin=measure.margin
    )


def _gaps_text(came: Result) -> str:
    lines = []
    if came.placement.gaps:
        fields = ", ".join(axis_name(axis) for axis in came.placement.gaps)
        lines.append(_("**Most to gain in:** {fields}").format(fields=fields))
    if came.concepts:
        concepts = ", ".join(concept.title for concept in came.concepts)
        lines.append(_("**Worth a look again:** {concepts}").format(concepts=concepts))
    return "\n".join(lines)


def _suggestion_text(came: Result) -> str:
    lines = []
    if came.level and came.own is came.level:
        lines.append(_("**Your level fits:** {name} · {title}").format(name=came.level.name, title=came.level.title))
    elif came.level:
        text = _("**A level that would fit:** {name} · {title}. You decide; {own}.")
        own = _("yours is {name} now").format(name=came.own.name) if came.own else _("you have none yet")
        lines.append(text.format(name=came.level.name, title=came.level.title, own=own))
    if came.path:
        text = _("**A path that would fit:** {path}, {reason}.")
        lines.append(text.format(path=came.path.title, reason=_reason(came.placement)))
    return "\n".join(lines)


def _reason(placement: Placement) -> str:
    advice = placement.advice
    if advice.reason is Reason.WEAKEST and advice.axis:
        return _("because there is most to gain in “{field}”").format(field=axis_name(advice.axis))
    if advice.reason is Reason.ALL_WELL:
        return _("because what you know can now reach others")
    return _("because everything else builds on it")


def _change_text(change: Change, came: Result) -> str:
    day = ago(change.since, came.today)
    lines = [_("**Since the last time ({day}):** {change}").format(day=day, change=_points(change.overall))]
    if change.overall and not change.beyond_chance:
        lines.append(_("-# So much can be chance alone: both are estimates."))
    moved = [f"{axis_name(axis)}: {_points(points)}" for axis, points in change.axes.items()]
    return "\n".join([*lines, *moved])


def _points(points: int) -> str:
    if not points:
        return _("the same")
    up = ngettext("{count} point more", "{count} points more", abs(points))
    down = ngettext("{count} point less", "{count} points less", abs(points))
    return (up if points > 0 else down).format(count=abs(points))


def _result_buttons(came: Result, user: int) -> Row:
    sitting, row = came.sitting.sitting_id, list[discord.ui.Button[Any]]()
    other = came.level is not None and came.own is not came.level
    if came.level and other:
        label = _("Set my level to {name}").format(name=came.level.name)
        row.append(button(label, GREEN, LEVEL, owner=user, sitting=sitting, level=came.level.name))
    if came.mistakes:
        row.append(button(_("Look at my mistakes"), QUIET, MISTAKES, owner=user, sitting=sitting, number=0))
    if came.path:
        label = _("Open {path}").format(path=came.path.title)
        row.append(navigation.open_path(user, came.path.id, label, QUIET if other else GREEN))
    return [*row, navigation.open_progress(user)]
