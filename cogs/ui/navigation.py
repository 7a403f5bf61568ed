"""Buttons that lead from one feature to another. Each custom_id is answered by the feature that it names."""

from typing import Any

import discord

from bot.i18n import _
from cogs.ui.layout import GREEN, QUIET, shortened

Button = discord.ui.Button[Any]

ROADMAP = "roadmap:overview:{owner}"
NEXT_STEP = "roadmap:next:{owner}"
TOPIC = "roadmap:topic:{owner}:{topic}"
PATH = "roadmap:path:{owner}:{path}"
DONE = "roadmap:done:{owner}:{item}"
NOT_DONE = "roadmap:undo:{owner}:{item}"
LEVELS = "levels:open:{owner}"
TAKE_LEVEL = "levels:take:{owner}:{level}"
SHARE_LEVEL = "levels:share:{owner}:{level}"
CHECKPOINTS = "checkpoint:all:{owner}"
CHECKPOINT = "checkpoint:open:{owner}:{checkpoint}"
PROGRESS = "progress:open:{owner}"
OWN_PROGRESS = "progress:mine"
START = "start:open"
WELCOME = "start:welcome:{owner}"
CHALLENGE = "challenge:open:{owner}:{challenge}"
WRITE = "challenge:write:{owner}:{challenge}"
HINT = "challenge:hint:{owner}:{challenge}:{number}"
CHOOSE = "challenge:choose:{owner}:{challenge}:{option}"
GIVE_UP = "challenge:give-up:{owner}:{challenge}"
SHARE = "challenge:share:{owner}:{challenge}"
VERDICT = "challenge:verdict:{owner}:{challenge}"
ANOTHER = "challenge:another:{owner}"
PUZZLE = "puzzle:open:{owner}:{challenge}"
DISCUSS = "discuss:open:{owner}:{challenge}"
REVIEW = "flashcards:begin:{owner}"
REVIEW_DECK = "flashcards:deck:{owner}:{deck}"
DECKS = "decks:open:{owner}"
TIME_OFF = "time-off:open:{owner}"
CONCEPT = "concept:open:{owner}:{concept}"
QUIZ = "quiz:open:{owner}:{quiz}"
PRACTISE = "quiz:practise:{owner}:{quiz}"
ANOTHER_QUIZ = "quiz:another:{owner}"
ASSESS = "assess:open:{owner}"
NEXT = "next:open:{owner}"
PROJECT = "project:open:{owner}:{project}"
GUIDE = "guide:open:{owner}:{guide}"
BADGES = "badges:open:{owner}"
SETTINGS = "settings:open:{owner}"
EVIDENCE = "done:evidence:{owner}:{item}"


def _button(label: str, style: discord.ButtonStyle, custom_id: str) -> Button:
    return discord.ui.Button(label=shortened(label, 80), style=style, custom_id=custom_id)


