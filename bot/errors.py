"""What can go wrong that is not our fault, in words for the person who can mend it."""


class UserError(Exception):
    """A refusal to a member: one sentence that says what is wrong and what to do instead.

    `message` is a gettext message with named fields; `values` fill them. It is translated once, where it is
    answered, so every layer may raise it.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.values = values


class ContentError(Exception):
    """Content that cannot be loaded: every problem, one line each, for the author."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
