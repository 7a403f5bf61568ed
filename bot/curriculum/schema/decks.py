"""A deck: flashcards about one subject, each with one question and one answer."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from bot.curriculum.schema._base import SLUG, Code, Document, Item, ItemId, Key, LevelName, Link, Model, Sentence
from bot.domain.flashcards import GAP, Card, CardType, Deck

MAX_CARD_ID = 44  # it has to fit into the custom_id of a button, beside everything else

CardKey = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=28)]


class CardModel(Model):
    """One card. In a cloze card, what is to be recalled stands as `{{c1::it}}` in the front or in the code."""

    key: CardKey = Field(description="Unique in this deck. It never changes and is never reused.")
    type: Literal["basic", "cloze", "predict-output"] = "basic"
    front: Annotated[str, StringConstraints(min_length=5, max_length=256)]
    back: Annotated[str, StringConstraints(min_length=1, max_length=1000)] = Field(
        description="The answer; for cloze and predict-output, why it is so."
    )
    code: Code | None = Field(None, description="Python that belongs to the question.")
    output: Annotated[str, StringConstraints(strip_whitespace=False, max_length=300)] | None = Field(
        None, description="Only for predict-output: just what `code` prints; the linter runs it."
    )
    concept: ItemId | None = Field(None, description="The concept that the card is about.")
    difficulty: int = Field(1, ge=1, le=3)
    aliases: tuple[Key, ...] = Field((), description="Former keys of this card: what members remember counts here.")
    status: Literal["active", "retired"] = "active"

    @field_validator("code")
    @classmethod
    def _without_the_last_line_end(cls, value: str | None) -> str | None:
        return value.rstrip("\n") if value else value

    @model_validator(mode="after")
    def _fits_its_type(self) -> "CardModel":
        gaps = len(GAP.findall(self.front)) + len(GAP.findall(self.code or ""))
        if self.type == "cloze" and not gaps:
            raise ValueError("type is cloze, but nothing is marked as {{c1::…}} in front or code")
        if self.type != "cloze" and gaps:
            raise ValueError("marks a gap, so its type must be cloze")
        if (self.type == "predict-output") != (self.output is not None):
            raise ValueError("output belongs to a card of type predict-output, and only to one")
        if self.type == "predict-output" and not self.code:
            raise ValueError("type is predict-output, so code is needed")
        return self

    def build(self, deck: str) -> Card:
        return Card(
            id=f"{deck}#{self.key}",
            type=CardType(self.type),
            front=self.front,
            back=self.back,
            code=self.code or "",
            output=self.output or "",
            concept=self.concept,
            difficulty=self.difficulty,
        )


class DeckModel(Document):
    """A deck: `content/decks/<slug>.yaml`."""

    kind = "deck"
    folder = "decks"

    level: LevelName
    summary: Sentence
    path: ItemId | None = Field(None, description="The path that needs it; left out where everybody does.")
    cards: tuple[CardModel, ...] = Field(min_length=1, max_length=100)

    @model_validator(mode="after")
    def _keys_are_unique_and_short(self) -> "DeckModel":
        keys = [key for card in self.cards for key in (card.key, *card.aliases)]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"the key {key!r} is used twice in this deck")
            if len(f"{self.id}#{key}") > MAX_CARD_ID:
                raise ValueError(f"'{self.id}#{key}' is longer than {MAX_CARD_ID} characters; shorten the key")
        return self

    def references(self) -> Iterator[Link]:
        """The path that needs it, and the concepts of its cards."""
        if self.path:
            yield Link("path", self.path, "path")
        for index, card in enumerate(self.cards):
            if card.concept and card.status == "active":
                yield Link(f"cards[{index}].concept", card.concept, "concept")

    def items(self) -> Iterator[Item]:
        """Its cards: what they ask, and what they print."""
        for index, card in enumerate(self.cards):
            if card.status == "active":
                yield Item(f"cards[{index}]", card.key, f"{card.front}\n{card.output or ''}", card.code or "")

    def build(self) -> Deck:
        """The deck as the bot uses it."""
        cards = tuple(card.build(self.id) for card in self.cards if card.status == "active")
        return Deck(self.id, self.title, self.level, self.summary, self.path, cards)
