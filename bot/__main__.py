"""The command line: read the settings, build everything from them, run it, and end with a code that tells how it went.

Exit codes: 0 good, 1 failed, 2 wrong use.
"""

import argparse
import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date
from pathlib import Path

import aiohttp
import discord

from bot.client import LearnBot, use_api
from bot.config import Config, ConfigError, load_config
from bot.curriculum.importer import CheckoutError
from bot.curriculum.importer import read as read_checkout
from bot.curriculum.linter import lint, update
from bot.curriculum.loader import load
from bot.errors import ContentError
from bot.grader import Grader, GraderError, Limits
from bot.grader import prepare as prepare_sandbox
from bot.logs import set_up_logging
from bot.services.commands import forget_sync
from bot.services.import_report import import_lines, verify_lines
from bot.services.imports import take_in, with_imported
from bot.services.maintain import told_to_maintainers
from bot.services.mutation import PATIENCE, Kills, kill_mutants
from bot.services.proof import prove_challenges
from bot.services.verify import verify_imported
from bot.services.world import World, claim
from bot.store.database import MEMORY, Database, DatabaseError

GOOD, FAILED, WRONG_USE = 0, 1, 2
AUTHENTICATION_FAILED = 4004
WRONG_TOKEN = "Discord refused the token. Set DISCORD_TOKEN to the one in the developer portal."  # noqa: S105


class FailedError(Exception):
    """Something that ends the program, in a sentence for the person who started it."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        config = load_config()
        set_up_logging(config)
        command: Callable[[Config, argparse.Namespace], int] = options.command
        return command(config, options)
    except ConfigError as error:
        return _say(str(error), WRONG_USE)
    except (ContentError, CheckoutError, DatabaseError, GraderError, FailedError) as error:
        return _say(str(error), FAILED)
    except KeyboardInterrupt:
        return GOOD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="The bot of a Python learning community.")
    parser.set_defaults(command=run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name, command, text in (
        ("run", run, "connect to Discord; without DISCORD_TOKEN, start the playground (the default)"),
        ("playground", play, "use the bot in a simulated Discord, in the browser"),
        ("check", check, "check all content and report every problem"),
        ("prepare", prepare, "make the sandbox that runs members' code, once on each machine"),
        ("sync", sync, "send the slash commands to Discord, changed or not"),
        ("reports", show_reports, "print what members reported, and the cards that they suggest"),
        ("import", import_checkout, "take in a checkout of the community's curriculum, learn.python"),
        ("verify", verify, "run the imported challenges in the sandbox; what passes is offered"),
    ):
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        sub.set_defaults(command=command)
        if name == "check":
            sub.add_argument("--update", action="store_true", help="first write the JSON Schemas and lock new ids")
            sub.add_argument("--report", action="store_true", help="also print how much there is, and what is missing")
        elif name == "import":
            sub.add_argument("path", type=Path, metavar="PATH", help="the folder of the checkout; it is only read")
            sub.add_argument("--dry-run", action="store_true", help="say what would change, and store nothing")
            sub.add_argument("--date", type=_day, metavar="DAY", help="the day of the snapshot, as 2026-05-30")
        elif name == "verify":
            sub.add_argument("--again", action="store_true", help="also what was verified before")
    return parser


def run(config: Config, options: argparse.Namespace) -> int:
    """Be on Discord until a signal ends it; without a token, the playground."""
    if config.discord_token is None:
        print("No DISCORD_TOKEN is set, so this is the playground: a simulated Discord in your browser.", flush=True)
        return play(config, options)
    return asyncio.run(_until_stopped(lambda: _connect(config)))


def play(config: Config, _options: argparse.Namespace) -> int:
    """Run the playground until a signal ends it."""
    logging.getLogger("discord").setLevel(logging.ERROR)  # what it says of a simulated connection helps nobody
    from bot.playground.session import PlaygroundError, run_playground

    try:
        return asyncio.run(_until_stopped(lambda: run_playground(config, build)))
    except PlaygroundError as error:
        raise FailedError(str(error)) from None


def check(config: Config, options: argparse.Namespace) -> int:
    """Print every problem of the content; with --update, first write what is generated; with --report, amounts too."""
    if options.update:
        update(config.content_dir)
    report = lint(config.content_dir, step=_progress)
    problems, kills = [str(problem) for problem in report.problems], None
    if not problems:
        problems, kills = asyncio.run(_prove(config))
    hints = list(map(str, kills.survivors if kills else ()))
    for line in [*report.amounts, *hints, ""] if options.report else []:
        print(line)
    for problem in problems:
        print(problem)
    if kills:
        print(kills)
    if hints and not options.report:
        print(f"{len(hints)} hints to authors: `python -m bot check --report` prints them.")
    counts = f"{report.documents} files read, {report.programs} programs run"
    print(f"{counts}: {len(problems)} to mend." if problems else f"{counts}: no problems.")
    return FAILED if problems else GOOD


async def _prove(config: Config) -> tuple[list[str], Kills]:
    """What the sandbox finds wrong with challenges, and how many small mistakes their checks notice."""
    curriculum = load(config.content_dir)
    async with _sandbox(config) as grader:
        await grader.wait_ready()
        problems = await prove_challenges(curriculum, grader, _progress)
    async with _sandbox(config, PATIENCE) as grader:
        await grader.wait_ready()
        kills = await kill_mutants(curriculum, grader, _progress)
    return problems + kills.problems, kills


def prepare(config: Config, _options: argparse.Namespace) -> int:
    """Make the sandbox for members' code, once, saying what is under way."""
    prepare_sandbox(config.sandbox_dir, lambda text: print(text, flush=True))
    return GOOD


