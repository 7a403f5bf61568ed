"""The words that learners stumble over: one sentence and one example each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade. `also` are other words for it; `output` is what the example prints."""

    id: str
    name: str
    also: tuple[str, ...]
    meaning: str
    code: str
    output: str
    concept: str
