"""What holds for every test: no clock on endless inputs, and nothing of one test's session in the next."""

import functools
import gc
import itertools
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
VISITORS = 20
"""So many visitors of a test run are cleaned up after at once."""


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


@pytest.fixture(autouse=True)
def _once_for_many_visitors(monkeypatch: pytest.MonkeyPatch):
    """Does for many visitors at once what a server does for each, which took most of the time of page tests.

    That is collecting garbage among all that a test run has loaded, and looking through all packages that are
    installed for some that bring parts of pages along.
    """
    if warming := sys.modules.get("lib.ui.warming"):
        monkeypatch.setattr(warming, "settle", _settle_for_many(warming.settle))
    if scanner := sys.modules.get("streamlit.components.v2.manifest_scanner"):
        monkeypatch.setattr(scanner, "scan_component_manifests", _once(scanner.scan_component_manifests))


@functools.cache
def _settle_for_many(settle):
    count = itertools.count()
    return lambda: gc.freeze() if next(count) % VISITORS else settle()


@functools.cache
def _once(scan):
    return functools.cache(scan)
