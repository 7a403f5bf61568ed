"""Buttons that lead from one feature to another. Each custom_id is answered by the feature that it names."""

from typing import Any

import discord

from bot.domain.guild_settings import Group
from bot.domain.imported import kind_of
from bot.i18n import _
from cogs.ui.layout import GREEN, QUIET, shortened
from cogs.ui.state import fill

Button = discord.ui.Button[Any]

ROADMAP = "roadmap:overview:{owner}"
NEXT_STEP = "roadmap:next:{owner}"
TOPIC = "roadmap:topic:{owner}:{topic}"
PATH = "roadmap:path:{owner}:{path}"
STAGE = "roadmap:stage:{owner}:{path}:{stage}"
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
REMINDERS = "remind:open:{owner}"
THIRTY_DAYS = "thirty-days:mine"
COHORT = "cohort:open:{owner}"
STUDY_ROOMS = "study-room:all:{owner}"
BOARD = "leaderboard:open:{owner}:{scope}"
COMPARING = "leaderboard:compare:{owner}:{value}"
STUCK = "stuck:open:{owner}"
SERVER_PAGE = "server:page:{owner}:{group}"
EVIDENCE = "done:evidence:{owner}:{item}"


def _button(label: str, style: discord.ButtonStyle, custom_id: str) -> Button:
    return discord.ui.Button(label=shortened(label, 80), style=style, custom_id=custom_id)


