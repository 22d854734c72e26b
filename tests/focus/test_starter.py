"""The plan for a log that is too short to rank."""

from datetime import date

import pytest

from lib.focus.ranking import rank_areas
from lib.focus.steps import plan
from lib.log.reading import read_log
from lib.measures.seen import Seen

AS_OF = date(2026, 3, 20)


@pytest.mark.parametrize("header", ["Company,Role,Applied,Status", "Company,Source,Applied,Status"])
def test_no_step_comes_twice(header: str):
    """A starter plan has at most seven steps, each once, and always one about sending."""
    data = f"{header}\nAcme,LinkedIn,2026-03-04,Rejected\n".encode()
    log = read_log(data, "one.csv", as_of=AS_OF).log
    keys = [step.key for step in plan(Seen(log, AS_OF), rank_areas(Seen(log, AS_OF))).steps]
    assert len(keys) == len(set(keys)) <= 7
    assert "resilience/send" in keys
