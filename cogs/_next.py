"""The words of what could come next: suggestions in, text out."""

from bot.domain.imported import kind_of
from bot.domain.suggestions import Candidate, Reason, Sort
from bot.i18n import _, ngettext
from bot.services.suggestions import Suggestions


def suggestions_text(found: Suggestions) -> list[str]:
    """The suggestions, each with its reason."""
    heading = _("## What could come next")
    if not found.chosen:
        return [
            heading,
            _("I have nothing to suggest right now. What you put away can come back below or in some days."),
        ]
    lines = [f"{number}. **{title_of(one)}**\n{reason_of(one)}" for number, one in enumerate(found.chosen, 1)]
    parts = [heading, "\n".join(lines)]
    if not found.placed:
        parts.append(_("-# When I know where you stand, these fit better."))
    return parts


def title_of(one: Candidate) -> str:
    """What is suggested, in a few words."""
    match one.kind:
        case Sort.CARDS:
            return ngettext("Review {count} card", "Review {count} cards", one.count).format(count=one.count)
        case Sort.WEAK if kind_of(one.item) == "deck":
            return _("Cards: {title}").format(title=one.title)
        case Sort.WEAK:
            return _("Look again: {title}").format(title=one.title)
        case Sort.TOPIC if one.reason in (Reason.FINISH, Reason.BEYOND):
            return _("Finish: {title}").format(title=one.title)
        case Sort.TOPIC:
            return _("Learn: {title}").format(title=one.title)
        case Sort.PROJECT:
            return _("Build: {title}").format(title=one.title)
        case Sort.REVISIT:
            return _("Challenge: {title}").format(title=one.title)
        case Sort.QUIZ:
            return _("Quiz: {title}").format(title=one.title)
        case Sort.ASSESS:
            return _("Find your level")


def reason_of(one: Candidate) -> str:
    """Why it is suggested, in a sentence."""
    count, name = one.count, one.name
    match one.reason:
        case Reason.DUE:
            words = ngettext("{count} card is due today.", "{count} cards are due today.", count)
        case Reason.LAPSED:
            words = ngettext(
                "You lapsed {count} time on “{name}” in the last three weeks.",
                "You lapsed {count} times on “{name}” in the last three weeks.",
                count,
            )
        case Reason.WRONG:
            words = ngettext(
                "{count} question about “{name}” went wrong and waits for another try.",
                "{count} questions about “{name}” went wrong and wait for another try.",
                count,
            )
        case Reason.LOW:
            words = _("You have tried “{name}” several times, and it isn't steady yet.")
        case Reason.NEXT_TOPIC:
            words = _("It is the next topic on your roadmap, from {name}.")
        case Reason.FINISH:
            words = _("Every topic of {name} is done; this finishes the path.")
        case Reason.BEYOND:
            words = _("What is open on {name} lies below your level; showing this finishes the path.")
        case Reason.FITS | Reason.NEAR:
            return _project_words(one)
        case Reason.LONG_AGO:
            words = ngettext(
                "You last used “{name}” {count} day ago. Here it is in a new context.",
                "You last used “{name}” {count} days ago. Here it is in a new context.",
                count,
            )
        case Reason.READ:
            words = _("You have met “{name}”. Five questions show what stayed.")
        case Reason.UNTRIED:
            words = _("It is about “{name}”, and you haven't taken it yet.")
        case Reason.UNPLACED:
            words = _("You haven't taken an assessment yet. A few questions tell where you stand.")
    return words.format(count=count, name=name)


def kind_name(kind: Sort) -> str:
    """A kind of suggestion in words."""
    return {
        Sort.CARDS: _("cards that are due"),
        Sort.WEAK: _("what isn't steady yet"),
        Sort.TOPIC: _("the next topic"),
        Sort.PROJECT: _("projects"),
        Sort.REVISIT: _("what you used long ago"),
        Sort.QUIZ: _("quizzes"),
        Sort.ASSESS: _("the assessment"),
    }[kind]


def _project_words(one: Candidate) -> str:
    sentences = [_("It fits your level.") if one.reason is Reason.FITS else _("It is near your level.")]
    if one.name:
        sentences.append(_("It lies on your way to {goal}.").format(goal=one.name))
    weeks = ngettext(
        "It takes about {count} week at your pace.", "It takes about {count} weeks at your pace.", one.count
    )
    return " ".join([*sentences, weeks.format(count=one.count)])
