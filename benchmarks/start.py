"""What it costs to load all content and to start the bot: python benchmarks/start.py [content]

Processor time of a process of its own, from its first import to the last loaded feature, with an empty database in a
temporary folder; without what Discord and the sandbox's workers take. It may be 1.5 s. What of it is the content is
told beside it, and how much content there is. Medians of several starts.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

STARTS = 7
LIMIT = 1.5  # seconds of processor time
CHILD = "--child"


async def start(content: Path) -> dict[str, float]:
    """Start the bot in this process, up to where it would connect, and say how long that took."""
    from bot.__main__ import build
    from bot.client import cog_names
    from bot.config import Config
    from bot.curriculum.checks import parse_check
    from bot.curriculum.loader import load

    imported = time.process_time()
    config = Config(content_dir=content, cache_dir=ROOT / ".cache", log_level="ERROR")
    with tempfile.TemporaryDirectory() as folder:
        async with build(config, Path(folder, "bot.db")) as bot:
            for name in cog_names():
                await bot.load_extension(name)
            ready = time.process_time()
            features = len(bot.cogs)
    parse_check.cache_clear()  # so that this load is a first one, too
    again = time.process_time()
    curriculum = load(content)
    return {
        "imports": imported,
        "content": time.process_time() - again,
        "start": ready,
        "items": len(curriculum.challenges) + len(curriculum.cards) + len(curriculum.questions),
        "features": features,
    }


def main(content: Path) -> int:
    """Measure, print, and end with 1 if the limit is missed."""
    found = [_measured(content) for _ in range(STARTS)]
    told = {name: median(one[name] for one in found) for name in found[0]}
    print(f"{told['items']:.0f} challenges, cards and questions, {told['features']:.0f} features")
    print(f"{'imports: processor time':<58}{told['imports']:>7.2f} s")
    print(f"{'loading all content: processor time':<58}{told['content']:>7.2f} s")
    kept = told["start"] <= LIMIT
    state = "ok" if kept else "MISSED"
    print(f"{'the whole start: processor time':<58}{told['start']:>7.2f} s   at most {LIMIT} s  {state}")
    return 0 if kept else 1


def _measured(content: Path) -> dict[str, float]:
    """One start, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, str(content), CHILD], capture_output=True, text=True, check=True, cwd=ROOT
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


if __name__ == "__main__":
    folder = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else ROOT / "content"
    if CHILD in sys.argv:
        print(json.dumps(asyncio.run(start(folder))))
    else:
        sys.exit(main(folder))
