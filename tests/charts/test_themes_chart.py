"""What the chart of themes says of few mentions and of ties."""

import pytest

from lib.charts.themes import single_mentions, themes
from lib.measures.themes import Theme


def found(**counts: int) -> list[Theme]:
    """Themes with so many mentions each."""
    return [
        Theme(name, count, ("a quote",), tuple(range(count)), ("a word",)) for name, count in counts.items()
    ]


@pytest.mark.parametrize(
    ("counts", "title"),
    [
        ({"salary": 3, "skills": 1}, "“Salary” comes up most: in 3 applications"),
        ({"salary": 3, "skills": 3}, "“Salary” and “Skills” come up most: in 3 applications each"),
        ({"a": 2, "b": 2, "c": 2, "d": 2}, "No theme leads: 4 of them come up in 2 applications each"),
    ],
)
def test_the_takeaway_names_no_winner_where_there_is_none(counts, title):
    """The first of equals is not the most frequent, and of four none is named."""
    assert themes(found(**counts)).title == title


def test_single_mentions_are_said_and_not_drawn():
    """Bars of one each are no picture of anything."""
    assert themes(found(salary=1, skills=1)) is None
    assert single_mentions(found(salary=1, skills=1)) == (
        "No theme came up twice yet. In 1 application each: “Salary” and “Skills”."
    )
    assert single_mentions(found(salary=2, skills=1)) is None
