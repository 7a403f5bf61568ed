"""What proves that an exit criterion is met: a link, or a sentence in the member's own words."""

import re
import unicodedata

MAX_EVIDENCE = 500
MIN_WORDS = 4
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)


def clean(text: str) -> str:
    """One line of text without control or invisible formatting characters.

    >>> clean("a\\u202eb\\n c")
    'ab c'
    """
    visible = "".join(c if c.isspace() or unicodedata.category(c)[0] != "C" else "" for c in text)
    return " ".join(visible.split())


def is_evidence(text: str) -> bool:
    """Whether a text is a web address or a sentence of at least four words.

    >>> is_evidence("https://example.org/ada/tool"), is_evidence("I built a tool for birds"), is_evidence("done")
    (True, True, False)
    """
    words = re.findall(r"[^\W\d_]{2,}", text)
    return bool(LINK.search(text)) or len(words) >= MIN_WORDS
