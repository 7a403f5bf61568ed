"""What the tests of services share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.cards import opened


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A database with Ann in it, for what runs inside one transaction."""
    with closing(opened()) as connection:
        yield connection
