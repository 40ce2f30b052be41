"""What can stop set-up: each with a sentence in French and in English that a person can act on."""


class CannotSetUp(Exception):
    """Set-up stopped; `detail` is shown under the sentence as it is (a command to copy, another program's words)."""

    def __init__(self, french: str, english: str, *, detail: str = "") -> None:
        super().__init__(english)
        self.french = french
        self.english = english
        self.detail = detail
