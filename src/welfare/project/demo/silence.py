"""A register that does not answer, so that the demo has a case waiting for one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.test.utils import override_settings

from welfare.connectors.demo_nation.behavior import Behavior
from welfare.project import wiring

_silent: ContextVar[str] = ContextVar("silent", default="")


@contextmanager
def of(source: str) -> Iterator[None]:
    """Inside, the agency `source` is temporarily down; the others answer as always."""
    token = _silent.set(source)
    try:
        with override_settings(WELFARE_CONNECTORS=f"{__name__}.connector"):
            yield
    finally:
        _silent.reset(token)


def connector(name: str) -> Any:
    """The agency, or its mute twin."""
    usual = wiring.connector(name)
    if name != _silent.get():
        return usual
    return type(usual)(settings.DATA_DIR / "demo_nation", Behavior.from_config({"down": "temporary"}))
