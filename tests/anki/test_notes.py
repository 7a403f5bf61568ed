"""Packages that Anki wrote bring their cards along; whatever somebody else made ends in a sentence."""

import io
import zipfile
from pathlib import Path

import anki.lang
import pytest
import zstandard
from anki.collection import Collection as Anki
from anki.collection import ExportAnkiPackageOptions

from bot.anki import notes
from bot.anki.notes import read_package
from bot.domain.brought import BroughtCard, RefusedFileError, Skipped
from tests.anki.packages import NOTES, database, newest, package, zipped


@pytest.mark.parametrize("legacy", [True, False])
def test_what_anki_exports_is_read(tmp_path: Path, legacy: bool) -> None:
    anki.lang.set_lang("en")
    library = Anki(str(tmp_path / "mine.anki2"))
    for name, fields in {
        "Basic": [
            "What is<br>a <b>tern</b>? <img src='tern.jpg'>[sound:tern.mp3]",
            "<div>A bird</div><div>1 &lt; 2</div>",
        ],
        "Cloze": ["{{c1::Terns}} eat {{c2::fish::what?}}", "@everyone knows"],
    }.items():
        kind = library.models.by_name(name)
        assert kind is not None
        note = library.new_note(kind)
        note.fields = fields
        library.add_note(note, library.decks.id("Birds"))  # type: ignore[arg-type]
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
    library.export_anki_package(out_path=str(tmp_path / "birds.apkg"), options=options, limit=None)
    library.close()
    brought = read_package((tmp_path / "birds.apkg").read_bytes(), tmp_path)
    assert brought.cards == (
        BroughtCard("What is\na tern?", "A bird\n1 < 2"),
        BroughtCard("[…] eat [what?]", "Terns eat fish\n\n@everyone knows"),
    )
    assert brought.skipped == {}


def test_the_newest_collection_in_a_package_counts(tmp_path: Path) -> None:
    cards = read_package(newest(("Front", "Back")), tmp_path).cards
    assert cards == (BroughtCard("Front", "Back"),)
    both = zipped(collection_anki2=database(("Old", "x")), collection_anki21=database(("New", "x")))
    assert read_package(both, tmp_path).cards == (BroughtCard("New", "x"),)


def test_code_in_a_block_stays_code(tmp_path: Path) -> None:
    front = "What does it print?<pre><code>if 1 &lt; 2:\n    print(1)</code></pre>"
    brought = read_package(package((front, "1", "Because")), tmp_path)
    assert brought.cards == (BroughtCard("What does it print?", "1\n\nBecause", "if 1 < 2:\n    print(1)"),)
    (cloze,) = read_package(package(("Fill<pre>x[{{c1::-1}}]</pre>", "")), tmp_path).cards
    assert cloze == BroughtCard("Fill", "x[-1]", "x[[…]]")


def test_cards_that_cannot_be_taken_are_counted(tmp_path: Path) -> None:
    brought = read_package(
        package(
            ("Front", "Back"),
            ("Front", "<b>Back</b>"),
            ("x" * 257, "too long"),
            ("y", "z" * 30_000),
            ("<img src=x>", "no words"),
            ("no back",),
            ("", ""),
        ),
        tmp_path,
    )
    assert brought.cards == (BroughtCard("Front", "Back"),)
    assert brought.skipped == {Skipped.TWICE: 1, Skipped.LONG: 2, Skipped.HALF: 3}


def test_what_no_keyboard_writes_is_dropped(tmp_path: Path) -> None:
    (card,) = read_package(package(("a\x00b\x1b[31m\x7f&#27;c", "&#xD800;ok")), tmp_path).cards
    assert card == BroughtCard("ab[31mc", "\ufffdok")


def view() -> bytes:
    return database(schema="CREATE VIEW notes AS SELECT 1 AS id, 'a' || char(31) || 'b' AS flds")


def endless() -> bytes:
    endless_rows = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, 'a' AS flds FROM n"
    return database(schema=f"CREATE VIEW notes AS {endless_rows}")


def virtual() -> bytes:
    return database(schema="CREATE VIRTUAL TABLE notes USING fts5(flds)")


def triggered() -> bytes:
    return database(("a", "b"), more=["CREATE TRIGGER t AFTER INSERT ON notes BEGIN SELECT 1; END"])


def computed() -> bytes:
    return database(schema="CREATE TABLE notes (id integer, flds text GENERATED ALWAYS AS (hex(zeroblob(1000000))))")


