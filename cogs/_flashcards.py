"""The words of a card's screens: cards and loads in, text out."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.flashcards import OWN_DECK, Card, CardType, Load, filled, gapped
from bot.domain.imported import is_imported
from bot.domain.memory import Memory, Rating
from bot.domain.mixed import marked_up
from bot.i18n import _, ngettext
from bot.services.flashcards import Session
from cogs.ui.words import code_block, deck_name, plain, weekday

MONTH, YEAR = 30, 365  # days
LINE_END = " ⏎ "  # between lines of code that stand side by side


def card_names(cards: Sequence[Card]) -> list[str]:
    """How to tell the cards of a deck apart in a list: by their questions, and where these are alike, by their code."""
    alike = Counter(card.front for card in cards)
    return [
        LINE_END.join(card.code.split("\n"))
        if alike[card.front] > 1 and card.code
        else " ".join(gapped(card.front).split())
        for card in cards
    ]


def question_text(card: Card) -> str:
    """What a card asks. The content's own words may format, a member's may not."""
    if card.deck == OWN_DECK:
        asked, code = plain(card.front), card.code
    elif card.type is CardType.CLOZE:
        asked, code = gapped(card.front), gapped(card.code)
    else:
        asked, code = _content(card, card.front), card.code
    return f"{asked}\n{code_block(code)}" if code else asked


def answer_text(card: Card) -> str:
    """What a card answers; of a gap, the text with the gap filled."""
    if card.type is CardType.PREDICT:
        printed = card.output.rstrip("\n") or _("(nothing)")
        return _("**It prints**\n{output}\n{why}").format(output=code_block(printed, "text"), why=card.back)
    if card.type is CardType.CLOZE:
        whole = code_block(filled(card.code)) if card.code else f"**{filled(card.front)}**"
        return f"{whole}\n{card.back}"
    return plain(card.back) if card.deck == OWN_DECK else _content(card, card.back)


def _content(card: Card, text: str) -> str:
    """The words of a card of the content; imported ones mix prose and code without marks."""
    return marked_up(text) if is_imported(card.id) else text


def heading(session: Session, deck_title: str) -> str:
    """Which card of how many this is, and about how long the rest takes; of a backlog, the plan.

    Beyond today's share there is no last card, and no minutes are left to count.
    """
    load, beyond = session.load, session.scope.beyond
    if session.repeated:
        place = _("once more")
    elif beyond:
        place = _("card {number}").format(number=load.seen + 1)
    else:
        place = _("card {number} of {total}").format(number=load.seen + 1, total=load.seen + max(load.left, 1))
    lines = [f"## {deck_name(deck_title)} · {place}"]
    if not beyond:
        count = max(load.minutes_left, 1)
        minutes = ngettext("about {count} minute left", "about {count} minutes left", count)
        lines.append("-# " + minutes.format(count=count))
    if load.backlog and not beyond:
        lines.append("-# " + plan_text(load, session.today))
    return "\n".join(lines)


def plan_text(load: Load, today: date) -> str:
    """How a backlog is worked off: "38 waiting; 12 today, done by Thursday"."""
    days = load.clear_in()
    plan = _("{waiting} waiting; {count} today").format(waiting=load.due, count=load.left)
    if days is None:
        return plan + _(", and the rest little by little")
    return plan + _(", done by {day}").format(day=weekday(today + timedelta(days=days), today))


def rating_label(rating: Rating, after: Memory, now: datetime) -> str:
    """A rating with when the card would come back: "Good · 4 d"."""
    names = {Rating.AGAIN: _("Again"), Rating.HARD: _("Hard"), Rating.GOOD: _("Good"), Rating.EASY: _("Easy")}
    return f"{names[rating]} · {span(after, now)}"


def span(after: Memory, now: datetime) -> str:
    """In what time a card comes back, short enough for a button."""
    days = after.interval
    if not days:
        return _("{count} min").format(count=max(round((after.due - now).total_seconds() / 60), 1))
    if days < 2 * MONTH:
        return _("{count} d").format(count=days)
    if days < YEAR:
        return _("{count} mo").format(count=round(days / MONTH))
    return _("{count} y").format(count=round(days / YEAR, 1))


def done_text(session: Session) -> str:
    """That today's cards are done, and what waits; never a reproach."""
    load = session.load
    if not load.seen and not load.due and not load.new:
        return _nothing_text(load)
    seen = ngettext("You reviewed {count} card today.", "You reviewed {count} cards today.", load.seen)
    lines = [_("## Done for today"), seen.format(count=load.seen)]
    if load.due:
        lines.append(plan_rest(load, session.today))
    return "\n".join(lines)


def _nothing_text(load: Load) -> str:
    """That there is nothing to review, and what could be begun all the same."""
    if not load.unseen:
        return _("## No cards right now\nNothing is due, and no new card waits in your decks.")
    unseen = ngettext(
        "{count} new card is there when you want some.", "{count} new cards are there when you want some.", load.unseen
    ).format(count=load.unseen)
    return _("## No cards right now\nNothing is due.") + " " + unseen


def plan_rest(load: Load, today: date) -> str:
    """What waits after today's share, and until when it lasts."""
    days = load.clear_in()
    rest = ngettext("{count} card can wait.", "{count} cards can wait.", load.due).format(count=load.due)
    if days is None:
        return rest
    return rest + " " + _("At this pace all is done by {day}.").format(day=weekday(today + timedelta(days=days), today))
