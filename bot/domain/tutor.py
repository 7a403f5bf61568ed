"""What to ask an AI tutor when one is stuck, for each of the curriculum's rules for AI tutors. Never for the answer."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.translatable import gettext_noop as N_  # noqa: N812

# By the rule of a level; "none" says whom to ask instead.
PROMPTS: Mapping[str, str] = MappingProxyType({
    "none": N_(
        "The first steps are yours. Show somebody your lines, and say what you expected and what came instead: a "
        "person who looks at your screen with you is the best help now."
    ),
    "explain": N_(
        "I am a beginner in Python. Explain what the error message below says: what each part of its last line "
        "means, and which line of my program it points to. Use everyday words. Do not tell me how to repair it, "
        "and write no code: I want to find that myself."
    ),
    "hints": N_(
        "I am learning Python and I am stuck. Do not write code, and do not name the faulty line. Ask me one "
        "question at a time about what I think happens, and wait for my answer. Give me a small hint only where "
        "my answer shows a misunderstanding."
    ),
    "review": N_(
        "I am stuck with a Python program of my own. Read it as a kind and honest colleague: say which "
        "assumption of mine you doubt first, and why, and how I could test it. Name at most three. Write no "
        "corrected code; the repair is my part."
    ),
    "pair": N_(
        "Let us hunt this bug as a pair. I type, you watch. Ask me for one experiment at a time that halves the "
        "places where the cause can be, and let me predict what it will show. Explain an idea with another "
        "example than mine."
    ),
    "free": N_(
        "Help me to find the cause of this problem. List the explanations that fit what is seen, the most likely "
        "first, with the cheapest experiment that would rule each out. Point out what I have not told you. "
        "Suggest a change only once the cause is shown, and name what it may break."
    ),
})  # fmt: skip
