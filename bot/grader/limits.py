"""What one submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` and `memory` (bytes, of which Python takes 30 MiB) for a check, `output` in bytes.

    After `budget` seconds the checks of a submission that are left are not run; `max_queue` submissions may wait.
    Calculations take two to three times as long as outside: `seconds` allows for that.
    """

    seconds: float = 2.0
    memory: int = 128 << 20
    output: int = 20_000
    budget: float = 12.0
    max_queue: int = 200
