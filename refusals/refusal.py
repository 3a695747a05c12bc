"""What every service raises when it refuses; plain Python, so that rules may raise it too."""

from typing import Any


class Rejected(Exception):
    """A request that is refused for a reason a person can understand and mend.

    `code` is the API: lower-case words joined by "_", never translated. `params` fill the words.
    """

    def __init__(self, code: str, **params: Any) -> None:  # params go into a translated sentence, whatever they are
        super().__init__(code)
        self.code = code
        self.params = params
