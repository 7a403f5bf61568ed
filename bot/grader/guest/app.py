"""Where the building of the guest begins: what is in memory at the end of this module is what every run starts with."""

import sys

from bot.grader.guest import files

HERE: str = sys.platform
if HERE != "wasi":
    raise ImportError("this takes the place of the files of the process: it is for the sandbox only")

files.install()  # before anything else is imported: many modules keep the functions that they find

import gc  # noqa: E402
import os  # noqa: E402

from bot.grader.guest import loop, runner, snapshot  # noqa: E402

snapshot.load_everything()
loop.install()
os.environ.clear()  # what was there while the guest was built stays there
sys.argv = ["solution.py"]
files.seal()
gc.collect()
gc.freeze()  # a collection during a run need not look at all that was loaded before

WitWorld = runner.WitWorld
