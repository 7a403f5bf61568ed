"""Finding what a member means by what they typed."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")


def named(text: str, titles: Mapping[str, T]) -> T | None:
    """What has this title, however it is capitalised and whatever spaces stand around it."""
    by_name = {title.casefold(): found for title, found in titles.items()}
    return by_name.get(text.casefold().strip())


def nearest(text: str, titles: Iterable[str]) -> str | None:
    """The title that looks most like what was typed; None when none does."""
    by_name = {title.casefold(): title for title in titles}
    close = get_close_matches(text.casefold().strip(), by_name, n=1)
    return by_name[close[0]] if close else None


def contains(text: str, words: str) -> bool:
    """Whether a text contains all words typed, in any order.

    >>> contains("Conditions and loops", "LOOP cond"), contains("Conditions and loops", "loop class")
    (True, False)
    """
    return all(word in text.casefold() for word in words.casefold().split())