def open_roadmap(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the member's roadmap."""
    return _button(_("My roadmap"), style=style, custom_id=fill(ROADMAP, owner=owner))


def open_next_step(owner: int) -> Button:
    """To the one next step."""
    return _button(_("Open next step"), style=GREEN, custom_id=fill(NEXT_STEP, owner=owner))


def open_path(owner: int, path_id: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a path, at the stage that the member has reached."""
    return _button(label, style, fill(PATH, owner=owner, path=path_id))


def open_topic(owner: int, topic: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a topic of a path."""
    return _button(label, style, fill(TOPIC, owner=owner, topic=topic))


def mark_done(owner: int, item: str, label: str) -> Button:
    """Marks a topic or project as done, and shows it so."""
    return _button(label, GREEN, fill(DONE, owner=owner, item=item))


def mark_open(owner: int, item: str, label: str) -> Button:
    """Takes back that a topic or project is done, and shows it so."""
    return _button(label, QUIET, fill(NOT_DONE, owner=owner, item=item))


def open_levels(owner: int) -> Button:
    """To the thirteen levels."""
    return _button(_("Levels"), QUIET, fill(LEVELS, owner=owner))


def open_checkpoints(owner: int) -> Button:
    """To the review checkpoints."""
    return _button(_("Look back"), QUIET, fill(CHECKPOINTS, owner=owner))


def open_checkpoint(owner: int, checkpoint: str) -> Button:
    """To the review checkpoint of a level."""
    return _button(_("Look back"), QUIET, fill(CHECKPOINT, owner=owner, checkpoint=checkpoint))


def take_level(owner: int, level: str, label: str = "") -> Button:
    """On to another level, for whoever wants to."""
    label = label or _("Go on to level {level}").format(level=level)
    return _button(label, QUIET, fill(TAKE_LEVEL, owner=owner, level=level))


def share_level(owner: int, level: str) -> Button:
    """To showing everybody that a level is passed."""
    return _button(_("Share it here"), QUIET, fill(SHARE_LEVEL, owner=owner, level=level))


def open_progress(owner: int) -> Button:
    """To the member's progress."""
    return _button(_("My progress"), style=QUIET, custom_id=fill(PROGRESS, owner=owner))


def open_own_progress() -> Button:
    """To the progress of whoever presses it, on something that was shared."""
    return _button(_("See my own"), style=QUIET, custom_id=OWN_PROGRESS)


def open_start(style: discord.ButtonStyle = GREEN) -> Button:
    """To the questions of /start."""
    return _button(_("Answer five questions"), style=style, custom_id=START)


def give_evidence(owner: int, item: str, style: discord.ButtonStyle = GREEN) -> Button:
    """To the form that asks for the evidence of an exit criterion."""
    return _button(_("I have met this criterion"), style, fill(EVIDENCE, owner=owner, item=item))


def open_challenge(owner: int, challenge: str, label: str, style: discord.ButtonStyle) -> Button:
    """To a challenge."""
    return _button(label, style, fill(CHALLENGE, owner=owner, challenge=challenge))


def discuss(owner: int, challenge: str) -> Button:
    """To the thread in which those who know the solution of a challenge talk about it."""
    return _button(_("Discuss"), QUIET, fill(DISCUSS, owner=owner, challenge=challenge))


def begin_reviews(owner: int, label: str, style: discord.ButtonStyle = GREEN) -> Button:
    """To the flashcards of today."""
    return _button(label, style, fill(REVIEW, owner=owner))


def review_deck(owner: int, deck: str, label: str = "", style: discord.ButtonStyle = GREEN) -> Button:
    """To the flashcards of one deck."""
    return _button(label or _("Review this deck"), style, fill(REVIEW_DECK, owner=owner, deck=deck))


def open_decks(owner: int) -> Button:
    """To the member's decks."""
    return _button(_("My decks"), QUIET, fill(DECKS, owner=owner))


def open_time_off(owner: int) -> Button:
    """To the member's days off."""
    return _button(_("Days off"), QUIET, fill(TIME_OFF, owner=owner))


def open_concept(owner: int, concept: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To the explanation of a concept."""
    return _button(label, style, fill(CONCEPT, owner=owner, concept=concept))


def open_quiz(owner: int, quiz: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a quiz: its next question, where one was, or a new round."""
    return _button(label, style, fill(QUIZ, owner=owner, quiz=quiz))


def practise_mistakes(owner: int, quiz: str, style: discord.ButtonStyle = GREEN) -> Button:
    """To the mistakes that a member made in a quiz, or in all of them."""
    return _button(_("Practise my mistakes"), style, fill(PRACTISE, owner=owner, quiz=quiz))


def another_quiz(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the quiz that suits best now."""
    return _button(_("Another quiz"), style, fill(ANOTHER_QUIZ, owner=owner))


def open_assessment(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the assessment."""
    return _button(_("Find my level"), style, fill(ASSESS, owner=owner))


def open_suggestions(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To what could come next."""
    return _button(_("What next?"), style, fill(NEXT, owner=owner))


def open_project(owner: int, project: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To something to build."""
    return _button(label, style, fill(PROJECT, owner=owner, project=project))


def open_guide(owner: int, guide: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a guide."""
    return _button(label, style, fill(GUIDE, owner=owner, guide=guide))


def item_label(item: str, title: str) -> str:
    """How to name a deck, a quiz, a challenge or a project that one can open."""
    return {
        "deck": _("Cards: {title}"),
        "quiz": _("Quiz: {title}"),
        "challenge": _("Challenge: {title}"),
        "project": _("Project: {title}"),
    }[kind_of(item)].format(title=title)


def item_id(owner: int, item: str) -> str:
    """The custom_id of the button that opens a deck, a quiz, a challenge or a project."""
    match kind_of(item):
        case "deck":
            return fill(REVIEW_DECK, owner=owner, deck=item)
        case "quiz":
            return fill(QUIZ, owner=owner, quiz=item)
        case "challenge":
            return fill(CHALLENGE, owner=owner, challenge=item)
    return fill(PROJECT, owner=owner, project=item)


def open_item(owner: int, item: str, title: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To a deck, a quiz, a challenge or a project."""
    return _button(item_label(item, title), style, item_id(owner, item))


def open_badges(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the member's badges."""
    return _button(_("My badges"), style, fill(BADGES, owner=owner))


def open_stuck(owner: int, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To the form for whoever is stuck."""
    return _button(label, style, fill(STUCK, owner=owner))


def open_settings(owner: int) -> Button:
    """To the member's settings."""
    return _button(_("Settings"), QUIET, fill(SETTINGS, owner=owner))


def open_reminders(owner: int) -> Button:
    """To what a member chose about reminders."""
    return _button(_("Reminder settings"), QUIET, fill(REMINDERS, owner=owner))


def open_thirty_days(label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To the thirty days of whoever presses it."""
    return _button(label, style, THIRTY_DAYS)


def open_cohort(owner: int) -> Button:
    """To those with whom a member begins the thirty days."""
    return _button(_("My cohort"), QUIET, fill(COHORT, owner=owner))


def open_study_rooms(owner: int, style: discord.ButtonStyle = QUIET) -> Button:
    """To the study rooms of this week."""
    return _button(_("Study rooms"), style, fill(STUDY_ROOMS, owner=owner))


def open_board(owner: int, scope: str, label: str, style: discord.ButtonStyle = QUIET) -> Button:
    """To the places around a member this week."""
    return _button(label, style, fill(BOARD, owner=owner, scope=scope))


def choose_posts(owner: int) -> Button:
    """To what is posted by itself in a server, for those who manage it."""
    return _button(_("Choose what I post"), GREEN, fill(SERVER_PAGE, owner=owner, group=Group.POSTS))


def set_comparing(owner: int, *, comparing: bool) -> Button:
    """To seeing boards, or none anywhere."""
    label = _("Show me boards again") if comparing else _("No comparison")
    return _button(label, QUIET, fill(COMPARING, owner=owner, value=int(comparing)))


def next_steps() -> list[tuple[str, str]]:
    """What one does with a roadmap, in order: the command, and what it is for. New commands join here."""
    return [
        ("start", _("say where you stand")),
        ("roadmap", _("choose a path, and find what to build")),
        ("daily", _("solve today's challenge")),
        ("next", _("see what else would be good right now")),
        ("flashcards", _("keep what you learnt, a few minutes a day")),
        ("quiz", _("see what you know, five questions at a time")),
        ("stuck", _("get help when something won't work")),
        ("done", _("tick off topics, projects and exit criteria")),
        ("progress", _("see how far you are")),
        ("badges", _("see what you have earned, and what proved it")),
    ]
