"""/stuck: keep what a member wrote, explain its error, and post it where people help, once."""

import asyncio
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.curriculum import Concept, Curriculum, Level
from bot.domain.events import Kind
from bot.domain.pasted import unpaste
from bot.domain.sanitise import sanitise
from bot.domain.stuck import HelpQuestion, fitting_tags
from bot.domain.traceback import TERMINAL, Reading, read
from bot.domain.tutor import PROMPTS
from bot.errors import UserError
from bot.services._learner import ensure_learner, learner_of, record
from bot.services.guild_settings import settings_of
from bot.store.database import Database
from bot.store.help_questions import (
    add_question,
    change_question,
    claim_post,
    find_question,
    forget_drafts,
    mark_solved,
    newest_question,
    posted_since,
    release_post,
    save_post,
)

FIELDS = ("want", "tried", "error", "code")
FILLED_IN_AGAIN = timedelta(hours=1)
DRAFTS_LIVE = timedelta(days=30)
BEING_POSTED = timedelta(minutes=1)  # after that, a post of which nothing is known is looked for
POSTS_A_DAY = 5
LONGEST = 40_000  # characters of any text, from its end, in which an error is looked for


@dataclass(frozen=True, slots=True)
class Help:
    """What can be said about an error at once.

    `prompt` is one for an AI tutor under the rule of the member's level (under "none" it says whom to ask instead);
    `placed` tells whether they said their level, which until then is the first one. `secrets` were taken out.
    """

    reading: Reading | None
    concept: Concept | None
    level: Level
    placed: bool
    secrets: int = 0

    @property
    def prompt(self) -> str:
        """A gettext message."""
        return PROMPTS[self.level.ai]


