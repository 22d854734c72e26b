"""Cells of a column that belongs to one stage."""

from __future__ import annotations

from datetime import date

import pytest

from lib.log.values.statuses import StageCell, read_stage_cell

REACHED, FAILED, PENDING, NOT = (
    StageCell(reached=True),
    StageCell(reached=True, failed=True),
    StageCell(reached=True, pending=True),
    StageCell(reached=False),
)

CELLS = {
    REACHED: "yes|Yes|x|ja|oui|是|1|✓|✅|√|○|TRUE|passed|done|CodeSignal|HackerRank|HireVue|Jane from HR|"
    "一面|completed|通过|済|with CTO",
    FAILED: "failed|×|❌|rejected|挂|Absage|不合格|Refus|did not pass",
    PENDING: "scheduled|pending|TBD|⏳|geplant|en attente",
    NOT: "|no|No|nein|否|n/a|-|FALSE|0|无|not yet|non|なし|没做|No interview|ohne Gespräch|ghosted",
    StageCell(reached=False, ended="withdrawn"): "拒绝|拒了|declined by me|withdrew|辞退",
}


@pytest.mark.parametrize(
    ("cell", "expected"), [(cell, said) for said, cells in CELLS.items() for cell in cells.split("|")]
)
def test_a_stage_cell_says_whether_the_stage_was_reached(cell: str, expected: StageCell) -> None:
    """Ticks, answers, names of tests and status words say whether it was reached, failed or is to come."""
    assert read_stage_cell("interview", cell) == expected


@pytest.mark.parametrize("cell", [None, float("nan"), False, 0, 0.0])
def test_an_empty_cell_is_no_stage(cell: object) -> None:
    """Nothing, NaN, False and zero are not reached."""
    assert read_stage_cell("screen", cell) == NOT


@pytest.mark.parametrize("cell", [True, 1, 2.0])
def test_a_count_is_a_stage(cell: object) -> None:
    """True and counts of talks are reached."""
    assert read_stage_cell("screen", cell) == REACHED


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("10/29/2020", date(2020, 10, 29)),
        ("27-Oct", date(2020, 10, 27)),
        ("4 Jan", date(2021, 1, 4)),
        (date(2020, 10, 29), date(2020, 10, 29)),
        (44133, date(2020, 10, 29)),
        ("29.10.2020 14:00", date(2020, 10, 29)),
        ("7.28笔试", date(2020, 7, 28)),
    ],
)
def test_a_date_says_when_the_stage_was_reached(cell: object, on: date) -> None:
    """A date means reached on that day; a missing year comes from the day applied."""
    found = read_stage_cell("interview", cell, near=date(2020, 7, 19))

    assert (found.reached, found.failed, found.on) == (True, False, on)


def test_a_date_and_a_word_say_both() -> None:
    """A failure on a day is reached, failed, on that day."""
    assert read_stage_cell("final", "failed 29.10.2020") == StageCell(
        True, failed=True, on=date(2020, 10, 29)
    )
