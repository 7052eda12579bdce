"""The third way to say no: allowed, but not possible now."""


class Refused(Exception):
    """Not possible now. The sentence is for the member who asked.

    `instead` is an optional (label, address) of what is possible now.
    """

    def __init__(self, sentence: str, *, instead: tuple[str, str] | None = None):
        super().__init__(sentence)
        self.instead = instead
