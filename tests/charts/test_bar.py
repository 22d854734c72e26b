"""The small bar of an area: drawn to the scale that all areas share."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from lib.charts.bar import EDGE, WIDTH, describe, draw, scale_end
from tests.focus.test_answer import RANKING

SVG = "{http://www.w3.org/2000/svg}"


def test_the_dot_stands_where_the_best_guess_is():
    """Half of the scale is the middle of the picture; the words say the same as the bar."""
    area = replace(RANKING.areas[0], low=0.1, effect=0.25, high=0.4)
    dot = ET.fromstring(draw(area, 0.5, "light")).find(f"{SVG}circle")
    assert float(dot.get("cx")) == pytest.approx(WIDTH / 2)
    assert describe(area) == "Best guess +25%, in 8 of 10 cases between +10% and +40% offers a week"


def test_no_bar_leaves_its_picture():
    """The scale ends at the highest range of all."""
    end = scale_end(RANKING.areas)
    for area in RANKING.areas:
        dot = ET.fromstring(draw(area, end, "dark")).find(f"{SVG}circle")
        assert EDGE <= float(dot.get("cx")) <= WIDTH - EDGE


def test_a_scale_ends_at_twice_as_many():
    """Beyond that the model says nothing; a bar that goes on ends with the scale."""
    wide = tuple(replace(area, high=1.4, measurable=True) for area in RANKING.areas)
    assert scale_end(wide) == 1
    assert "twice as many or more" in draw(wide[0], 1.0, "light")