def sync(config: Config, _options: argparse.Namespace) -> int:
    """Send the slash commands, then leave."""
    if config.discord_token is None:
        raise ConfigError("DISCORD_TOKEN: is not set. Allowed: the token of your bot, from Discord's developer portal.")
    return asyncio.run(_until_stopped(lambda: _sync(config)))


def show_reports(config: Config, _options: argparse.Namespace) -> int:
    """Print what members tell the maintainers, without any name."""
    if not config.database_path.exists():
        raise FailedError(f"There is no database at {config.database_path}. Check DATABASE_PATH.")
    return _print(asyncio.run(_told(config)))


def import_checkout(config: Config, options: argparse.Namespace) -> int:
    """Take in a checkout of the community's curriculum, or only say what that would change."""
    found = read_checkout(options.path, options.date, _progress)
    fresh = options.dry_run and not config.database_path.exists()

    async def store() -> list[str]:
        async with _database(MEMORY if fresh else config.database_path) as db:
            changes = await take_in(db, found, dry_run=options.dry_run)
            return import_lines(found, changes, dry_run=options.dry_run)

    return _print(asyncio.run(store()))


def verify(config: Config, options: argparse.Namespace) -> int:
    """Run what was imported in the sandbox, and print what does not pass."""
    if not config.database_path.exists():
        raise FailedError(f"There is no database at {config.database_path}. Import a checkout first.")

    async def run() -> list[str]:
        async with _database(config.database_path) as db, _sandbox(config) as grader:
            await grader.wait_ready()
            return verify_lines(await verify_imported(db, grader, _progress, again=options.again))

    return _print(asyncio.run(run()))


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _progress(name: str, done: int, total: int) -> None:
    """A bar, where somebody watches it."""
    if sys.stderr.isatty():
        bar = "█" * (20 * done // total)
        print(f"\r{bar:░<20} {done}/{total} {name:.40}\033[K", end="\n" if done == total else "", file=sys.stderr)


def _print(lines: Iterable[str]) -> int:
    """Print lines, with what this terminal cannot write replaced."""
    encoding = sys.stdout.encoding or "utf-8"
    for line in lines:
        print(line.encode(encoding, "replace").decode(encoding))
    return GOOD


async def _told(config: Config) -> list[str]:
    async with _database(config.database_path) as db:
        return await told_to_maintainers(db, await with_imported(db, load(config.content_dir)))


@asynccontextmanager
async def build(config: Config, database_path: Path) -> AsyncIterator[LearnBot]:
    """The bot with its content, what was imported beside it, and its database."""
    with _kept():
        content = await asyncio.to_thread(load, config.content_dir)
    async with _database(database_path) as db:
        with _kept():
            curriculum = await with_imported(db, content)
        async with _sandbox(config) as grader:
            yield LearnBot(db, curriculum, grader, config.discord_api_url, config.backups)


@contextmanager
def _kept() -> Iterator[None]:
    """What is made meanwhile stays: walking through it again and again would stop everything for 40 ms each time."""
    gc.disable()
    try:
        yield
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()


@asynccontextmanager
async def _database(path: Path) -> AsyncIterator[Database]:
    """The database; whatever happens, it is closed in the end."""
    db = await Database.open(path)
    try:
        yield db
    finally:
        await db.close()


@asynccontextmanager
async def _sandbox(config: Config, limits: Limits = Limits()) -> AsyncIterator[Grader]:  # noqa: B008  (it is frozen)
    """The sandbox, getting ready in the background; in the end none of its processes is left."""
    grader = Grader(config.sandbox_dir, limits=limits)
    grader.start()
    try:
        yield grader
    finally:
        await grader.close()


async def _connect(config: Config) -> None:
    async with _logged_in(config) as bot:
        await bot.connect()


async def _sync(config: Config) -> None:
    async with _logged_in(config, forget_commands=True):
        print("The slash commands are sent.")


@asynccontextmanager
async def _logged_in(config: Config, *, forget_commands: bool = False) -> AsyncIterator[LearnBot]:
    """The bot, its token accepted and its commands known; what goes wrong becomes a sentence that holds no secret."""
    token = config.discord_token.get_secret_value() if config.discord_token else ""
    use_api(config.discord_api_url)
    async with build(config, config.database_path) as bot, bot:
        await claim(bot.db, World.DISCORD)
        try:
            if forget_commands:
                await forget_sync(bot.db)
            await _log_in(bot, token)
            yield bot
        except discord.LoginFailure:
            raise FailedError(WRONG_TOKEN) from None
        except discord.ConnectionClosed as error:
            wrong_token = error.code == AUTHENTICATION_FAILED
            raise FailedError(WRONG_TOKEN if wrong_token else f"Discord hung up: {error}.") from None
        except discord.DiscordException as error:
            raise FailedError(f"Discord answered with an error: {error}. Try again later.") from None
        except (aiohttp.ClientError, OSError) as error:
            raise FailedError(f"Discord cannot be reached: {error}. Check DISCORD_API_URL and the network.") from None


async def _log_in(bot: LearnBot, token: str) -> None:
    try:
        await bot.login(token)
    except (TypeError, KeyError):
        if bot.user is not None:
            raise  # it is logged in, so the fault is ours
        # discord.py takes an answer that isn't JSON for text, and stumbles over it
        raise FailedError("DISCORD_API_URL doesn't answer as Discord's API does. Check the address.") from None


async def _until_stopped(work: Callable[[], Awaitable[None]]) -> int:
    """Do the work until it ends, or until SIGINT or SIGTERM asks to stop; then let it clean up behind itself."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work())
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
    return GOOD


def _say(text: str, code: int) -> int:
    print(text, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
