"""The member's language for the interaction at hand; gettext underneath.

Texts are written in English and marked with `_` or `ngettext`, or are the message of a UserError. A translation is one
file, `bot/locale/<language>/LC_MESSAGES/bot.mo`; nothing else changes when one is added.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from bot.errors import UserError

LOCALE_DIR = Path(__file__).with_name("locale")
DOMAIN = "bot"
ENGLISH = "en"

_catalogue: ContextVar[gettext.NullTranslations] = ContextVar("catalogue", default=gettext.NullTranslations())  # noqa: B039


def speak(locale: str | None) -> None:
    """Use a language (such as `de` or `pt-BR`) for the rest of this interaction; English where it is missing."""
    _catalogue.set(catalogue(locale or ENGLISH, LOCALE_DIR))


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Use a language for what stands in this block, and then the one from before again."""
    token = _catalogue.set(catalogue(locale or ENGLISH, LOCALE_DIR))
    try:
        yield
    finally:
        _catalogue.reset(token)


@cache
def catalogue(locale: str, folder: Path) -> gettext.NullTranslations:
    """The translations into a language: for `pt-BR`, those of pt_BR, else of pt, else none."""
    names = [locale.replace("-", "_"), locale.split("-")[0]]
    return gettext.translation(DOMAIN, folder, names, fallback=True)


def languages() -> list[str]:
    """The languages that members can choose: English, and every one with a translation."""
    return [ENGLISH, *sorted(file.parts[-3] for file in LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))]


def _(message: str) -> str:
    """A text in the member's language."""
    return _catalogue.get().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """A text in the member's language, in the form that a number asks for."""
    return _catalogue.get().ngettext(singular, plural, count)


def sentence(error: UserError) -> str:
    """The refusal in the member's language, its values filled in."""
    return _(error.message).format(**error.values)
