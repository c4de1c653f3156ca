"""Technical log: one JSON object a line, UTC, no personal data, no line breaks from input."""

import logging
import re
from typing import Any

import structlog


def formatter() -> logging.Formatter:
    """The formatter used by settings.LOGGING; exception text is reduced to its type (it may hold data)."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_exception_type,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
            _escape_controls,
        ],
    )


#: what JSON leaves alone but a terminal or a pager obeys: DEL, C1, line and paragraph separators, bidi marks
_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def _escape_controls(logger: object, name: str, line: Any) -> str:
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", str(line))


def _only_exception_type(
    logger: object, name: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    info = event.pop("exc_info", None)
    if info and isinstance(info, tuple) and info[0] is not None:
        event["error"] = info[0].__name__
        trace = info[2]
        frames = []
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["where"] = frames[-8:]
    return event
