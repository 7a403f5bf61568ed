"""What a message says, wherever in it that stands."""

import asyncio

import discord

from bot.domain.pasted import decode_file

MAX_FILE_BYTES, SECONDS_TO_FETCH = 100_000, 10
MAX_FILE_TEXT = 12_000  # characters of a file, from its end, in which an error is looked for


async def text_of(message: discord.Message) -> str:
    """What a message says, or one that it passes on, with the text files that hang on it.

    Discord makes a file of a long paste; what a bot shows, such as a question for help, stands in parts of its own.
    """
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    shown = [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]
    parts = [message.content, *(passed_on.content for passed_on in message.message_snapshots), *shown]
    for file in message.attachments[:3]:
        if (file.content_type or "").startswith("text/") and file.size <= MAX_FILE_BYTES:
            try:
                content = decode_file(await asyncio.wait_for(file.read(), SECONDS_TO_FETCH)) or ""
                parts.append(content[-MAX_FILE_TEXT:])
            except (discord.HTTPException, TimeoutError):
                continue
    return "\n".join(parts)
