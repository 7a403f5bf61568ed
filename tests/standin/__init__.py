"""A stand-in for Discord on loopback: the HTTP routes and the gateway that the bot uses, and nothing else.

What Discord would refuse it refuses too, and it remembers every request. One member, one guild, one channel, and
direct messages.
"""

from tests.standin.answers import Answer, words
from tests.standin.member import StandIn
from tests.standin.protocol import (
    CHANNEL,
    COMPONENTS_V2,
    DEFERRED_MESSAGE,
    DEFERRED_UPDATE,
    DIRECT,
    EPHEMERAL,
    GUILD,
    MEMBER,
    MODAL,
    NEW_MESSAGE,
    TOKEN,
    UPDATE_MESSAGE,
)
from tests.standin.rest import Gate
from tests.standin.world import BOT, USER, Json

__all__ = [
    "BOT",
    "CHANNEL",
    "COMPONENTS_V2",
    "DEFERRED_MESSAGE",
    "DEFERRED_UPDATE",
    "DIRECT",
    "EPHEMERAL",
    "GUILD",
    "MEMBER",
    "MODAL",
    "NEW_MESSAGE",
    "TOKEN",
    "UPDATE_MESSAGE",
    "USER",
    "Answer",
    "Gate",
    "Json",
    "StandIn",
    "words",
]
