"""Screens: one headline, pictures, text, and rows of controls in a frame of one accent colour."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.client import Interaction

ACCENT = 0x3776AB
GOOD = 0x2E7D32
MAX_TEXT = 4000
MAX_DESCRIPTION = 1024
FENCE = "```"

GREEN = discord.ButtonStyle.success
QUIET = discord.ButtonStyle.secondary
RED = discord.ButtonStyle.danger


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to download from a screen, with the words that a screen reader says for it."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a screen, as wide as the screen, with words that tell the same to whoever does not see it."""

    name: str
    content: bytes
    description: str

    def __post_init__(self) -> None:
        assert self.description.strip(), "say in words what the picture tells"


Row = Sequence[discord.ui.Item[Any]]
Block = str | Row | Picture


class Screen(discord.ui.LayoutView):
    """What a member sees: texts (with a line between them), pictures, and rows of buttons or one select, downwards.

    Texts that are `covered` stand below it as spoilers: they show when one presses them.
    """

    def __init__(
        self, *blocks: Block, colour: int = ACCENT, files: Sequence[Attached] = (), covered: Sequence[str] = ()
    ) -> None:
        super().__init__(timeout=None)
        self._attached: list[Attached | Picture] = [*(block for block in blocks if isinstance(block, Picture)), *files]
        frame: discord.ui.Container[Any] = discord.ui.Container(accent_colour=colour)
        texts = iter(fitted([*(block for block in blocks if isinstance(block, str)), *covered], MAX_TEXT))
        for block in blocks:
            if isinstance(block, str):
                if frame.children:
                    frame.add_item(discord.ui.Separator())
                frame.add_item(discord.ui.TextDisplay(next(texts)))
            elif isinstance(block, Picture):
                frame.add_item(_gallery(block))
            elif block:
                frame.add_item(discord.ui.ActionRow(*block))
        for attached in files:
            frame.add_item(discord.ui.File(f"attachment://{attached.name}"))
        self.add_item(frame)
        for text in texts:
            self.add_item(discord.ui.Container(discord.ui.TextDisplay(text), accent_colour=colour, spoiler=True))
        self.stop()  # discord.py need not remember it: every control is found by its custom_id

    @property
    def files(self) -> list[discord.File]:
        """The pictures and the attached files, to be sent along."""
        return [
            discord.File(
                io.BytesIO(attached.content),
                attached.name,
                description=shortened(attached.description, MAX_DESCRIPTION),
            )
            for attached in self._attached
        ]


def _gallery(picture: Picture) -> discord.ui.MediaGallery[Any]:
    """A picture alone in its gallery: beside another one, Discord would cut it to a square."""
    description = shortened(picture.description, MAX_DESCRIPTION)
    return discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture.name}", description=description))


def fitted(texts: Sequence[str], limit: int) -> list[str]:
    """Texts that together keep to a limit: the longest gives way, and the headline and the next step stay whole.

    >>> fitted(["one", "x" * 10], 8)
    ['one', 'xxxx…']
    """
    fitting = list(texts)
    while (excess := sum(map(len, fitting)) - limit) > 0:
        longest = max(range(len(fitting)), key=lambda index: len(fitting[index]))
        others = sorted(map(len, fitting))[-2] if len(fitting) > 1 else 0
        fitting[longest] = _cut(fitting[longest], max(len(fitting[longest]) - excess, others - 1, 1))
    return fitting


def _cut(text: str, limit: int) -> str:
    """A text cut to a limit; a code block that is open at the cut is closed there."""
    cut = shortened(text, limit)
    return shortened(text, max(limit - len(FENCE) - 1, 1)) + f"\n{FENCE}" if cut.count(FENCE) % 2 else cut


def shortened(text: str, limit: int) -> str:
    """A text cut to a limit, with an ellipsis where it was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


async def show(interaction: Interaction, screen: Screen) -> None:
    """Show a screen to this member only: in place of the private screen on which they pressed, else as a new one."""
    message = interaction.message
    if interaction.response.is_done():
        await show_later(interaction, screen)
    elif message is not None and message.flags.ephemeral:
        await interaction.response.edit_message(view=screen, attachments=screen.files)
    else:
        await interaction.response.send_message(view=screen, files=screen.files, ephemeral=True)


async def defer(interaction: Interaction, *, everybody: bool = False) -> None:
    """Tell Discord that the answer takes a while, unless it knows; the answer is for `everybody`, or for the member."""
    if not interaction.response.is_done():
        on_screen = interaction.message is not None and interaction.message.flags.ephemeral
        await interaction.response.defer(ephemeral=not everybody, thinking=everybody or not on_screen)


async def show_later(interaction: Interaction, screen: Screen) -> None:
    """Show a screen in answer to an interaction that was deferred."""
    await interaction.edit_original_response(view=screen, attachments=screen.files)
