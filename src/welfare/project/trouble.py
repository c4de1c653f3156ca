"""What a person has to mend. Standard library only, so that a command that needs no database loads none."""


class Trouble(RuntimeError):
    """The text is the sentence to show; nothing needs adding, and it never contains a secret."""
