"""The furthest stage counts, and every application ends exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from lib.log.schema import OUTCOMES, STAGES
from lib.measures.funnel import conversions, flows, reached
from lib.measures.rates import Rate, count_rate
from tests.measures.application_frames import applications, seen, simulate

ROWS = st.lists(
    st.fixed_dictionaries({"outcome": st.sampled_from(OUTCOMES), "stage": st.sampled_from(STAGES)}),
    max_size=15,
)
SIX = applications(
    {"outcome": "rejected"},
    {"outcome": "rejected", "stage": "interview"},
    {"outcome": "accepted", "stage": "offer"},
    {"outcome": "withdrawn", "stage": "screen"},
    {"outcome": "open", "stage": "screen"},
    {"outcome": "open", "applied_on": 90},
)


def test_a_hire_counts_at_every_stage():
    """Of six applications four reached a conversation, two an interview, one a final round and an offer."""
    assert reached(seen(SIX)) == {"applied": 6, "screen": 4, "interview": 2, "final": 1, "offer": 1}


def test_conversions_leave_the_undecided_and_the_withdrawn_out():
    """Four of five moved on from sending; of the two decided at the screen, both did."""
    steps = conversions(seen(SIX, cutoff=90), {"screen", "interview"})
    assert [(s.start, s.end, s.rate) for s in steps] == [
        ("applied", "screen", Rate(4, 5)),
        ("screen", "interview", Rate(2, 2)),
        ("interview", "offer", Rate(1, 2)),
    ]


def test_long_silence_is_decided_when_the_day_is_known():
    """Seen from `as_of`, the application silent for 90 days did not move on."""
    assert conversions(seen(SIX), {"screen"})[0].rate == Rate(4, 6)


def test_the_first_step_counts_as_the_reply_rates_do():
    """One invited, one that was answered in another way last week, one too young: 1 of 2 on both."""
    log = seen(
        applications(
            {"applied_on": 9, "replied_on": 4, "stage": "screen"},
            {"applied_on": 9, "replied_on": 4},
            {"applied_on": 2},
        )
    )
    assert conversions(log)[0].rate == count_rate(log.positive, log.mature) == Rate(1, 2)


def test_flows_end_every_application_once():
    """The ends of six applications by hand; 90 days of silence are no reply."""
    ends = flows(seen(SIX)).query("ends")
    assert set(zip(ends["source"], ends["target"], ends["count"], strict=True)) == {
        ("applied", "no_reply", 1),
        ("applied", "rejected", 1),
        ("screen", "open", 1),
        ("screen", "withdrawn", 1),
        ("interview", "rejected", 1),
        ("offer", "accepted", 1),
    }


def test_flows_pass_over_a_stage_that_nobody_saw():
    """From an interview straight to an offer: no final round is drawn."""
    onward = flows(seen(SIX)).query("not ends")
    assert list(zip(onward["source"], onward["target"], onward["count"], strict=True)) == [
        ("applied", "screen", 4),
        ("screen", "interview", 2),
        ("interview", "offer", 1),
    ]


@given(ROWS)
def test_what_flows_into_a_stage_flows_out(rows):
    """The ends add up to the log, and at each stage the outflow is the inflow."""
    log = applications(*rows)
    links = flows(seen(log))
    assert links.loc[links["ends"], "count"].sum() == len(log)
    onward = links[~links["ends"]]
    for stage, inflow in zip(onward["target"], onward["count"], strict=True):
        assert links.loc[links["source"] == stage, "count"].sum() == inflow


@given(ROWS, st.integers(0, 15))
def test_a_merged_log_reaches_the_sum_of_its_parts(rows, cut):
    """Stages reached add up over any two parts of a log."""
    log = applications(*rows)
    parts = reached(seen(log.iloc[:cut])), reached(seen(log.iloc[cut:]))
    assert reached(seen(log)) == {stage: parts[0][stage] + parts[1][stage] for stage in STAGES}


def test_empty_logs_have_an_empty_funnel():
    """No application: nothing reached, no link, conversions without trials."""
    empty = simulate(0, seed=0)
    assert sum(reached(seen(empty)).values()) == 0
    assert flows(seen(empty)).empty
    assert all(step.rate == Rate(0, 0) for step in conversions(seen(empty), {"screen"}))
