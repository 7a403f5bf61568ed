"""What can go wrong with the grader itself; what goes wrong in a member's code is an Outcome."""


class GraderError(Exception):
    """The sandbox cannot be built or started; the text says why, for the person who runs the bot."""


class QueueFullError(GraderError):
    """So many submissions wait that another would wait too long: `count` of them, for about `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        super().__init__(f"{count} submissions are waiting, for about {seconds:.0f} seconds")
        self.count = count
        self.seconds = seconds
