"""Decides when a client sends more than any person could."""

from dataclasses import dataclass

RATE = 20.0
BURST = 60.0


@dataclass
class Bucket:
    """A token bucket: `RATE` frames a second on average, `BURST` at once. `at` is a monotonic clock in seconds."""

    at: float
    tokens: float = BURST

    def take(self, now: float) -> bool:
        self.tokens = min(BURST, self.tokens + (now - self.at) * RATE)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True
