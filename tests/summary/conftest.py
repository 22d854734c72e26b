"""A small log and its summary, for everything that is written from one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lib.log.schema import ImportResult, SetAside
from lib.summary.additions import Additions
from lib.summary.bundle import Summary, build
from tests.summary.small_logs import AS_OF, imported, some_rows


@pytest.fixture(scope="session")
def result() -> ImportResult:
    """An import of `some_rows` with one row set aside."""
    return imported(some_rows(), [SetAside(26, "total or note", ("Total", "=SUM(A1:A9)"))])


@pytest.fixture(scope="session")
def summarise(result: ImportResult) -> Callable[..., Summary]:
    """Makes the summary of `result`, with what the person added."""

    def make(additions: Additions | None = None, **kept: Any) -> Summary:
        return build(result, AS_OF, additions=additions, **kept)

    return make
