"""Something to build: what it must do, what it may do, and how one knows that it is good."""

from collections.abc import Iterator

from pydantic import Field

from bot.curriculum.schema._base import Document, Item, ItemId, LevelName, Link, Prose, Sentence, Title
from bot.domain.curriculum import Project


class ProjectModel(Document):
    """Something to build: `content/projects/<slug>.yaml`."""

    kind = "project"
    folder = "projects"

    brief: Prose
    must: tuple[Sentence, ...] = Field(min_length=3, max_length=6, description="What it has to do.")
    stretch: tuple[Sentence, ...] = Field(min_length=1, max_length=4, description="For those who want more.")
    minutes: int = Field(ge=15, le=3000)
    skills: tuple[Title, ...] = Field(min_length=2, max_length=6)
    path: ItemId
    level: LevelName
    rubric: tuple[Sentence, ...] = Field(min_length=3, max_length=6, description="How one knows that it is good.")

    def references(self) -> Iterator[Link]:
        """Its path and its level."""
        yield Link("path", self.path, "path")
        yield Link("level", f"level.{self.level}", "level")

    def items(self) -> Iterator[Item]:
        """Its brief."""
        yield Item("brief", self.id, self.brief)

    def build(self) -> Project:
        """The project as the bot uses it."""
        return Project(
            id=self.id,
            title=self.title,
            brief=self.brief,
            must=self.must,
            stretch=self.stretch,
            minutes=self.minutes,
            skills=self.skills,
            path=self.path,
            level=self.level,
            rubric=self.rubric,
        )
