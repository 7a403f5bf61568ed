"""The documents say what the bot does: nothing is missing, nothing is made up."""

import re
import subprocess
import sys

import discord
import pytest
import simcord

from bot.client import LearnBot
from bot.config import Config
from bot.domain import guild_settings
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENV_EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SETTINGS = [name.upper() for name in Config.model_fields]


async def test_every_command_stands_in_the_readme_and_no_other(env: simcord.Env, bot: LearnBot) -> None:
    rows = re.findall(r"^\| `/([^`]+)`", README, re.MULTILINE)
    walked = list(bot.tree.walk_commands())
    names = [command.qualified_name for command in walked if not isinstance(command, discord.app_commands.Group)]
    documented = [name for row in rows for name in names if f"{row} ".startswith(f"{name} ")]
    assert len(documented) == len(rows)
    assert set(documented) == set(names)


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    for name, field in Config.model_fields.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name.upper()}`"))
        assert (f"`{field.default}`" if field.default is not None else "none") in row


def test_every_setting_of_a_server_stands_in_the_readme_with_its_default_and_its_help() -> None:
    expected = []
    for setting in guild_settings.SETTINGS:
        level = guild_settings.level_of(setting)
        name = setting.name if level is None else setting.name.replace(f"-{level}-", "-NAME-")
        default = f"`{setting.default}`" if setting.default else "none"
        expected.append(f"| `{name}` | {default} | {setting.help} |")
    section = README.split("## Settings of a server")[1].split("##")[0]
    assert re.findall(r"^\| `.*$", section, re.MULTILINE) == list(dict.fromkeys(expected))


def test_every_setting_stands_in_the_example_and_no_other() -> None:
    assert re.findall(r"^(\w+)=", ENV_EXAMPLE, re.MULTILINE) == SETTINGS


def test_the_links_of_the_documents_lead_somewhere() -> None:
    for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_lock_files_name_no_host_and_hash_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        pins = re.findall(r"^\S+==", text, re.MULTILINE)
        assert pins == re.findall(r"^(\S+==).*\\\n    --hash=sha256:", text, re.MULTILINE)


@pytest.mark.parametrize("command", [[], ["run"], ["playground"], ["check"], ["sync"], ["reports"]])
@pytest.mark.process
def test_every_command_of_the_command_line_has_help(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stdout.startswith("usage: python -m bot")
    if command:
        assert f"python -m bot {command[0]}" in README or command == ["run"]


@pytest.mark.process
def test_wrong_use_of_the_command_line_ends_with_2() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "fly"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
