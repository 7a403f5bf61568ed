"""Code as people paste it: with a Markdown fence, Windows line ends, or copied from a Python prompt."""

import re

MAX_CODE = 20_000
FENCE = re.compile(r"^\s*```[\w+-]*[ \t]*\n(?P<code>.*?)\n?[ \t]*```\s*$", re.DOTALL)
BLOCK = re.compile(r"```(?:[\w+-]*\n)?(?P<code>.*?)```", re.DOTALL)
INLINE = re.compile(r"^\s*`(?P<code>[^`\n]+)`\s*$")
PROMPT = re.compile(r"^(>>>|\.\.\.)( |$)")


def unpaste(text: str) -> str:
    """The code itself.

    >>> unpaste("```py\\r\\nprint(1)\\r\\n```")
    'print(1)\\n'
    >>> unpaste(">>> x = 1\\n>>> x\\n1\\n")
    'x = 1\\nx\\n'
    """
    code = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").replace("\xa0", " ")
    for wrapping in (FENCE, INLINE):
        if match := wrapping.match(code):
            code = match["code"]
    lines = code.split("\n")
    if next((line for line in lines if line.strip()), "").startswith(">>>"):
        lines = [PROMPT.sub("", line, count=1) for line in lines if PROMPT.match(line)]
    return "\n".join(lines).strip("\n") + "\n" if "".join(lines).strip() else ""


def code_block_in(message: str) -> str | None:
    """The first code block of a message; None when there is none.

    >>> code_block_in("look:\\n```py\\nprint(1)\\n```")
    'print(1)\\n'
    """
    found = BLOCK.search(message)
    return found["code"] if found else None


def decode_file(content: bytes) -> str | None:
    """The text of an uploaded file; None when it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def same_code(one: str, other: str) -> bool:
    """Whether two programs are the same but for blank lines and blanks at the ends of lines."""

    def bare(code: str) -> list[str]:
        return [line.rstrip() for line in code.split("\n") if line.strip()]

    return bare(one) == bare(other)
