"""The simulated guilds: a community with an owner and four members at different stages, and a server that is empty."""

from dataclasses import dataclass
from datetime import UTC, datetime

import simcord

from bot.client import LearnBot
from bot.playground.clock import Clock

GUILD = "learn.python"
EMPTY_GUILD = "A new server"
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
class Home:
    """A guild of the playground, and its people by name."""

    title: str
    guild: simcord.GuildHandle
    members: dict[str, simcord.MemberActor]

    @property
    def places(self) -> list[simcord.ChannelHandle]:
        """What can be opened there now: its text channels, and below them the threads of all its channels."""
        channels = list(self.guild.channels.values())
        threads = [thread for channel in channels for thread in channel.threads]
        text = {channel.id for channel in self.guild.me.guild.text_channels} if self.guild.me else set()
        return [channel for channel in channels if channel.id in text] + threads


@dataclass(frozen=True)
class World:
    """The guilds: the community, and one that is still empty; and what time it is there."""

    env: simcord.Env
    clock: Clock
    homes: tuple[Home, Home]

    @property
    def members(self) -> dict[str, simcord.MemberActor]:
        """The people of the community, by name."""
        return self.homes[0].members

    @property
    def channels(self) -> dict[str, simcord.ChannelHandle]:
        """The channels of the community, by name."""
        return self.homes[0].guild.channels

    def find(self, member: str, place: int) -> tuple[simcord.ChannelHandle, tuple[simcord.MemberActor, ...]]:
        """A place, and who can be there, the member first. Raises KeyError for no such member or place."""
        for home in self.homes:
            for channel in home.places:
                if channel.id == place:
                    actor = home.members[member]
                    others = () if channel.is_thread else home.members.values()
                    return channel, (actor, *(other for other in others if other is not actor))
        raise KeyError(place)

    async def choose_daily_channel(self) -> None:
        """Let the owner choose where the challenge of the day appears, as owners do; so today's is there to see."""
        channel = self.channels["daily-challenge"]
        await self.members[OWNER].slash(channel, "daily-channel", channel=channel, zone="UTC", at=0)


async def build_world(env: simcord.Env, bot: LearnBot) -> World:
    """Build the guilds and start their clock."""
    env.backend.bot_user.name = BOT
    clock = Clock(env, bot)
    await clock.advance_to(WORLD_BEGINS)
    users = {person.name: env.create_user(person.name, global_name=person.display_name) for person in PEOPLE}
    community = _home(env, GUILD, users)
    for name, topic in CHANNELS:
        community.guild.create_text_channel(name, topic=topic)
    for level in bot.curriculum.levels.values():
        community.guild.create_text_channel(level.channel, topic=level.theme)
    empty = _home(env, EMPTY_GUILD, users)
    empty.guild.create_text_channel("general")
    await clock.start()
    return World(env, clock, (community, empty))


def _home(env: simcord.Env, title: str, users: dict[str, simcord.UserHandle]) -> Home:
    guild = env.create_guild(title, owner=users[OWNER])
    members = {OWNER: simcord.MemberActor(env, guild, users[OWNER])}
    members |= {name: guild.add_member(user) for name, user in users.items() if name != OWNER}
    return Home(title, guild, members)
