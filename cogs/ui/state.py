"""State in a custom_id: a format such as `roadmap:done:{owner}:{item}`, read and written by one rule."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.client import Interaction
from bot.domain.curriculum import Curriculum
from bot.domain.imported import stand_in
from bot.errors import UserError

OWNER = "owner"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
OUTDATED = "This is from an older version of me and no longer works. Type the command again for a fresh one."


def state_pattern(template: str) -> re.Pattern[str]:
    """The expression that recognises a template's custom_ids, each field a named group.

    >>> state_pattern("zone:set:{owner}:{zone}").fullmatch("zone:set:7:Europe/Berlin").groupdict()
    {'owner': '7', 'zone': 'Europe/Berlin'}
    """
    parts = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{part}>[^:]*)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts)))


def fill(template: str, **state: object) -> str:
    """The custom_id of a template and a state. Ids of imported items are carried by what stands for them.

    >>> fill("decks:take:{owner}:{deck}:{enabled}", owner=7, deck="deck.strings", enabled=1)
    'decks:take:7:deck.strings:1'
    """
    return template.format(**{name: stand_in(str(value)) for name, value in state.items()})


def restored(state: Mapping[str, Any], curriculum: Curriculum) -> dict[str, Any]:
    """The state that a custom_id carried, with the ids of imported items themselves."""
    return {name: curriculum.stand_ins.get(value, value) for name, value in state.items()}


def whole_number(text: str) -> int:
    """A number that a control or form carries. Raises UserError when it carries something else."""
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise UserError(OUTDATED)
    return int(text)


def written_moment(moment: datetime) -> str:
    """A moment in few letters: seconds since 1970, to the base of 36."""
    number, digits = int(moment.timestamp()), ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def seconds_since(text: str, now: datetime) -> float:
    """The seconds since a moment that `written_moment` wrote. Raises UserError for anything else."""
    if not re.fullmatch(f"[{DIGITS}]{{1,8}}", text):
        raise UserError(OUTDATED)
    return now.timestamp() - int(text, len(DIGITS))


def refuse_strangers(interaction: Interaction, state: dict[str, str]) -> None:
    """Raise UserError when the screen belongs to somebody else."""
    if state.get(OWNER, str(interaction.user.id)) != str(interaction.user.id):
        raise UserError("This one belongs to another member. Type /roadmap to open your own.")
