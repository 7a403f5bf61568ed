"""A plan: thirty days with one task each, in a fixed order."""

from collections.abc import Iterator

from pydantic import Field, model_validator

from bot.curriculum.schema._base import Document, ItemId, Link, Model, Sentence, Title
from bot.domain.curriculum import Plan, PlanDay

DAYS = 30


class PlanDayModel(Model):
    """One day of a plan."""

    title: Title
    why: Sentence = Field(description="One sentence: what this day is good for.")
    challenge: ItemId = Field(description="The task of the day, for example challenge.film-minutes.")


class PlanModel(Document):
    """A plan: `content/plans/<slug>.yaml`."""

    kind = "plan"
    folder = "plans"

    summary: Sentence
    days: tuple[PlanDayModel, ...] = Field(
        min_length=DAYS, max_length=DAYS, description="In the order in which members meet them; no task comes twice."
    )

    @model_validator(mode="after")
    def _no_task_twice(self) -> "PlanModel":
        seen: set[str] = set()
        for number, day in enumerate(self.days, 1):
            if day.challenge in seen:
                raise ValueError(f"day {number} repeats {day.challenge!r}; give every day a challenge of its own")
            seen.add(day.challenge)
        return self

    def references(self) -> Iterator[Link]:
        """The challenges of its days."""
        for index, day in enumerate(self.days):
            yield Link(f"days[{index}].challenge", day.challenge, "challenge")

    def build(self) -> Plan:
        """The plan as the bot uses it."""
        days = [PlanDay(number, day.title, day.why, day.challenge) for number, day in enumerate(self.days, 1)]
        return Plan(self.id, self.title, self.summary, tuple(days))
