"""What stands on the two sides of a card."""

from bot.domain.flashcards import Card, CardType, filled, gapped
from cogs._flashcards import answer_text, question_text


def test_a_basic_card_shows_its_code_and_then_its_back() -> None:
    card = Card("deck.x#a", CardType.BASIC, "What is it?", "A loop.", "for x in y:\n    pass")
    assert question_text(card) == "What is it?\n```py\nfor x in y:\n    pass\n```"
    assert answer_text(card) == "A loop."


def test_a_cloze_card_hides_its_gaps_in_words_and_code_and_fills_them_in_the_answer() -> None:
    in_words = Card("deck.x#a", CardType.CLOZE, "Copy a list with {{c1::list.copy}}.", "It is a new list.")
    assert question_text(in_words) == "Copy a list with […]."
    assert answer_text(in_words) == "**Copy a list with list.copy.**\nIt is a new list."
    in_code = Card("deck.x#b", CardType.CLOZE, "Fill it in.", "Because.", "b = {{c1::a.copy()}}")
    assert question_text(in_code) == "Fill it in.\n```py\nb = […]\n```"
    assert answer_text(in_code) == "```py\nb = a.copy()\n```\nBecause."
    assert gapped("{{c1::a}} and {{c1::b}}") == "[…] and […]"
    assert filled("{{c1::a}} and {{c1::b}}") == "a and b"


def test_a_card_about_output_shows_what_is_printed_and_why() -> None:
    card = Card("deck.x#a", CardType.PREDICT, "What does it print?", "One line each.", "print(1)\nprint(2)", "1\n2\n")
    assert answer_text(card) == "**It prints**\n```text\n1\n2\n```\nOne line each."
