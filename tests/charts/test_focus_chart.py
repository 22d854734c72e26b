"""The ranking drawn: effects, ranges and chances as they are."""

from dataclasses import replace

from lib.charts.focus import areas
from lib.focus.results import AreaEffect, Ranking
from lib.words import terms


def effect(area: str, middle: float, first: float, *, measurable: bool = True) -> AreaEffect:
    """An area with a range of a tenth on either side."""
    missing = None if measurable else "A column that says how you applied."
    low, high = max(0, middle - 0.1), middle + 0.1
    return AreaEffect(
        area,
        terms.AREAS[area].title,
        None,
        middle,
        low,
        high,
        first,
        measurable,
        "4 of 31",
        missing,
        None,
        (3,),
        (1,),
    )


RANKING = Ranking(
    state="settled",
    lead="feedback",
    runner_up="reflect",
    areas=(
        effect("feedback", 0.4, 0.62),
        effect("reflect", 0.3, 0.3),
        effect("resilience", 0.1, 0.08),
        effect("emotions", 0.0, 0.0),
        effect("networking", 0.0, 0.0, measurable=False),
    ),
    today=None,
    sentence="",
    mature=40,
)


def test_the_lead_is_the_takeaway():
    """The area named first, and in how many of 100 readings it came out on top."""
    title = "Seek feedback: most likely to help, first in 62 of 100 simulations of your search"
    assert areas(RANKING).title == title


def test_two_close_areas_are_both_named():
    """Where two areas are close, the takeaway names both with their chances."""
    title = areas(replace(RANKING, state="close", near=True)).title
    assert title == "Close: Seek feedback (62 of 100) or reflect and improve (30 of 100)"


def test_one_that_leads_without_being_settled_is_not_called_close():
    """62 against 30 of 100: the one leads the other."""
    title = areas(replace(RANKING, state="close")).title
    assert title == "Seek feedback (62 of 100) leads reflect and improve (30 of 100)"


def test_too_early_is_no_chart():
    """Before there is enough to rank there is nothing to draw."""
    assert areas(replace(RANKING, state="too early")) is None


def test_effects_are_drawn_as_they_are():
    """Dots are the effects of the measurable areas in order; the table says what the others lack."""
    chart = areas(RANKING)
    assert chart.figure.data[-1].x.tolist() == [0.4, 0.3, 0.1, 0.0]
    assert chart.table["Because"].iloc[-1] == "A column that says how you applied."
    assert chart.table["Chance of being first"].iloc[:2].tolist() == [0.62, 0.3]


def test_rows_behind_an_area_are_listed():
    """Selecting an area lists the applications behind its evidence."""
    assert areas(RANKING).rows_behind([{"customdata": "feedback"}]) == [1]


def test_where_nothing_stands_out_no_area_is_named_first():
    """All best guesses at nothing: the takeaway says so instead of naming one."""
    flat = tuple(replace(area, effect=0.0) for area in RANKING.areas)
    assert areas(replace(RANKING, areas=flat)).title.startswith("No area stands out")
