"""Asynchronous code, names, modules, and what stands before Python has run."""

from bot.domain.traceback import _terminal
from bot.domain.traceback._known import ASYNC, FILES, MODULES, PACKAGES, VALUES, Known
from bot.domain.translatable import gettext_noop as N_  # noqa: N812

PROGRAM = (
    Known(
        "never-awaited",
        (),
        r"coroutine '(?P<name>[\w.]{1,80})' was never awaited",
        ASYNC,
        N_(
            "`{name}` was called and nobody waited for it, so nothing of it was run. Which word belongs in "
            "front of the call?"
        ),
    ),
    Known(
        "coroutine-used",
        ("AttributeError", "TypeError"),
        r"'coroutine'|coroutine object",
        ASYNC,
        N_(
            "A call of an `async def` gives you a promise of the result, and here it is used as if it were "
            "the result. Which word waits for it?"
        ),
    ),
    Known(
        "loop-running",
        ("RuntimeError",),
        r"cannot be called from a running event loop|event loop is already running",
        ASYNC,
        N_(
            "`asyncio.run` starts everything, once, from outside. Inside of `async def` (and in a notebook) "
            "it is running already: what do you write there instead?"
        ),
    ),
    Known(
        "no-loop",
        ("RuntimeError",),
        r"no running event loop|no current event loop|[Ee]vent loop is closed",
        ASYNC,
        N_(
            "This needs a running event loop, and there is none at that moment. Is it called from within an "
            "`async def` that `asyncio.run` started?"
        ),
    ),
    Known(
        "await-outside",
        ("SyntaxError",),
        r"'(?:await|async with|async for|asynchronous comprehension)'? outside|'await' outside"
        r"|outside async function",
        ASYNC,
        N_("`await` works only inside of `async def`. Which function should this line stand in, and who runs it?"),
    ),
    Known(
        "async-timeout",
        ("TimeoutError", "CancelledError"),
        r"^$",
        ASYNC,
        N_(
            "Something was waited for, and the time ran out or the waiting was called off. How long may it "
            "take, and what should happen after that?"
        ),
    ),
    Known(
        "name-to-import",
        ("NameError",),
        r"name '(?P<name>\w{1,80})' is not defined\. Did you forget to import",
        MODULES,
        N_("`{name}` is a module. What has to stand at the top of the file before it can be used?"),
    ),
    Known(
        "name-suggested",
        ("NameError",),
        r"name '(?P<name>\w{1,80})' is not defined\. Did you mean: '(?P<near>[\w.]{1,80})'",
        VALUES,
        N_(
            "Python doesn't know `{name}`, but it knows `{near}`. Compare the two letter by letter: which "
            "one did you want?"
        ),
    ),
    Known(
        "module-shadowed",
        ("AttributeError", "ImportError"),
        r"consider renaming '(?P<file>[^']{1,300})'",
        MODULES,
        N_("A file of your own has the name of a module and hides it: `{file}`. Give your file another name."),
    ),
    Known(
        "import-circle",
        ("AttributeError", "ImportError"),
        r"partially initialized module '(?P<name>[\w.]{1,80})'",
        MODULES,
        N_(
            "`{name}` isn't fully loaded yet. Do two of your files import one another? Or has a file of "
            "yours the name of a module? Then give it another name."
        ),
    ),
    Known(
        "module-own-part",
        ("ModuleNotFoundError",),
        r"No module named '(?P<name>[\w.]{1,80})'; '(?P<top>\w{1,80})' is not a package",
        MODULES,
        N_(
            "Python found something called `{top}`, and it isn't the package that you want. Has a file of "
            "yours that name?"
        ),
    ),
    Known(
        "module-missing",
        ("ModuleNotFoundError",),
        r"No module named '(?P<name>[\w.]{1,80})'",
        PACKAGES,
        N_(
            "Is `{name}` spelt right? If it isn't one of Python's own modules, it has to be installed first, "
            "with `python -m pip install`, into the same Python (or virtual environment) that runs your "
            "program."
        ),
    ),
    Known(
        "import-name",
        ("ImportError",),
        r"cannot import name '(?P<name>\w{1,80})' from '(?P<module>[\w.]{1,80})'",
        MODULES,
        N_(
            "The module `{module}` was found, but it has no `{name}`. Is the name spelt right, also in "
            "capitals? Has a file of yours the name of the module?"
        ),
    ),
    Known(
        "import-relative",
        ("ImportError",),
        r"attempted relative import",
        MODULES,
        N_(
            "An import that begins with a dot works only inside of a package. Start the program from the "
            "folder above it, with `python -m`."
        ),
    ),
    Known(
        "module-attribute",
        ("AttributeError",),
        r"module '(?P<module>[\w.]{1,80})' has no attribute '(?P<name>\w{1,80})'",
        MODULES,
        N_(
            "The module `{module}` has no `{name}`. Is the name spelt right? Has a file of yours the name of "
            "the module, so that it hides the real one?"
        ),
    ),
    Known(
        "command-python",
        (_terminal.NO_COMMAND,),
        r"(?i)^(?:python|py|python[\d.]+)$",
        PACKAGES,
        N_(
            "Try `python3` on macOS and Linux, and `py` on Windows. If neither is known, Python isn't "
            'installed yet, or it was installed without "Add to PATH".'
        ),
    ),
    Known(
        "command-pip",
        (_terminal.NO_COMMAND,),
        r"(?i)^pip[\d.]*$",
        PACKAGES,
        N_(
            "Let Python call pip itself: `python -m pip install …` (or `python3`, or `py`). So it is always "
            "the pip of that Python."
        ),
    ),
    Known(
        "command",
        (_terminal.NO_COMMAND,),
        r"(?P<name>.{1,60})",
        PACKAGES,
        N_(
            "Is `{name}` spelt right? If it came with a package, activate the virtual environment into which "
            "you installed it, or try `python -m {name}`."
        ),
    ),
    Known(
        "script",
        (_terminal.NO_SCRIPT,),
        r"(?P<name>.{1,200})",
        FILES,
        N_(
            "There is no `{name}` in the folder where your terminal stands. Type `dir` (Windows) or `ls`, "
            "and `cd` to the folder of your program."
        ),
    ),
    Known(
        "package-missing",
        (_terminal.NO_PACKAGE,),
        r"(?P<name>.{1,80})",
        PACKAGES,
        N_(
            "This Python has no `{name}`. Is your virtual environment activated? Then `python -m pip "
            "install` puts it there."
        ),
    ),
    Known(
        "pip-managed",
        (_terminal.PIP,),
        r"externally-managed",
        PACKAGES,
        N_(
            "This Python belongs to the system, which doesn't want it changed. Make a virtual environment "
            "for your project: `python -m venv .venv`, activate it, and install there."
        ),
    ),
    Known(
        "pip-build",
        (_terminal.PIP,),
        r"metadata|subprocess|building|build|Visual",
        PACKAGES,
        N_(
            "The package has no ready-made version for your Python, so pip tried to build it. Is there a "
            "newer version of the package, or do you have a Python that is newer than it knows?"
        ),
    ),
    Known(
        "pip-name",
        (_terminal.PIP,),
        r"(?P<name>.{1,80})",
        PACKAGES,
        N_(
            "Look at `{name}`: is the name spelt as on pypi.org, and does that version exist for your "
            "Python? Some modules, such as `json`, are part of Python already."
        ),
    ),
    Known(
        "policy",
        (_terminal.POLICY,),
        r"",
        PACKAGES,
        N_(
            "Open the Command Prompt (cmd) instead of PowerShell and activate the environment there, or call "
            "`.venv\\Scripts\\python` directly: it needs no activation."
        ),
    ),
)
