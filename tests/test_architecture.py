"""Who imports whom: a folder is a layer, and the layers point one way."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STDLIB_ONLY: set[str] = set()

# layer: (what of ours it may import, which third-party packages)
LAYERS: dict[str, tuple[set[str], set[str]]] = {
    "bot.domain": ({"bot.domain"}, {"fsrs"}),
    "bot.errors": (set(), STDLIB_ONLY),
    "bot.config": (set(), {"pydantic", "pydantic_core", "pydantic_settings"}),
    "bot.logs": ({"bot.config"}, STDLIB_ONLY),
    "bot.i18n": ({"bot.errors"}, STDLIB_ONLY),
    "bot.scheduler": (set(), {"apscheduler"}),
    "bot.curriculum": (
        {"bot.curriculum", "bot.domain", "bot.errors"},
        {"yaml", "pydantic", "pydantic_core"},
    ),
    "bot.store": ({"bot.store", "bot.domain"}, {"aiosqlite"}),
    "bot.grader": ({"bot.grader", "bot.domain"}, {"wasmtime"}),
    "bot.charts": ({"bot.charts", "bot.domain"}, {"PIL"}),
    "bot.anki": ({"bot.anki", "bot.domain"}, {"genanki", "zstandard"}),
    "bot.services": (
        {
            "bot.services", "bot.domain", "bot.curriculum", "bot.store", "bot.grader", "bot.charts", "bot.anki",
            "bot.errors",
        },
        STDLIB_ONLY,
    ),
    "bot.client": (
        {
            "bot.config", "bot.domain", "bot.errors", "bot.grader", "bot.i18n", "bot.scheduler", "bot.services",
            "bot.store.database",
        },
        {"discord", "aiohttp", "apscheduler", "yarl"},
    ),
    "bot.playground": (
        {"bot.playground", "bot.client", "bot.config", "bot.domain", "bot.services"},
        {"simcord", "aiohttp"},
    ),
    "bot.__main__": ({"bot"}, {"discord", "aiohttp"}),
    "cogs": (
        {"cogs.ui", "bot.client", "bot.services", "bot.domain", "bot.errors", "bot.i18n", "bot.scheduler"},
        {"discord"},
    ),
}  # fmt: skip

FILES = sorted(file for folder in ("bot", "cogs") for file in (ROOT / folder).rglob("*.py"))


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield node.module or ""


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_a_module_imports_only_what_its_layer_may(file: Path) -> None:
    module = module_of(file)
    if module in ("bot", "bot.store.migrations"):
        return
    layer = max((name for name in LAYERS if within(module, {name})), key=len)
    ours, third_party = LAYERS[layer]
    for name in imports_of(file):
        top = name.split(".")[0]
        if top in ("bot", "cogs"):
            private = f"cogs._{module.removeprefix('cogs.')}"
            assert within(name, ours) or name.startswith("cogs._") or name == private, f"{module} imports {name}"
        elif top not in sys.stdlib_module_names:
            assert top in third_party, f"{module} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_nothing_is_named_import_bot(file: Path) -> None:
    assert "bot" not in set(imports_of(file)), "write `from bot.x import y`: `bot` is everybody's parameter name"


def test_sql_stands_only_in_the_store_and_where_it_reads_or_writes_the_files_of_anki() -> None:
    for file in FILES:
        if {"store", "anki"} & set(file.parts):
            continue
        strings = [n.value for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Constant)]
        assert not [
            s for s in strings if isinstance(s, str) and s.startswith(("SELECT ", "INSERT ", "UPDATE ", "DELETE "))
        ]


def test_only_services_open_transactions() -> None:
    for file in FILES:
        calls = [n.func for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Call)]
        names = {
            f"{f.value.id}.{f.attr}" for f in calls if isinstance(f, ast.Attribute) and isinstance(f.value, ast.Name)
        }
        assert not names & {"db.write", "db.read"} or "services" in file.parts, file


def test_no_file_is_too_long_to_read() -> None:
    sizes = {module_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_every_public_function_and_class_says_what_it_is() -> None:
    missing = [
        f"{module_of(file)}.{node.name}"
        for file in FILES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert missing == []
