"""Rows that slipped sideways: none is passed over that some other arrangement fits better."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.log.files.sheets import from_rows
from lib.log.table import ragged
from lib.log.table.header import find_tables

HEADER = ["Company", "Status", "Applied on", "Place"]
CELLS = st.sampled_from(
    [None, None, "Quay", "Cook (temp", " Leeds)", "Leeds", " x", "2026-03-01", "3", "Applied", "Rejected"]
)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=6), min_size=3, max_size=9)


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_no_row_is_passed_over_that_would_be_mended(rows: list[list[str | None]]) -> None:
    """The first look, at all rows at once, leaves out only rows that no arrangement fits clearly better."""
    table = find_tables(from_rows([HEADER, *rows]), 1)[0]
    usual = ragged._usual(table.columns[: len(HEADER)], table.labels)
    looked_at = ragged._doubtful(table.columns, usual).tolist()
    spaced = list(zip(*map(ragged._begin_with_space, table.columns), strict=True))
    cells = zip(*(column.objects() for column in table.columns), strict=True)
    for index, row in enumerate(cells):
        if ragged._best_shift(list(row), len(HEADER), usual, spaced[index]) is not None:
            assert index in looked_at
