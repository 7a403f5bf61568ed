"""What all kinds of files share: strict models, ids, and the lengths that Discord has room for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema, field_validator

MAX_PATH_ID = 36
MAX_ITEM_ID = 60
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

Key = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=40)]
ItemId = Annotated[str, StringConstraints(pattern=rf"^[a-z]+\.{SLUG}(?:#{SLUG})?$", max_length=MAX_ITEM_ID)]
Title = Annotated[str, StringConstraints(min_length=3, max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=10, max_length=240)]
Prose = Annotated[str, StringConstraints(min_length=40, max_length=600)]
Code = Annotated[str, StringConstraints(strip_whitespace=False, min_length=1, max_length=900)]
LEVELS = ("00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "elite")
# An editor takes `level: 3` for a number; the loader keeps it as text.
LevelName = Annotated[
    Literal["00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "elite"],
    WithJsonSchema({"enum": [*LEVELS, *range(11)]}),
]


@dataclass(frozen=True, slots=True)
class Link:
    """A key of a file that names something of another file, and the kind of thing that it must name."""

    key: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Item:
    """Something that members meet by itself, as a card or a task: the key where it stands, its name, its words."""

    key: str
    name: str
    text: str
    code: str = ""


class Model(BaseModel):
    """Strict about keys, so that a typo is a problem and not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Document(Model):
    """What every file has, whatever its kind."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: ItemId = Field(description="kind.slug; the slug is the file's name. It never changes and is never reused.")
    title: Title
    aliases: tuple[ItemId, ...] = Field(
        (), description="Former ids of this item: progress kept under them counts here."
    )
    status: Literal["active", "retired"] = Field(
        "active", description="retired: no longer offered, but what members did with it stays theirs."
    )

    @field_validator("id")
    @classmethod
    def _of_this_kind(cls, value: str) -> str:
        if not value.startswith(f"{cls.kind}.") or "#" in value:
            raise ValueError(f"must look like {cls.kind}.some-words")
        return value

    def references(self) -> Iterator[Link]:
        """Everything of other files that this one names."""
        yield from ()

    def items(self) -> Iterator[Item]:
        """What members meet one by one. No two of them, of all files, may say nearly the same."""
        yield from ()
