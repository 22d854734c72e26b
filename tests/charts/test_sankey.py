"""The flow of applications: each one once, bands as high as their counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts.sankey import TRUNK, stage_flow
from lib.log.schema import OUTCOME_TYPE, OUTCOMES, STAGE_TYPE, STAGES
from tests.charts.chart_frames import frame, log, seen
from tests.tries import tries


def ended(*ends: tuple[str, str]) -> pd.DataFrame:
    """A log of applications that got as far as (stage) and stand at (outcome)."""
    found, stands = zip(*ends, strict=True)
    return frame(
        len(ends), stage=pd.Series(found).astype(STAGE_TYPE), outcome=pd.Series(stands).astype(OUTCOME_TYPE)
    )


def test_takeaway_has_the_counts():
    """Two of three applications had a conversation, one an offer."""
    chart = stage_flow(seen(ended(("applied", "rejected"), ("screen", "open"), ("offer", "accepted"))))
    assert chart.title == "2 of 3 applications led to a conversation, 1 to an offer"
    assert chart.alt.endswith("As they stand: 1 waiting, 1 turned down and 1 accepted by you.")


def test_no_conversation_yet():
    """Where nothing led anywhere, the takeaway says so without a percentage; nothing recorded is no “no”."""
    assert stage_flow(seen(ended(("applied", "rejected")))).title == "No conversation yet from 1 application"
    assert stage_flow(seen(frame(1))).title == "1 application, and no reply recorded"


@given(st.lists(st.tuples(st.sampled_from(STAGES), st.sampled_from(OUTCOMES)), min_size=1, max_size=40))
@tries(12)
def test_every_application_ends_once(ends):
    """The ends in the table, and the rows behind them, are all applications, each once."""
    applications = ended(*ends)
    chart = stage_flow(seen(applications))
    assert chart.table["Applications"].sum() == len(ends)
    assert sorted(np.concatenate(list(chart.groups.values()))) == list(range(len(ends)))


def test_ends_in_the_figure_are_those_of_the_table():
    """The labels at the ends carry the same counts as the table."""
    chart = stage_flow(seen(log(180)))
    labels = chart.figure.data[-1].text
    shown = sorted(int(label.split("<b>")[1].removesuffix("</b>").replace(",", "")) for label in labels)
    assert shown == sorted(chart.table["Applications"])


def test_bands_are_as_high_as_their_counts():
    """Half of the applications make a band half as high as the trunk."""
    chart = stage_flow(seen(ended(("applied", "rejected"), ("applied", "no_reply"))))
    heights = [abs(band.y[0] - band.y[-1]) for band in chart.figure.data[:-1]]
    assert heights == pytest.approx([TRUNK / 2, TRUNK / 2])


def test_ends_do_not_overlap():
    """Between any two ends in a column there is room for their labels."""
    chart = stage_flow(seen(log(180)))
    ends = chart.figure.data[-1]
    for x in set(ends.x):
        assert (np.diff(np.sort(ends.y[ends.x == x])) >= 20).all()


def test_bands_take_the_width_that_their_last_labels_leave():
    """The last ends stand at the right edge, their labels in a margin that no screen widens."""
    chart = stage_flow(seen(log(180)))
    assert chart.figure.data[-1].x.max() == 1
    assert 60 < chart.figure.layout.margin.r < 130