def open_roadmap(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the member's roadmap."""
    return _button(_("My roadmap"), style=style, custom_id=ROADMAP.format(owner=owner))


def open_next_step(owner: int) -> Button:
    """To the one next step."""
    return _button(_("Open next step"), style=GREEN, custom_id=NEXT_STEP.format(owner=owner))


def open_path(owner: int, path_id: str, label: str) -> Button:
    """To a path, at the stage that the member has reached."""
    return _button(label, style=QUIET, custom_id=PATH.format(owner=owner, path=path_id))


def open_topic(owner: int, topic: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a topic of a path."""
    return _button(label, style, TOPIC.format(owner=owner, topic=topic))


def mark_done(owner: int, item: str, label: str) -> Button:
    """Marks a topic or project as done, and shows it so."""
    return _button(label, GREEN, DONE.format(owner=owner, item=item))


def mark_open(owner: int, item: str, label: str) -> Button:
    """Takes back that a topic or project is done, and shows it so."""
    return _button(label, QUIET, NOT_DONE.format(owner=owner, item=item))


def open_levels(owner: int) -> Button:
    """To the thirteen levels."""
    return _button(_("Levels"), QUIET, LEVELS.format(owner=owner))


def open_checkpoints(owner: int) -> Button:
    """To the review checkpoints."""
    return _button(_("Look back"), QUIET, CHECKPOINTS.format(owner=owner))


def open_checkpoint(owner: int, checkpoint: str) -> Button:
    """To the review checkpoint of a level."""
    return _button(_("Look back"), QUIET, CHECKPOINT.format(owner=owner, checkpoint=checkpoint))


def take_level(owner: int, level: str, style: discord.ButtonStyle = QUIET) -> Button:
    """On to another level, for whoever wants to."""
    return _button(_("Go on to level {level}").format(level=level), style, TAKE_LEVEL.format(owner=owner, level=level))


def share_level(owner: int, level: str) -> Button:
    """To showing everybody that a level is passed."""
    return _button(_("Share it here"), QUIET, SHARE_LEVEL.format(owner=owner, level=level))


def open_progress(owner: int) -> Button:
    """To the member's progress."""
    return _button(_("My progress"), style=QUIET, custom_id=PROGRESS.format(owner=owner))


def open_own_progress() -> Button:
    """To the progress of whoever presses it, on something that was shared."""
    return _button(_("See my own"), style=QUIET, custom_id=OWN_PROGRESS)


def open_start(style: discord.ButtonStyle = GREEN) -> Button:
    """To the questions of /start."""
    return _button(_("Answer five questions"), style=style, custom_id=START)


def give_evidence(owner: int, item: str) -> Button:
    """To the form that asks for the evidence of an exit criterion."""
    return _button(_("I have met this criterion"), style=GREEN, custom_id=EVIDENCE.format(owner=owner, item=item))


def open_challenge(owner: int, challenge: str, label: str, style: discord.ButtonStyle) -> Button:
    """To a challenge."""
    return _button(label, style, CHALLENGE.format(owner=owner, challenge=challenge))


def discuss(owner: int, challenge: str) -> Button:
    """To the thread in which those who know the solution of a challenge talk about it."""
    return _button(_("Discuss"), QUIET, DISCUSS.format(owner=owner, challenge=challenge))


def begin_reviews(owner: int, label: str, style: discord.ButtonStyle = GREEN) -> Button:
    """To the flashcards of today."""
    return _button(label, style, REVIEW.format(owner=owner))


def review_deck(owner: int, deck: str, label: str = "", style: discord.ButtonStyle = GREEN) -> Button:
    """To the flashcards of one deck."""
    return _button(label or _("Review this deck"), style, REVIEW_DECK.format(owner=owner, deck=deck))


def open_decks(owner: int) -> Button:
    """To the member's decks."""
    return _button(_("My decks"), QUIET, DECKS.format(owner=owner))


def open_time_off(owner: int) -> Button:
    """To the member's days off."""
    return _button(_("Days off"), QUIET, TIME_OFF.format(owner=owner))


def open_concept(owner: int, concept: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To the explanation of a concept."""
    return _button(label, style, CONCEPT.format(owner=owner, concept=concept))


def open_quiz(owner: int, quiz: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a quiz: its next question, where one was, or a new round."""
    return _button(label, style, QUIZ.format(owner=owner, quiz=quiz))


def practise_mistakes(owner: int, quiz: str, style: discord.ButtonStyle = GREEN) -> Button:
    """To the mistakes that a member made in a quiz, or in all of them."""
    return _button(_("Practise my mistakes"), style, PRACTISE.format(owner=owner, quiz=quiz))


def another_quiz(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the quiz that suits best now."""
    return _button(_("Another quiz"), style, ANOTHER_QUIZ.format(owner=owner))


def open_assessment(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the assessment."""
    return _button(_("Find my level"), style, ASSESS.format(owner=owner))


def open_suggestions(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To what could come next."""
    return _button(_("What next?"), style, NEXT.format(owner=owner))


def open_project(owner: int, project: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To something to build."""
    return _button(label, style, PROJECT.format(owner=owner, project=project))


def open_guide(owner: int, guide: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a guide."""
    return _button(label, style, GUIDE.format(owner=owner, guide=guide))


def open_badges(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the member's badges."""
    return _button(_("My badges"), style, BADGES.format(owner=owner))


def open_settings(owner: int) -> Button:
    """To the member's settings."""
    return _button(_("Settings"), QUIET, SETTINGS.format(owner=owner))


def next_steps() -> list[tuple[str, str]]:
    """What one does with a roadmap, in order: the command, and what it is for. New commands join here."""
    return [
        ("start", _("say where you stand")),
        ("roadmap", _("choose a path, and find what to build")),
        ("daily", _("solve today's challenge")),
        ("next", _("see what else would be good right now")),
        ("flashcards", _("keep what you learnt, a few minutes a day")),
        ("quiz", _("see what you know, five questions at a time")),
        ("done", _("tick off topics, projects and exit criteria")),
        ("progress", _("see how far you are")),
        ("badges", _("see what you have earned, and what proved it")),
    ]
