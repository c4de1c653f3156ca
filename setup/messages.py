"""Compile the English catalogue, so that a clone shows English at once. Quick: only when the text changed."""

from __future__ import annotations

import environment
from say import CHECKOUT, DATA, fingerprint, is_current, remember, run


def compile_catalogues() -> None:
    for source in sorted(CHECKOUT.glob("src/welfare/locale/*/LC_MESSAGES/django*.po")):
        target = source.with_suffix(".mo")
        stamp = DATA / "build" / f"messages-{source.parent.parent.name}-{source.stem}"
        mark = fingerprint(source)
        if is_current(stamp, mark) and target.is_file():
            continue
        babel = [str(environment.PYTHON), "-m", "babel.messages.frontend", "compile"]
        run([*babel, "--input-file", str(source), "--output-file", str(target)])
        remember(stamp, mark)
