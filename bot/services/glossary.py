"""/term: a word of the trade in one sentence."""

from collections.abc import Iterator

from bot.domain.curriculum import Curriculum
from bot.domain.glossary import Term
from bot.errors import UserError
from bot.services._names import contains, named, nearest


def find_term(curriculum: Curriculum, text: str) -> Term:
    """The term of an id or a word. Raises UserError, with the nearest word where one is near."""
    words = dict(_words(curriculum))
    found = curriculum.terms.get(curriculum.canonical(text.strip())) or named(text, words)
    if found:
        return found
    close = nearest(text, words)
    if close:
        raise UserError("I don't explain “{text}” yet. Did you mean “{word}”?", text=text[:60], word=close)
    raise UserError(
        "I don't explain “{text}” yet. Look whether /concept has it, or ask in the channel of your level.",
        text=text[:60],
    )


def search_terms(curriculum: Curriculum, text: str) -> list[Term]:
    """The terms that contain all words typed, those first that are called so."""
    found = [
        term for term in curriculum.terms.values() if contains(" ".join((term.name, *term.also, term.meaning)), text)
    ]
    return sorted(found, key=lambda term: (not contains(" ".join((term.name, *term.also)), text), term.name.casefold()))


def _words(curriculum: Curriculum) -> Iterator[tuple[str, Term]]:
    for term in curriculum.terms.values():
        for word in (term.name, *term.also):
            yield word, term
