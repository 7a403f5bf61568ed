"""The end of a quiz: the score in words, and what to do next."""

from bot.client import Interaction
from bot.domain.curriculum import Curriculum
from bot.domain.flashcards import gapped
from bot.i18n import _, ngettext
from bot.services.quiz import Round, result
from bot.services.sitting import Standing
from cogs._badges import news
from cogs.ui import navigation
from cogs.ui.layout import ACCENT, GOOD, GREEN, QUIET, Screen, shortened
from cogs.ui.words import quiz_name, source_text

LISTED = 6  # questions that went wrong
MAX_STEM = 120


async def result_screen(interaction: Interaction, done: Standing) -> Screen:
    """What came of a quiz that is over."""
    bot, user = interaction.client, interaction.user.id
    came = await result(bot.db, bot.curriculum, done)
    item = bot.curriculum.canonical(done.sitting.item)
    heading = _("## {title}: how it went").format(title=quiz_name(bot.curriculum.title_of(item)))
    row = [navigation.practise_mistakes(user, item)] if came.mistakes else []
    concept = bot.curriculum.concepts.get(came.concept or "")
    if concept:
        label = _("Read: {concept}").format(concept=concept.title)
        row.append(navigation.open_concept(user, concept.id, label))
    row.append(navigation.another_quiz(user, QUIET if came.mistakes else GREEN))
    texts = [f"{heading}\n{score_text(came)}", wrong_text(came, bot.curriculum)]
    texts += source_text(bot.curriculum, item)
    return Screen(*filter(None, texts), *await news(interaction), row, colour=GOOD if came.outcome.passed else ACCENT)


def score_text(came: Round) -> str:
    """The points, and whether they pass."""
    outcome, quiz = came.outcome, came.quiz
    if not outcome.of:
        return _("These questions are no longer asked. Another quiz has others.")
    points = ngettext("**{points} of {of} point**", "**{points} of {of} points**", outcome.of).format(
        points=f"{outcome.points:.3g}", of=outcome.of
    )
    percent = _("{points}, {percent} %.").format(points=points, percent=int(outcome.share * 100 + 1e-6))
    if quiz is None or not came.full:
        return f"{percent} {_left_text(came)}"
    mark = round(quiz.pass_mark * 100)
    if outcome.passed:
        return percent + " " + _("Passed: it takes {mark} %.").format(mark=mark)
    return (
        percent + " " + _("Not passed yet: it takes {mark} %, and you can try as often as you like.").format(mark=mark)
    )


def wrong_text(came: Round, curriculum: Curriculum) -> str:
    """The questions that went wrong; they come back by themselves."""
    wrong = [question for question in map(curriculum.question, came.outcome.wrong) if question]
    if not wrong:
        return ""
    stems = (shortened(" ".join(gapped(question.stem).split()), MAX_STEM) for question in wrong[:LISTED])
    lines = "\n".join(f"- {stem}" for stem in stems)
    return _("**To look at again**\n{questions}\n-# They come back in your next rounds.").format(questions=lines)


def _left_text(came: Round) -> str:
    """How many mistakes are left after some were practised."""
    if not came.mistakes:
        return _("Nothing is left to practise here.")
    left = ngettext("{count} mistake is left to practise.", "{count} mistakes are left to practise.", came.mistakes)
    return left.format(count=came.mistakes)
