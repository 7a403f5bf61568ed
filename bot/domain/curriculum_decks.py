"""The decks of the curriculum, by what the ids of their cards begin with: its programs store the ids alone.

A card that such a program knows is remembered under `lp:deck.<file of the deck>#<id of the card>`. The decks themselves
are the curriculum's, so until they are imported, these memories wait.
"""

import re

CARD_ID = re.compile(r"(?P<beginning>[a-z0-9]{1,4}|c-[a-z]{2,6})-[0-9]{2,3}")
LEVELS = ("00", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
MODULES = (
    "web-scraping", "cli-tools", "rest-apis", "fastapi", "async", "databases", "data-analysis", "testing", "docker",
    "django", "package-publishing", "cloud-deploy",
)  # fmt: skip
CONCEPTS = {
    "api": "api-basics", "args": "args-kwargs-explained", "async": "async-explained", "cls": "classes-and-objects",
    "comp": "comprehensions-explained", "ctx": "context-managers-explained", "dbg": "debugging-methodology",
    "dc": "dataclasses-explained", "dec": "decorators-explained", "docs": "reading-documentation",
    "enum": "enums-explained", "err": "errors-and-debugging", "file": "files-and-paths",
    "ftools": "functools-and-itertools", "func": "functions-explained", "gen": "generators-and-iterators",
    "git": "git-basics", "hint": "type-hints-explained", "http": "http-explained", "imp": "how-imports-work",
    "jup": "jupyter-notebooks", "loop": "how-loops-work", "match": "match-case-explained", "regex": "regex-explained",
    "rerr": "reading-error-messages", "sec": "security-basics", "term": "the-terminal-deeper",
    "test": "testing-strategies", "tool": "modern-python-tooling", "type": "types-and-conversions",
    "var": "what-is-a-variable", "venv": "virtual-environments",
}  # fmt: skip
SHARED = ("concept-collections-deep-dive", "concept-collections-explained")  # both have the cards c-coll-01 to 08
DECKS: dict[str, tuple[str, ...]] = {
    **{level: (f"level-{level}",) for level in LEVELS},
    **{f"m{number:02}": (f"module-{name}",) for number, name in enumerate(MODULES, 1)},
    **{f"c-{short}": (f"concept-{name}",) for short, name in CONCEPTS.items()},
    "c-coll": SHARED,
}


def imported_ids(card: str) -> tuple[str, ...]:
    """The ids under which a card of the curriculum is remembered; none for an id that no deck has.

    Two decks share some ids, and the curriculum's programs one state for both cards: then it counts for both.

    >>> imported_ids("0-03"), imported_ids("m02-11")
    (('lp:deck.level-0#0-03',), ('lp:deck.module-cli-tools#m02-11',))
    >>> imported_ids("c-coll-01")[1], imported_ids("x-01")
    ('lp:deck.concept-collections-explained#c-coll-01', ())
    """
    match = CARD_ID.fullmatch(card)
    decks = DECKS.get(match["beginning"], ()) if match else ()
    return tuple(f"lp:deck.{deck}#{card}" for deck in decks)
