"""What holds for every test: no clock on endless inputs, and nothing of one test's session in the next."""

import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

# Inputs without end are tried without a clock: speed is measured in benchmarks, never asserted in a test.
# `pytest --hypothesis-profile long` tries ten times as many; `make fuzz` goes on for as long as it is let.
settings.register_profile("short", deadline=None, max_examples=30)
settings.register_profile("long", deadline=None, max_examples=300)
settings.load_profile("short")

SESSION = "test session id"
"""The name that Streamlit's AppTest gives to every session."""


@pytest.fixture(autouse=True)
def _nothing_left_of_other_sessions():
    """Empties what the app has kept for its session: all sessions of a test run have one name."""
    if caches := sys.modules.get("streamlit.runtime.caching.cache_resource_api"):
        caches.clear_session_cache(SESSION)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Prints with the failure of what rests on Streamlit's insides what to do about it."""
    report = yield
    if report.failed and (cure := item.get_closest_marker("cure")):
        report.sections.append(("What to do", cure.args[0]))
    return report
