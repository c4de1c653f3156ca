"""Refusals: what a person typed cannot be used, said in a sentence that tells how to mend it.

The ground modules know no web framework, so a refusal carries its sentence as a translatable template
and the values that fill it; the web shell translates, `str()` gives the Chinese. A refusal never
repeats the whole of what was typed: it may end in a log.
"""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message catalogue without translating it here."""
    return sentence


class Refusal(ValueError):
    """Input that cannot be used.

    `template` is a msgid with %(name)s places, `values` fill them.
    """

    def __init__(self, template: str, **values: str | int) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template % self.values if self.values else self.template
