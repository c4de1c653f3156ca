"""One sentence per thing that can be wrong with a file, each saying how to mend it."""


class BadUpload(Exception):
    """The file cannot be taken; str() is the sentence for the person who sent it."""
