"""The simulated guild: its channels, an owner and four members at different stages."""

from dataclasses import dataclass
from datetime import UTC, datetime

import simcord

from bot.client import LearnBot
from bot.playground.clock import Clock

GUILD = "learn.python"
BOT = "Pythia"
CHANNELS = (
    ("introductions", "Say hello: who you are, and what you want to build."),
    ("general", "Everything about learning Python together."),
    ("help", "Stuck? Show what you tried, and the whole error."),
    ("show-your-work", "Finished something? We would like to see it."),
    ("study-groups", "Find people for the same path or project."),
    ("curriculum-feedback", "What was hard to follow, and what was wrong?"),
    ("daily-challenge", "One theme a day, at three difficulties."),
)
# Ids come from the simulated clock. Building the world at one fixed moment gives its people the same ids every time,
# so that what they did is still theirs after a restart.
WORLD_BEGINS = datetime(2026, 1, 1, 0, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the guild, and where they are on their way."""

    name: str
    display_name: str
    story: str


OWNER = "olivia"
PEOPLE = (
    Person(OWNER, "Olivia", "owns the server and finished every path"),
    Person("ada", "Ada", "joined today and has not done anything yet"),
    Person("ben", "Ben", "is in his second week of Python Fundamentals"),
    Person("chika", "Chika", "finished Python Fundamentals and learns Flask; lets others look"),
    Person("dmitri", "Dmitri", "wants to become a data engineer, and is back after a break"),
)


@dataclass(frozen=True)
class World:
    """The guild's people and channels, by name, and what time it is there."""

    env: simcord.Env
    clock: Clock
    members: dict[str, simcord.MemberActor]
    channels: dict[str, simcord.ChannelHandle]

    async def choose_daily_channel(self) -> None:
        """Let the owner choose where the challenge of the day appears, as owners do; so today's is there to see."""
        channel = self.channels["daily-challenge"]
        await self.members[OWNER].slash(channel, "daily-channel", channel=channel, zone="UTC", at=0)


async def build_world(env: simcord.Env, bot: LearnBot) -> World:
    """Build the guild and start its clock."""
    env.backend.bot_user.name = BOT
    clock = Clock(env, bot)
    await clock.advance_to(WORLD_BEGINS)
    users = {person.name: env.create_user(person.name, global_name=person.display_name) for person in PEOPLE}
    guild = env.create_guild(GUILD, owner=users[OWNER])
    members = {OWNER: simcord.MemberActor(env, guild, users[OWNER])}
    members |= {name: guild.add_member(user) for name, user in users.items() if name != OWNER}
    channels = {name: guild.create_text_channel(name, topic=topic) for name, topic in CHANNELS}
    for level in bot.curriculum.levels.values():
        channels[level.channel] = guild.create_text_channel(level.channel, topic=level.theme)
    await clock.start()
    return World(env, clock, members, channels)
