"""How many inputs without end are tried in the ordinary run; `make thorough` tries ten times as many."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings

ORDINARY, THOROUGH = 20, 200
"""How many inputs a test tries that does not say otherwise."""


def tries(ordinary: int, **more: Any) -> settings:
    """So many inputs in the ordinary run, however slow each is; in the thorough one as many times more."""
    times = (settings.get_current_profile_name() == "long" and THOROUGH // ORDINARY) or 1
    few = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=ordinary * times, deadline=None, suppress_health_check=few, **more)
