"""How the programs of a collection are written down: one below the other, each under a line `### its name`."""

import re


def programs(*sources: str) -> dict[str, str]:
    """The programs of some texts by their names, in the order of the texts."""
    found = [pair for source in sources for pair in re.findall(r"^### (.+)\n((?:(?!### ).*\n)+)", source, re.MULTILINE)]
    collection = {name.strip(): code for name, code in found}
    assert len(collection) == len(found), "two programs have one name"
    return collection
