"""The server's log tells where a fault happened, and no word of anybody's spreadsheet.

What an error says often quotes the cell that it stumbled over. So of every error that is logged only the
kinds and the places are written, by whichever part of the server logs it.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any


def keep_words_out() -> None:
    """From now on no message of an error is written to the log of this process."""
    if getattr(logging.getLogRecordFactory(), "is_discreet", False):
        return
    make = logging.getLogRecordFactory()

    def make_discreet(*given: Any, **more: Any) -> logging.LogRecord:
        record = make(*given, **more)
        if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
            record.exc_text, record.exc_info = told(record.exc_info[1]), None
        return record

    make_discreet.is_discreet = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make_discreet)
    threading.excepthook = lambda fault: _write(fault.exc_value)
    sys.excepthook = _write_uncaught


def told(error: BaseException) -> str:
    """Where an error happened, and of what kind it is, with those that led to it, without their words."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    led = f"{told(before)}\n\n" if before is not None else ""
    steps = "".join(traceback.format_tb(error.__traceback__))
    return f"{led}Traceback (most recent call last):\n{steps}{type(error).__name__}"


def _write(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit):
        print(told(error), file=sys.stderr, flush=True)


def _write_uncaught(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    _write(error)