def forged_schema() -> bytes:
    """A schema that was written by hand, past SQLite's own checks."""
    change = (
        "UPDATE sqlite_master SET sql = 'CREATE TABLE notes (flds text, x AS (load_extension(1)))' WHERE name = 'notes'"
    )
    return database(("a", "b"), more=[f"PRAGMA writable_schema = ON; {change}"])


STRANGE = {
    "a view": view,
    "a view that never ends": endless,
    "a virtual table": virtual,
    "a trigger": triggered,
    "a computed column": computed,
    "a schema written by hand": forged_schema,
    "no notes": lambda: database(schema="CREATE TABLE cards (id integer)"),
    "no fields": lambda: database(schema="CREATE TABLE notes (id integer)"),
    "an empty file": lambda: b"",
    "no database": lambda: b"SQLite format 3\x00" + b"\xff" * 5000,
    "half a database": lambda: database(*[("front", "back" * 100)] * 500)[:9000],
}


@pytest.mark.parametrize("made", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("kind", ["collection_anki2", "collection_anki21", "collection_anki21b"])
def test_a_database_that_anki_would_not_write_is_refused(tmp_path: Path, made: object, kind: str) -> None:
    content: bytes = made()  # type: ignore[operator]
    with pytest.raises(RefusedFileError) as refused:
        read_package(zipped(**{kind: zstandard.compress(content) if kind.endswith("b") else content}), tmp_path)
    assert "This isn't an Anki package" in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b"PK",
        b"PK\x03\x04" + b"\x00" * 100,
        zipped(other_txt=b"x"),
        zipped(collection_anki21b=b"not zstd"),
        zipped(collection_anki21b=zstandard.compress(b"x" * 100_000)[:-20]),
        package(("a", "b"))[:-30],
        package(("a", "b")).replace(b"collection.anki2", b"collection.anki9"),
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(RefusedFileError) as refused:
        read_package(content, tmp_path)
    assert "This isn't an Anki package" in str(refused.value)


def lying(content: bytes) -> bytes:
    """A package whose directory says that its collection has ten bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.infolist()[0].file_size.to_bytes(4, "little")
    return content.replace(size, (10).to_bytes(4, "little"))


BOMB = b"\x00" * (notes.MAX_COLLECTION + 1)


def test_a_bomb_is_refused_by_what_it_says_and_by_what_it_is(tmp_path: Path) -> None:
    honest = zipped(collection_anki2=BOMB)
    packed_twice = zipped(collection_anki21b=zstandard.compress(BOMB))
    assert max(len(honest), len(packed_twice)) < 100_000
    for bomb in (honest, packed_twice):
        with pytest.raises(RefusedFileError, match=r"larger than 64 MB"):
            read_package(bomb, tmp_path)
    with pytest.raises(RefusedFileError):
        read_package(lying(honest), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_packer_that_anki_does_not_use_and_a_password_are_refused(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("collection.anki2", database(("a", "b")))
    with pytest.raises(RefusedFileError):
        read_package(content.getvalue(), tmp_path)
    locked = bytearray(package(("a", "b")))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(RefusedFileError):
        read_package(bytes(locked), tmp_path)


def test_more_cards_than_ever_fit_are_refused_with_how_many_do(tmp_path: Path) -> None:
    many = package(*((f"Front {number}", "Back") for number in range(50_000)))
    with pytest.raises(RefusedFileError, match=r"your own deck holds 2000"):
        read_package(many, tmp_path)
    same = package(*(("Front", "Back") for number in range(50_001)))
    with pytest.raises(RefusedFileError, match=r"more than 50000 notes"):
        read_package(same, tmp_path)


def test_a_database_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "SECONDS", 0.0)
    many = package(*(("Front", f"Back {number}") for number in range(20_000)))
    with pytest.raises(RefusedFileError, match=r"takes too long"):
        read_package(many, tmp_path)


def test_other_tables_may_be_as_they_like(tmp_path: Path) -> None:
    other = "CREATE TABLE fields (ntid integer, name text COLLATE nocase); CREATE INDEX i ON notes (mid);"
    made = zipped(collection_anki2=database(("a", "b"), schema=f"{NOTES}; {other}"))
    assert read_package(made, tmp_path).cards == (BroughtCard("a", "b"),)


def test_a_note_cannot_hide_its_length_behind_a_nought(tmp_path: Path) -> None:
    brought = read_package(package(("Front", "\0Back" + "<b></b>" * 5_000), ("Front", "Back")), tmp_path)
    assert (brought.cards, brought.skipped) == ((BroughtCard("Front", "Back"),), {Skipped.LONG: 1})