@dataclass(frozen=True, slots=True)
class StuckView:
    """A question of a member with what can be said about it; `help_channel` is where people would see it."""

    question: HelpQuestion
    help: Help
    help_channel: int | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that goes to a channel. `doubtful`: it was to be posted before, and nobody knows whether it was."""

    view: StuckView
    channel_id: int
    doubtful: bool


async def draft_of(db: Database, user_id: int, now: datetime) -> HelpQuestion | None:
    """The question that a member wrote within the last hour and has not posted, to be filled in again."""

    def look(connection: sqlite3.Connection) -> HelpQuestion | None:
        newest = newest_question(connection, user_id)
        waits = newest is not None and newest.claimed_at is None and now - newest.at < FILLED_IN_AGAIN
        return newest if waits else None

    return await db.read(look)


async def describe(
    db: Database,
    curriculum: Curriculum,
    user_id: int,
    guild_id: int | None,
    words: Mapping[str, str],
    now: datetime,
    question_id: int | None = None,
) -> StuckView:
    """Keep what a member wrote, without secrets, and explain it; `question_id` is that of a draft that it replaces."""
    cleaned = {name: await asyncio.to_thread(sanitise, _tidy(name, words.get(name, ""))) for name in FIELDS}
    texts = {name: clean.text for name, clean in cleaned.items()}
    if not texts["want"].strip():
        raise UserError("Say in a few words what you want your program to do; the rest may stay empty.")

    def keep(connection: sqlite3.Connection) -> HelpQuestion:
        ensure_learner(connection, user_id, now)
        forget_drafts(connection, user_id, now - DRAFTS_LIVE)
        draft = find_question(connection, user_id, question_id) if question_id is not None else None
        if draft is None or draft.claimed_at is not None:
            return add_question(connection, user_id, guild_id, texts, now)
        change_question(connection, draft.question_id, texts, now)
        return _own(connection, user_id, draft.question_id)

    question = await db.write(keep)
    return await _view(db, curriculum, question, guild_id, sum(clean.secrets for clean in cleaned.values()))


async def view_question(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, question_id: int
) -> StuckView:
    """A question that a member wrote before. Raises UserError when it is gone."""
    question = await db.read(lambda connection: _own(connection, user_id, question_id))
    return await _view(db, curriculum, question, guild_id)


async def explain_error(db: Database, curriculum: Curriculum, user_id: int, text: str) -> Help:
    """What an error means that stands in any text, at the end of a long one. Nothing of it is kept.

    Raises UserError when there is none.
    """
    clean = await asyncio.to_thread(sanitise, text[-LONGEST:])
    found = await _help(db, curriculum, user_id, clean.text, "", clean.secrets)
    if found.reading is None:
        raise UserError(
            "I find no error in that message. It is there when the text holds a line such as “NameError: name 'x' is "
            "not defined”; a picture I can't read."
        )
    return found


async def begin_asking(
    db: Database, curriculum: Curriculum, user_id: int, guild_id: int | None, question_id: int, now: datetime
) -> Asking | HelpQuestion:
    """Claim the post of a question; the question itself, where it is posted already. Raises UserError when it can't be.

    The claim ends with `posted`, or with `not_posted`.
    """

    def claim(connection: sqlite3.Connection) -> tuple[HelpQuestion, int, bool]:
        question = _own(connection, user_id, question_id)
        if question.thread_id is not None:
            return question, 0, False
        if question.claimed_at is not None:
            if now - question.claimed_at < BEING_POSTED:
                raise UserError("Your question is being posted right now. Look again in a minute.")
            return question, question.channel_id or 0, True
        channel = _help_channel(connection, guild_id)
        if channel is None:
            raise UserError(
                "This server has no help channel that I know of. Ask in any channel that fits; your question is kept "
                "here, and /stuck fills it in again for an hour."
            )
        if posted_since(connection, user_id, now - timedelta(days=1)) >= POSTS_A_DAY:
            raise UserError(
                "You have posted {count} questions since yesterday. Go on in one of them: people know it already.",
                count=POSTS_A_DAY,
            )
        claim_post(connection, question_id, channel, now)
        return question, channel, False

    question, channel_id, doubtful = await db.write(claim)
    if question.thread_id is not None:
        return question
    return Asking(await _view(db, curriculum, question, guild_id), channel_id, doubtful)


async def posted(db: Database, user_id: int, question_id: int, thread_id: int, now: datetime) -> None:
    """Note where a question stands."""

    def save(connection: sqlite3.Connection) -> None:
        question = find_question(connection, user_id, question_id)
        if question is not None and question.thread_id is None:
            save_post(connection, question_id, thread_id)
            record(connection, user_id, question.guild_id, Kind.ASKED, None, now, question=str(question_id))

    await db.write(save)


async def not_posted(db: Database, question_id: int) -> None:
    """Note that a question was certainly not posted: it can be asked again."""
    await db.write(lambda connection: release_post(connection, question_id))


async def settle(db: Database, user_id: int, question_id: int, now: datetime) -> None:
    """Mark a member's question as solved; twice is as good as once.

    One that was deleted with its member can still be closed where it stands: then there is nothing to note.
    """

    def save(connection: sqlite3.Connection) -> None:
        question = find_question(connection, user_id, question_id)
        if question and mark_solved(connection, question_id, now):
            record(connection, user_id, question.guild_id, Kind.RESOLVED, None, now, question=str(question_id))

    return await db.write(save)


def tags_of(view: StuckView, curriculum: Curriculum, names: list[str]) -> list[str]:
    """The names of the tags that fit a question."""
    reading = view.help.reading
    level = view.help.level.name if view.help.placed else None
    tools = reading is not None and reading.trouble.type in TERMINAL
    concept = reading.concept if reading else None
    return fitting_tags(names, level, list(curriculum.levels), concept, error=reading is not None, tools=tools)


async def _view(
    db: Database, curriculum: Curriculum, question: HelpQuestion, guild_id: int | None, secrets: int = 0
) -> StuckView:
    text = question.error or f"{question.tried}\n{question.want}"
    found = await _help(db, curriculum, question.user_id, text, question.code, secrets)
    channel = await db.read(lambda connection: _help_channel(connection, guild_id))
    return StuckView(question, found, channel)


async def _help(db: Database, curriculum: Curriculum, user_id: int, text: str, code: str, secrets: int) -> Help:
    reading = await asyncio.to_thread(read, text, code)
    learner = await db.read(lambda connection: learner_of(connection, user_id))
    level = curriculum.levels.get(learner.level or "")
    concept = curriculum.concepts.get(reading.concept or "") if reading else None
    return Help(reading, concept, level or next(iter(curriculum.levels.values())), level is not None, secrets)


def _help_channel(connection: sqlite3.Connection, guild_id: int | None) -> int | None:
    return settings_of(connection, guild_id).channel("help-channel") if guild_id is not None else None


def _own(connection: sqlite3.Connection, user_id: int, question_id: int) -> HelpQuestion:
    question = find_question(connection, user_id, question_id)
    if question is None:
        raise UserError("That question isn't here any more. Type /stuck to write it again.")
    return question


def _tidy(name: str, text: str) -> str:
    return unpaste(text) if name == "code" and "```" in text else text.strip("\n").rstrip()
