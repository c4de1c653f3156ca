"""Technical log: one JSON object a line, UTC, no personal data, no line breaks from input."""

import logging

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
        ],
    )


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
