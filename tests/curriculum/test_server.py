"""The description of a server: the shipped one is whole, and everything that can be wrong is one clear sentence."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.curriculum.linter import lint
from bot.curriculum.schema import ServerModel, json_schema
from bot.curriculum.server import MAX_SERVER_BYTES, read_server
from bot.domain.curriculum import Curriculum
from bot.domain.guild_settings import BY_NAME
from bot.domain.server import CHANNEL_SETTINGS, PERMISSIONS, ROLE_SETTINGS, ChannelKind, Server, bits, settings_for
from bot.errors import ContentError

CONTENT = Path(__file__).parents[2] / "content"
SHIPPED = (CONTENT / "server.yaml").read_text(encoding="utf-8")


def read(curriculum: Curriculum, text: str) -> Server:
    return read_server(text.encode(), "server.yaml", curriculum.levels.values())


def problems(curriculum: Curriculum, text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(curriculum, text)
    return caught.value.problems


def changed(**changes: Any) -> str:
    """The shipped description with other values at its top."""
    return yaml.safe_dump(yaml.load(SHIPPED, yaml.BaseLoader) | changes)


def test_the_shipped_server_has_its_channels_and_one_for_each_level(curriculum: Curriculum) -> None:
    server = curriculum.server
    assert server is not None
    names = {channel.name: channel for channel in server.channels}
    assert list(names)[:7] == [
        "introductions", "general", "show-your-work", "daily-challenge", "help", "study-groups", "curriculum-feedback",
    ]  # fmt: skip
    assert list(names)[7:] == ["level-00", *(f"level-{number}" for number in range(11))]
    assert names["help"].kind is ChannelKind.FORUM
    assert names["help"].tags
    assert {role.name for role in server.roles} >= {"Mentor", "Daily ping", "Nudges", "Level 00", "Level 10"}
    jsonschema.validate(yaml.safe_load(SHIPPED), json_schema(ServerModel))


def test_everything_that_the_bot_uses_is_made_and_every_setting_exists(curriculum: Curriculum) -> None:
    server = curriculum.server
    assert server is not None
    assert CHANNEL_SETTINGS.keys() <= {channel.key for channel in server.channels}
    assert ROLE_SETTINGS.keys() <= {role.key for role in server.roles}
    channels = {channel.key: number for number, channel in enumerate(server.channels)}
    roles = {role.key: number for number, role in enumerate(server.roles)}
    settings = settings_for(server, channels, roles)
    assert settings.keys() <= BY_NAME.keys()
    assert len(settings) == 5 + 3 + 12 + 12


def test_a_channel_for_each_band_serves_all_its_levels_and_the_onboarding_leads_there(curriculum: Curriculum) -> None:
    text = SHIPPED.replace("channels: each", "channels: band").replace("elite: false", "elite: true")
    server = read(curriculum, text)
    assert [channel.name for channel in server.channels][7:] == [
        "levels-00-to-2", "levels-3-to-5", "levels-6-to-elite",
    ]  # fmt: skip
    assert server.channel_key("level-00") == server.channel_key("level-2") == "band-foundations"
    settings = settings_for(server, {"band-builder": 5}, {})
    assert settings == {f"level-{level}-channel": "5" for level in ("3", "4", "5")}
    assert len([role for role in server.roles if role.key.startswith("level-")]) == 13


def test_the_permissions_are_those_of_discord() -> None:
    assert bits(["view_channel", "send_messages"]) == (1 << 10) | (1 << 11)
    assert len(set(PERMISSIONS.values())) == len(PERMISSIONS)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"chanels": []}, "chanels: is not a key of this kind of file"),
        ({"channels": [{"key": "a", "name": "Big Room"}]}, "would be changed by Discord: write 'big-room'"),
        ({"channels": [{"key": "a", "name": "!!!"}]}, "write small letters, digits and hyphens"),
        ({"channels": [{"key": f"k{n}", "name": "general"} for n in range(60)]}, "60 channels have the name 'general'"),
        ({"channels": [{"key": "level-3", "name": "x"}]}, "2 channels have the key 'level-3'"),
        ({"channels": [{"key": f"k{n}", "name": f"n{n}"} for n in range(101)]}, "has 101 entries. Write at most 100."),
        ({"roles": [{"key": f"k{n}", "name": f"n{n}"} for n in range(51)]}, "has 51 entries. Write at most 50."),
        ({"roles": [{"key": "a", "name": "Mentor"}, {"key": "b", "name": "mentor"}]}, "2 roles have the name 'mentor'"),
        ({"roles": [{"key": "a", "name": "b", "colour": "red"}]}, "roles[0].colour: cannot be 'red'"),
        (
            {"channels": [{"key": "a", "name": "a", "kind": "forum", "tags": [f"t{n}" for n in range(21)]}]},
            "has 21 entries. Write at most 20.",
        ),
        (
            {"channels": [{"key": "a", "name": "a", "kind": "voice"}]},
            "cannot be 'voice'. Write one of 'text' or 'forum'",
        ),
        ({"channels": [{"key": "a", "name": "a", "tags": ["t"]}]}, "are for a forum only"),
        ({"channels": [{"key": "a", "name": "a", "category": "nowhere"}]}, "there is no category 'nowhere'"),
        (
            {"channels": [{"key": "a", "name": "a", "permissions": {"king": {"allow": ["send_messages"]}}}]},
            "there is no role 'king'",
        ),
        (
            {"channels": [{"key": "a", "name": "a", "permissions": {"everyone": {"allow": ["administrator"]}}}]},
            "cannot be 'administrator'",
        ),
        (
            {"channels": [{"key": "a", "name": "a", "permissions": {"everyone": {"allow": ["manage_messages"]}}}]},
            "cannot be 'manage_messages'",
        ),
        (
            {
                "channels": [
                    {
                        "key": "a",
                        "name": "a",
                        "permissions": {"everyone": {"allow": ["send_messages"], "deny": ["send_messages"]}},
                    }
                ]
            },
            "both allows and denies 'send_messages'",
        ),
        ({"channels": [{"key": "a", "name": "a"}]}, "there is no channel 'introductions'. Write the key of one."),
        (
            {"channels": [{"key": f"k{n}", "name": f"n{n}", "category": "community"} for n in range(51)]},
            "51 are in the category 'community'; Discord allows 50",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_its_remedy(
    curriculum: Curriculum, changes: dict[str, Any], said: str
) -> None:
    found = problems(curriculum, changed(**changes))
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("server.yaml:") for problem in found)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("    - introductions\n", "", "has 6 entries. Write at least 7."),
        ("    - introductions\n", "    - general\n", "are 6 different channels; Discord asks for 7"),
        ("roles: [nudges]", "roles: []", "gives nothing"),
        ("roles: [nudges]", "roles: [kings]", "there is no role 'kings'"),
        ("level-10]", "level-elite]", "there is no channel 'level-elite'"),
        ("category: levels\n", "category: attic\n", "there is no category 'attic'"),
        ("title: A community", "title: A community\ntitle: B community", "the key 'title' stands here twice"),
    ],
)
def test_an_onboarding_that_discord_would_refuse_is_refused_before(
    curriculum: Curriculum, before: str, after: str, said: str
) -> None:
    assert SHIPPED.count(before)
    found = problems(curriculum, SHIPPED.replace(before, after, 1))
    assert any(said in problem for problem in found), found


def test_an_onboarding_with_too_few_channels_to_write_in_is_refused(curriculum: Curriculum) -> None:
    closed = "    permissions:\n      everyone:\n        deny: [send_messages]\n"
    text = SHIPPED
    for name in ("general", "introductions"):
        text = text.replace(f"    name: {name}\n", f"    name: {name}\n{closed}", 1)
    (found,) = problems(curriculum, text)
    assert "only 4 are open for everyone to write in; Discord asks for 5" in found


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00\x01", b"\xff\xfe", b"- a", b"[" * 60_000, b"{a: " * 15_000, b"- " * 30_000, b"&a [*a]",
        b"a" * (MAX_SERVER_BYTES + 1), b"[" + b"1," * 30_000 + b"]", b"title: [a", b'"', b"title: {}\nchannels: 3",
        b"title: abc\nchannels: [null]\nlevels: x\nonboarding: []",
    ],
)  # fmt: skip
def test_a_file_made_to_do_harm_is_a_problem_and_nothing_worse(curriculum: Curriculum, raw: bytes) -> None:
    with pytest.raises(ContentError) as caught:
        read_server(raw, "server.yaml", curriculum.levels.values())
    assert all("server.yaml" in problem for problem in caught.value.problems)


def test_a_problem_of_the_shipped_file_is_reported_with_all_others(tmp_path: Path) -> None:
    (tmp_path / "server.yaml").write_text("title: abc\nchannels: [{key: a, name: A B}]\n", encoding="utf-8")
    found = [str(problem) for problem in lint(tmp_path, run=False).problems]
    assert any(f"{tmp_path.name}/server.yaml:2: channels[0].name: would be changed" in problem for problem in found)
