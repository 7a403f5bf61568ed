"""Anki's note types for the kinds of cards that there are, and the fields that a card fills."""

import html
import re

import genanki

from bot.domain.flashcards import GAP, Card, CardType
from bot.domain.imported import is_imported
from bot.domain.mixed import runs

# Never changed: Anki recognises a note type by its id, and updates what it knows instead of adding it again.
BASIC_ID, CLOZE_ID, PREDICT_ID = 1_705_318_201, 1_705_318_202, 1_705_318_203
CSS = """
.card { font-family: sans-serif; font-size: 18px; max-width: 40em; margin: 1em auto; text-align: left; }
pre { background: #f4f4f4; color: #222; padding: .6em; overflow-x: auto; }
.cloze { font-weight: bold; color: #3776ab; }
"""
ANSWER = '{{FrontSide}}<hr id="answer">'
INLINE = re.compile(r"`([^`\n]+)`")


def model_of(card: Card) -> genanki.Model:
    """The note type of a card."""
    return {CardType.BASIC: _basic, CardType.CLOZE: _cloze, CardType.PREDICT: _predict}[card.type]()


def fields_of(card: Card) -> list[str]:
    """What stands in the fields of its note, as HTML that shows the card's words and nothing else."""
    match card.type:
        case CardType.CLOZE:
            return [_hintless(_html(card.front) + _block(card.code)), _html(card.back)]
        case CardType.PREDICT:
            return [_html(card.front) + _block(card.code), _block(card.output), _html(card.back)]
    if is_imported(card.id):
        return [_mixed(card.front), _mixed(card.back)]
    return [_html(card.front) + _block(card.code), _html(card.back)]


def text_of(words: str) -> str:
    """Words as HTML that shows them and nothing else."""
    return _html(words)


def _basic() -> genanki.Model:
    return _model(BASIC_ID, "basic", ["Front", "Back"], "{{Front}}", ANSWER + "{{Back}}")


def _cloze() -> genanki.Model:
    shown = "{{cloze:Text}}"
    return _model(CLOZE_ID, "cloze", ["Text", "Back Extra"], shown, shown + "<br>{{Back Extra}}", genanki.Model.CLOZE)


def _predict() -> genanki.Model:
    return _model(
        PREDICT_ID, "predict output", ["Front", "Output", "Why"], "{{Front}}", ANSWER + "{{Output}}<br>{{Why}}"
    )


def _model(
    model_id: int, name: str, fields: list[str], front: str, back: str, kind: int = genanki.Model.FRONT_BACK
) -> genanki.Model:
    return genanki.Model(
        model_id,
        f"learn.python {name}",
        fields=[{"name": field} for field in fields],
        templates=[{"name": "Card 1", "qfmt": front, "afmt": back}],
        css=CSS,
        model_type=kind,
    )


def _html(text: str) -> str:
    return INLINE.sub(r"<code>\1</code>", html.escape(text, quote=False)).replace("\n", "<br>")


def _mixed(text: str) -> str:
    """Prose and code that stand without marks in one text, each as what it is."""
    return "".join(_block(part.strip("\n")) if code else _html(part.strip("\n")) for code, part in runs(text))


def _block(code: str) -> str:
    return f"<pre><code>{html.escape(code, quote=False)}</code></pre>" if code else ""


def _hintless(markup: str) -> str:
    """In a gap, Anki takes two colons for the begin of a hint; ours belong to the answer, as in `name[::2]`."""
    return GAP.sub(lambda gap: "{{c1::" + gap.group(1).replace("::", ":&#58;") + "}}", markup)
