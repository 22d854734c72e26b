"""What holds for every test: no clock on endless inputs, and nothing of one test's session in the next."""

import sys

import pytest
from hypothesis import settings

# Inputs without end are tried without a clock: speed is measured in benchmarks, never asserted in a test.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SESSION = "test session id"
"""The name that Streamlit's AppTest gives to every session."""


@pytest.fixture(autouse=True)
def _nothing_left_of_other_sessions():
    """Empties what the app has kept for its session: all sessions of a test run have one name."""
    if caches := sys.modules.get("streamlit.runtime.caching.cache_resource_api"):
        caches.clear_session_cache(SESSION)
