"""Lists below headings: pages of notes, without a table."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.log.schema import UnreadableLog
from tests.log.twins import column, outcomes, read

AS_OF = date(2026, 11, 23)


def test_items_below_headings_stand_as_these_say():
    """The day at the end of an item is that of applying; lines of the page that are no items are left out."""
    result = read(
        "# Suche 2026",
        "Alles auf einen Blick",
        "## Beworben (3)",
        "- [Nordlicht](https://nord.example) -- 2026-03-02",
        "- **Südwind** -- 2026-03-04",
        "<!-- noch mehr -->",
        "- Westend -- 2026-03-05",
        "## Absagen:",
        "- Ostsee -- 2026-02-01",
        "## Tipps",
        "- pünktlich sein",
        only_text=True,
    )
    assert column(result, "company") == ["Nordlicht", "Südwind", "Westend", "Ostsee"]
    assert outcomes(result) == ["open", "open", "open", "rejected"]
    assert column(result, "applied_on") == ["2026-03-02", "2026-03-04", "2026-03-05", "2026-02-01"]
    assert result.rows_read == 4
    assert not result.questions


def test_headings_may_stand_below_others():
    """A heading above says how far those came that the one below says were turned down."""
    result = read(
        "Waiting:",
        "1) Northwind - Baker",
        "2) Southgate - Junior baker, Leeds",
        "# 1st",
        "## Rejected",
        "1) Eastside - Baker",
        "# Final round",
        "## Rejected",
        "1) Westend - Baker",
        only_text=True,
    )
    assert column(result, "company") == ["Northwind", "Southgate", "Eastside", "Westend"]
    assert column(result, "role") == ["Baker", "Junior baker, Leeds", "Baker", "Baker"]
    assert outcomes(result) == ["open", "open", "rejected", "rejected"]
    assert column(result, "stage") == ["applied", "applied", "interview", "final"]


@pytest.mark.parametrize(
    "text",
    [
        "# To do\n- milk\n- bread\n- call mum\n# In progress\n- taxes\n",
        "# Recipe\n- flour\n- eggs\n- milk\n",
    ],
)
def test_lists_of_other_things_are_no_logs(text):
    """“To do” and “in progress” are said of any work."""
    with pytest.raises(UnreadableLog):
        read_log(text.encode(), "list.md", as_of=AS_OF)
