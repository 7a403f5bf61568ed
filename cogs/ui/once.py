"""Things that are made at Discord with a single try, since discord.py repeats a request after an error of Discord."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

import discord
from discord.http import MultipartParameters, Route

from bot.client import DISCORD_IS_AWAY, LearnBot

TOO_MANY = 429


class UncertainError(Exception):
    """Whether Discord has done what it was asked for isn't known."""


class _OneTry(list[discord.File]):
    """The files of a request, also when there are none. discord.py goes through them before each try."""

    tried = False

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[discord.File]:
        """All of them at the first try. Raises UncertainError at the second."""
        if self.tried:
            raise UncertainError
        self.tried = True
        return super().__iter__()


async def make_once(
    bot: LearnBot, route: Route, content: dict[str, Any] | MultipartParameters, reason: str | None = None
) -> int:
    """Make a thing, and return its id. Raises UncertainError when nobody knows whether it was made."""
    files: Sequence[discord.File] = ()
    body: dict[str, Any] = {"json": content}
    if isinstance(content, MultipartParameters):
        files = content.files or ()
        body = {"form": content.multipart} if files else {"json": content.payload}
    try:
        made = await bot.http.request(route, files=_OneTry(files), reason=reason, **body)
    except DISCORD_IS_AWAY as error:
        raise certain_or_not(error) from error
    return int(made["id"])


def is_refusal(error: Exception) -> TypeGuard[discord.HTTPException]:
    """Whether Discord has certainly refused, so that nothing was done."""
    return isinstance(error, discord.HTTPException) and error.status < 500 and error.status != TOO_MANY


def certain_or_not(error: Exception) -> Exception:
    """The error itself when Discord has certainly refused, else UncertainError."""
    return error if is_refusal(error) else UncertainError()
