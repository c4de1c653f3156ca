"""What every component is: a frozen dataclass that renders itself through one partial template."""

from typing import ClassVar

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

# Words for the screen: plain or translated late. Always escaped by the partial.
Text = str | Promise


class Component:
    """Data in, HTML out. `{{ component }}` and `{% component component %}` both render it.

    Subclasses are frozen dataclasses that name their partial in `template`; the partial sees the
    instance as `c`. Autoescape stays on: a component never marks foreign text as safe.
    """

    template: ClassVar[str]

    def render(self) -> SafeString:
        """Render the partial of this component."""
        return render_to_string(self.template, {"c": self})

    def __html__(self) -> SafeString:
        return self.render()

    def __str__(self) -> str:
        return self.render()
