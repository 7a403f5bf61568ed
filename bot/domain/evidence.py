"""What proves that an exit criterion is met: a link, or a sentence in the member's own words."""

import re
import unicodedata

MAX_EVIDENCE = 500
MIN_WORDS = 4
MIN_LETTERS = 12
JOINERS = "\u200c\u200d"  # within words of some scripts, and within emoji
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)


def clean(text: str) -> str:
    """One line of text without control or invisible formatting characters.

    >>> clean("a\\u202eb\\n c")
    'ab c'
    """
    visible = "".join(c if c.isspace() or c in JOINERS or unicodedata.category(c)[0] != "C" else "" for c in text)
    return " ".join(visible.split())


def is_evidence(text: str) -> bool:
    """Whether a text is a web address or a sentence: at least four words, or a dozen letters where none are spaced.

    >>> is_evidence("https://example.org/ada/tool"), is_evidence("I built a tool for birds"), is_evidence("done")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]{2,}", text)
    spaced = text.isascii() or " " in text
    sentence = len(words) >= MIN_WORDS if spaced else sum(map(str.isalpha, text)) >= MIN_LETTERS
    return bool(LINK.search(text)) or sentence
