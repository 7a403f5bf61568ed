"""Values of guild settings as people write them, turned into what is stored, or refused in words."""

import re
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from bot.domain.guild_settings import OFF, ON, UNSET, SettingDefinition, SettingKind
from bot.errors import UserError

SPELLINGS = {"on": ON, "yes": ON, "true": ON, "1": ON, "off": OFF, "no": OFF, "false": OFF, "0": OFF}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOUR = re.compile(r"(\d{1,2})(?::00)?", re.ASCII)
MENTION = re.compile(r"(?:<(?:#|@&))?(\d{1,20})>?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?", re.ASCII)
SHOWN = 60  # characters of a wrong value in the answer


def checked(definition: SettingDefinition, text: str) -> str:
    """The value to store for what somebody wrote; nothing stays nothing. Raises UserError for what it cannot be."""
    text = text.strip()
    return READERS[definition.kind](definition, text) if text else UNSET


def _id(definition: SettingDefinition, text: str) -> str:
    match = MENTION.fullmatch(text)
    if match is None:
        if definition.kind is SettingKind.CHANNEL:
            raise UserError("“{text}” isn't a channel. Pick one from the list, or mention it.", text=text[:SHOWN])
        raise UserError("“{text}” isn't a role. Pick one from the list, or mention it.", text=text[:SHOWN])
    return match[1]


def _hour(_definition: SettingDefinition, text: str) -> str:
    match = HOUR.fullmatch(text)
    if match is None or int(match[1]) > 23:
        raise UserError(
            "An hour is a number from 0 to 23, and {hour} isn't. At which hour shall I post?",
            hour=text[:SHOWN],
        )
    return str(int(match[1]))


def _hours(definition: SettingDefinition, text: str) -> str:
    if not re.fullmatch(r"\d{1,3}", text, re.ASCII) or not definition.least <= int(text) <= definition.most:
        raise UserError(
            "This is a number of hours from {least} to {most}, and “{text}” isn't. Choose one of those.",
            least=definition.least,
            most=definition.most,
            text=text[:SHOWN],
        )
    return str(int(text))


def _zone(_definition: SettingDefinition, text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (ValueError, OSError):
        raise UserError("That time zone isn't known: “{zone}”. Try Europe/Berlin.", zone=text[:SHOWN]) from None


def _weekdays(definition: SettingDefinition, text: str) -> str:
    if re.fullmatch("[0-6]+", text):
        days = {int(digit) for digit in text}
    else:
        words = [word.casefold()[:3] for word in re.findall(r"[^\W\d]+", text)]
        days = {WEEKDAYS.index(word) for word in words if word in WEEKDAYS}
        if set(words) - set(WEEKDAYS):
            days = set()
    if not definition.least <= len(days) <= definition.most:
        if definition.most == 1:
            raise UserError("This is one weekday, and “{text}” isn't. Write Sunday, for example.", text=text[:SHOWN])
        raise UserError("These are weekdays, and “{text}” isn't. Write Monday, Friday.", text=text[:SHOWN])
    return "".join(map(str, sorted(days)))


def _switch(_definition: SettingDefinition, text: str) -> str:
    if text.casefold() not in SPELLINGS:
        raise UserError("This can be on or off, and “{text}” is neither. Write on or off.", text=text[:SHOWN])
    return SPELLINGS[text.casefold()]


def _choice(definition: SettingDefinition, text: str) -> str:
    if text.casefold() not in definition.choices:
        raise UserError(
            "“{text}” can't be chosen here. There is: {choices}.",
            text=text[:SHOWN],
            choices=", ".join(definition.choices),
        )
    return text.casefold()


def _language(_definition: SettingDefinition, text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise UserError("“{text}” isn't a language that I know. Write en for English.", text=text[:SHOWN])
    return text


READERS: Mapping[SettingKind, Callable[[SettingDefinition, str], str]] = {
    SettingKind.CHANNEL: _id,
    SettingKind.ROLE: _id,
    SettingKind.HOUR: _hour,
    SettingKind.HOURS: _hours,
    SettingKind.ZONE: _zone,
    SettingKind.WEEKDAYS: _weekdays,
    SettingKind.SWITCH: _switch,
    SettingKind.CHOICE: _choice,
    SettingKind.LANGUAGE: _language,
}
