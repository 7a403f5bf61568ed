"""The simulated guild: its channels, an owner and four members at different stages."""

from dataclasses import dataclass
from datetime import UTC, datetime

import simcord

from bot.domain.curriculum import Curriculum

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
    """The guild's people and channels, by name."""

    env: simcord.Env
    members: dict[str, simcord.MemberActor]
    channels: dict[str, simcord.ChannelHandle]

    async def choose_daily_channel(self) -> None:
        """Let the owner choose where the challenge of the day appears, as owners do; so today's is there to see."""
        channel = self.channels["daily-challenge"]
        await self.members[OWNER].slash(channel, "daily-channel", channel=channel, zone="UTC", at=0)


async def build_world(env: simcord.Env, curriculum: Curriculum) -> World:
    """Build the guild and bring the simulated clock to the present."""
    env.backend.bot_user.name = BOT
    await _advance_to(env, WORLD_BEGINS)
    users = {person.name: env.create_user(person.name, global_name=person.display_name) for person in PEOPLE}
    guild = env.create_guild(GUILD, owner=users[OWNER])
    members = {OWNER: simcord.MemberActor(env, guild, users[OWNER])}
    members |= {name: guild.add_member(user) for name, user in users.items() if name != OWNER}
    channels = {name: guild.create_text_channel(name, topic=topic) for name, topic in CHANNELS}
    for level in curriculum.levels.values():
        channels[level.channel] = guild.create_text_channel(level.channel, topic=level.theme)
    await follow_real_time(env)
    return World(env, members, channels)


async def follow_real_time(env: simcord.Env) -> None:
    """Bring the simulated clock, which stands still by itself, to the present."""
    await _advance_to(env, datetime.now(UTC))


async def _advance_to(env: simcord.Env, moment: datetime) -> None:
    await env.advance_time(max((moment - env.now()).total_seconds(), 0.0))
