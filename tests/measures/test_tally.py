"""Every application counts once, and the counts add up to what was sent."""

from dataclasses import astuple

from hypothesis import given
from hypothesis import strategies as st

from lib.log.schema import OUTCOMES, STAGES
from lib.measures.funnel import flows
from lib.measures.tally import Tally, tally
from tests.measures.application_frames import applications, seen

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "outcome": st.sampled_from(OUTCOMES),
            "stage": st.sampled_from(STAGES),
            "applied_on": st.sampled_from([None, 3, 90]),
            "replied_on": st.sampled_from([None, 1]),
        }
    ),
    max_size=12,
)


def test_where_ten_applications_stand():
    """One of each: the conversations come first, whatever came of them later."""
    log = applications(
        {"stage": "interview", "outcome": "rejected"},
        {"outcome": "declined"},
        {"stage": "screen"},
        {"outcome": "rejected"},
        {"replied_on": 2, "applied_on": 9},
        {"outcome": "no_reply", "applied_on": 9},
        {"applied_on": 70},
        {"applied_on": 5},
        {},
        {"outcome": "withdrawn", "applied_on": 70},
    )
    assert tally(seen(log, cutoff=60)) == Tally(
        sent=10, yes=3, no_after=1, offers=1, no=1, answered=1, silent=2, young=1, undated=1, ended=1
    )
    assert tally(seen(log, cutoff=60)).turned_down == 2


def test_no_reply_as_the_status_says_it_counts_as_the_flow_counts_it():
    """A day in the column of replies beside it, such as that of a reminder, makes no answer of it."""
    log = seen(applications({"outcome": "no_reply", "replied_on": 2, "applied_on": 9}), cutoff=60)
    assert (tally(log).silent, tally(log).answered) == (1, 0)
    assert flows(log)["target"].tolist() == ["no_reply"]


@given(ROWS)
def test_the_counts_add_up(rows):
    """Whatever a log holds, nobody is counted twice or left out."""
    sent, yes, _, _, no, answered, silent, young, undated, ended = astuple(tally(seen(applications(*rows))))
    assert yes + no + answered + silent + young + undated + ended == sent == len(rows)
