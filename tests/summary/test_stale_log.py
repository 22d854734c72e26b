"""A log that ended long ago: seen from its own last day, acted on from now."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.summary.bundle import build
from lib.summary.markdown import to_markdown

pytestmark = pytest.mark.slow

ENDED, NOW = date(2025, 3, 20), date(2026, 11, 23)
ROWS = "\n".join(f"Firm {i},Analyst,2025-03-{i + 1:02d},Rejected,2025-03-19" for i in range(18))
RESULT = read_log(f"Company,Role,Applied,Status,Closed\n{ROWS}\n".encode(), "old.csv", as_of=NOW)


def test_its_steps_are_dated_from_now():
    """No step of an old log, and no review of its experiment, lies in the past."""
    summary = build(RESULT, ENDED, start=NOW)
    assert min(step.due for step in summary.plan.steps) >= NOW
    assert summary.plan.experiment is None or summary.plan.experiment.review > NOW


def test_it_has_no_day_off_today():
    """A cluster of rejections calls for a pause when it is fresh, not when the log ended long ago."""
    fresh, old = build(RESULT, ENDED), build(RESULT, ENDED, start=NOW)
    assert fresh.today is not None
    assert old.today is None
    assert fresh.today.title in to_markdown(fresh)
    assert fresh.today.title not in to_markdown(old)
