"""What the members of the playground did before it was opened, through the same services that the commands call."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.client import LearnBot
from bot.domain.learner import Visibility
from bot.domain.memory import Rating
from bot.playground.world import World
from bot.services.done import mark_done
from bot.services.flashcards import review
from bot.services.privacy import delete
from bot.services.settings import set_visibility
from bot.services.start import Answers, answer_warm_up, start
from bot.services.world import is_seeded, remember_seeded

FUNDAMENTALS = "path.python-fundamentals"
WEB = "path.web-development"
DATA = "path.data-science"


async def seed(bot: LearnBot, world: World) -> None:
    """Fill the database once. Where an earlier attempt was cut short, it begins anew."""
    if await is_seeded(bot.db):
        return
    for member in world.members.values():
        await delete(bot.db, member.id)
    history = _History(bot, world)
    await history.begins("ben", "0", "track.junior-developer", "Europe/Lisbon", days_ago=9)
    await history.finishes("ben", history.topics(FUNDAMENTALS, 4), days_ago=8, every=2)
    await history.begins("chika", "2", "track.backend-engineer", "Africa/Lagos", days_ago=80)
    await history.finishes("chika", history.topics(FUNDAMENTALS), days_ago=39, every=3)
    await history.builds("chika", FUNDAMENTALS, "I built a plant diary with three classes and a command line.", 12)
    await history.finishes("chika", history.topics(WEB, 2), days_ago=1, every=1)
    for deck, days_ago in (("values-and-names", 76), ("conditions", 61), ("functions", 45), ("errors", 28)):
        await history.reviews("chika", f"deck.{deck}", days_ago, every=1)
    await history.reviews("chika", "deck.lists", days_ago=20, every=2)
    await set_visibility(bot.db, world.members["chika"].id, history.guild_id, Visibility.VISIBLE, history.now)
    await history.begins("dmitri", "3", "track.data-engineer", "Asia/Tbilisi", days_ago=120)
    await history.finishes("dmitri", history.topics(FUNDAMENTALS), days_ago=118, every=2)
    await history.builds("dmitri", FUNDAMENTALS, "https://example.org/dmitri/bus-lines", 95)
    await history.finishes("dmitri", history.topics(DATA, 5), days_ago=60, every=4)
    await history.reviews("dmitri", "deck.errors", days_ago=90, every=3)
    await history.reviews("dmitri", "deck.testing", days_ago=88, every=3)
    await history.begins("olivia", "9", "track.senior-developer", "America/Toronto", days_ago=300)
    for number, path in enumerate(bot.curriculum.paths):
        days_ago = 280 - 40 * number
        await history.finishes("olivia", history.topics(path), days_ago=days_ago, every=2)
        await history.builds("olivia", path, "https://example.org/olivia/portfolio", days_ago - 30)
    await remember_seeded(bot.db)


class _History:
    """Writes the past of the members, day by day, at noon UTC or a moment ago."""

    def __init__(self, bot: LearnBot, world: World) -> None:
        self.bot = bot
        self.world = world
        self.now = datetime.now(UTC)
        self.guild_id = world.members["olivia"].guild.id

    def topics(self, path: str, count: int | None = None) -> list[str]:
        return [topic.id for topic in self.bot.curriculum.paths[path].topics[:count]]

    async def begins(self, name: str, level: str, goal: str, zone: str, days_ago: int) -> None:
        user, at = self.world.members[name].id, self._at(days_ago)
        answers = Answers(level, goal, 20, zone, 3)
        await start(self.bot.db, self.bot.curriculum, user, self.guild_id, answers, at)
        right = self.bot.curriculum.levels[level].warm_up.answer
        await answer_warm_up(self.bot.db, self.bot.curriculum, user, self.guild_id, level, right, at)

    async def finishes(self, name: str, items: Iterable[str], days_ago: int, every: int) -> None:
        user = self.world.members[name].id
        for number, item in enumerate(items):
            at = self._at(max(days_ago - number * every, 0))
            await mark_done(self.bot.db, self.bot.curriculum, user, self.guild_id, item, at)

    async def builds(self, name: str, path: str, evidence: str, days_ago: int) -> None:
        user, at = self.world.members[name].id, self._at(days_ago)
        exit_id = self.bot.curriculum.paths[path].exit.id
        await mark_done(self.bot.db, self.bot.curriculum, user, self.guild_id, exit_id, at, evidence)

    async def reviews(self, name: str, deck: str, days_ago: int, every: int) -> None:
        """Two new cards at each sitting, each of them rated until it is known; now and then one was forgotten."""
        user, cards = self.world.members[name].id, self.bot.curriculum.decks[deck].cards
        for index, card in enumerate(cards):
            at = self._at(max(days_ago - index // 2 * every, 1))
            ratings = (Rating.AGAIN, Rating.GOOD, Rating.GOOD) if index % 5 == 4 else (Rating.GOOD, Rating.GOOD)
            for number, rating in enumerate(ratings):
                await review(
                    self.bot.db, self.bot.curriculum, user, self.guild_id, card.id, rating, number, 9.0,
                    at + timedelta(minutes=12 * number + index),
                )  # fmt: skip

    def _at(self, days_ago: int) -> datetime:
        noon = self.now.replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
        return min(noon, self.now)
