"""What holds for every test: no clock on endless inputs, and nothing of one test's session in the next."""

import functools
import gc
import itertools
import os
import sys
import time
from collections.abc import Callable, Generator

import pytest
from hypothesis import is_hypothesis_test, settings

from tests.tries import ORDINARY, THOROUGH

# As in the Makefile, for whoever calls pytest without it: programs that tests start find themselves compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Inputs without end are tried without a clock: speed is measured in benchmarks, never asserted in a test.
# `make thorough` tries ten times as many (the profile "long"); `make fuzz` goes on for as long as it is let.
settings.register_profile("short", deadline=None, max_examples=ORDINARY)
settings.register_profile("long", deadline=None, max_examples=THOROUGH)
settings.load_profile("short")

SESSION = "test session id"
"""The name that Streamlit's AppTest gives to every session."""
VISITORS = 20
"""So many visitors of a test run are cleaned up after at once."""
SLOW = 1.0
"""Seconds of a processor from which a test is to be marked slow, with as much again for a busy machine."""
WORKED = "seconds of a processor"
EASED: set[str] = set()
"""The modules that do for many visitors at once what they otherwise do for each."""


@pytest.fixture(autouse=True)
def _nothing_left_of_other_sessions():
    """Empties what the app has kept for its session: all sessions of a test run have one name."""
    if caches := sys.modules.get("streamlit.runtime.caching.cache_resource_api"):
        caches.clear_session_cache(SESSION)


@pytest.fixture(autouse=True)
def _nothing_beforehand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Computes nothing for pages that nobody goes to: most visits of a test end on their first page.

    What is computed beforehand, and that pages find it, is the matter of tests/ui/test_beforehand.py.
    """
    computed = sys.modules.get("lib.ui.beforehand")
    if computed and request.module is not sys.modules.get("tests.ui.test_beforehand"):
        monkeypatch.setattr(computed, "begin", lambda hand: None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as slow what is so by its kind; what is slow for another reason carries the mark itself."""
    for item in items:
        starts = item.get_closest_marker("browser") or item.get_closest_marker("outside")
        test = getattr(item, "obj", None)
        if starts or hasattr(getattr(item, "module", None), "AppTest") or is_hypothesis_test(test):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Notes how long a processor worked for the test: a clock would also count what else the machine does."""
    before = time.process_time()
    try:
        yield
    finally:
        item.user_properties.append((WORKED, time.process_time() - before))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names the tests that take long and do not say so."""
    for report in terminalreporter.getreports("passed"):
        worked = dict(report.user_properties).get(WORKED, 0)
        if report.when == "call" and worked > SLOW and "slow" not in report.keywords:
            terminalreporter.write_line(f"{worked:.1f} s, to be marked slow: {report.nodeid}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Prints with the failure of what rests on Streamlit's insides what to do about it."""
    report = yield
    if report.failed and (cure := item.get_closest_marker("cure")):
        report.sections.append(("What to do", cure.args[0]))
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Does for many visitors at once what a server does for each, which took most of the time of page tests.

    That is collecting garbage among all that a test run has loaded, and looking through all packages that are
    installed for some that bring parts of pages along.
    """
    for module, name, for_many in (
        ("lib.ui.warming", "settle", _settle_for_many),
        ("streamlit.components.v2.manifest_scanner", "scan_component_manifests", functools.cache),
    ):
        if module not in EASED and (found := sys.modules.get(module)):
            EASED.add(module)
            setattr(found, name, for_many(getattr(found, name)))


def _settle_for_many(settle: Callable[[], None]) -> Callable[[], None]:
    count = itertools.count()
    return lambda: gc.freeze() if next(count) % VISITORS else settle()
