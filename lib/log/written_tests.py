"""Whether the first step that a log records is a written test, and the log without such tests.

In campus recruiting nearly everybody is sent an automatic test, so it is neither a conversation nor a reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import numpy as np

from lib.log.schema import STAGE_TYPE, ApplicationLog, StatusReading
from lib.log.values.lexicon import fold
from lib.log.vocabulary import small_words

COMMON = 0.35
"""A test that at least this share of the applications reach is taken for an automatic one."""


def first_is_test(headers: Iterable[str], statuses: Iterable[StatusReading]) -> bool:
    """Whether the first step of a log is a written test: all its headers say so, else most statuses.

    `headers` are those of the columns of the first step, `statuses` all status texts.
    """
    named = list(headers)
    if named:
        return all(is_test(header) for header in named)
    first = [status for status in statuses if status.stage == "screen"]
    tests = sum(status.rows for status in first if is_test(status.text))
    return bool(first) and tests > sum(status.rows for status in first) / 2


def is_test(text: str) -> bool:
    """Whether a header or a status names a written or automatic test.

    >>> is_test("Online test (date)"), is_test("笔试挂"), is_test("Phone screen")
    (True, True, False)
    """
    return _tests().search(fold(text)) is not None


@cache
def _tests() -> re.Pattern[str]:
    words = sorted(map(fold, small_words("test")), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(w)}s?\b" if w.isascii() else re.escape(w) for w in words))


def without_tests(log: ApplicationLog) -> ApplicationLog:
    """The log without automatic tests: its first conversation is the step after the test.

    If only few applications reach the test, nothing is changed: an employer who tests a few has chosen them.
    """
    if not log.first_is_test:
        return log
    reached = log.applications["stage"].astype(STAGE_TYPE).cat.codes.to_numpy()
    if not len(log) or (reached >= 1).mean() <= COMMON:
        return replace(log, first_is_test=False)
    frame = log.applications.copy()
    on_test = (frame["replied_on"] == frame["screen_on"]).fillna(value=False)
    frame.loc[on_test, "replied_on"] = np.datetime64("NaT")
    frame["screen_on"] = np.full(len(frame), np.datetime64("NaT"), dtype="datetime64[us]")
    frame.loc[reached == 1, "stage"] = "applied"
    return replace(log, applications=frame, recorded=log.recorded - {"screen"}, first_is_test=False)
