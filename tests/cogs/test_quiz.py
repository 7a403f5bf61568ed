"""Quizzes through Discord: every type of question, counted once, on any device, after any restart."""

import simcord

from bot.client import LearnBot
from tests.quizzes import quiz, with_quizzes
from tests.screens import click, labels, newest, words


async def test_an_answer_is_explained_and_the_next_question_follows(
    bot: LearnBot, ann: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    bot.curriculum = with_quizzes(bot.curriculum, quiz())
    asked = await ann.slash(channel, "quiz")
    assert newest(asked).ephemeral
    assert "Ferries · question 1 of 5" in words(asked)
    assert labels(asked) == ["A", "B", "C", "Something's off"]
    said = await click(ann, asked, "A")
    assert "Because it is so, always." in words(said)
    assert labels(said) == ["Next question", "Something's off"]
    following = await click(ann, said, "Next question")
    assert "Ferries · question 2 of 5" in words(following)
