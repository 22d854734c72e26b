"""Segments are compared without being fooled by small numbers."""

import numpy as np
import pytest
from scipy.stats import beta, betabinom

from lib.log.schema import EXTRA
from lib.measures.segments import chance_best, compare, pooling_strength, segment_columns, segment_values
from tests.measures.application_frames import applications, seen, simulate


def counted(**channels):
    """A log with (hits, trials) by channel, all of them trials."""
    rows = [
        {"channel": channel, "stage": "screen" if i < hits else "applied"}
        for channel, (hits, trials) in channels.items()
        for i in range(trials)
    ]
    return applications(*rows)


def by_channel(log):
    """Positive replies by channel, every row a trial."""
    return compare(seen(log), "channel", seen(log).positive, np.full(len(log), True))


def test_a_clear_difference_is_named():
    """12 of 20 against 10 of 200: referrals stand out, and nothing more is needed."""
    found = by_channel(counted(referral=(12, 20), board=(10, 200)))
    assert (found.best, found.needed) == ("referral", None)
    assert found.sentence == "“Referral” stands out: 12 of 20, against 10 of 200 for all others."


def test_one_of_two_does_not_outrank_ten_of_thirty():
    """The small segment is drawn towards the overall rate: ordered by the pooled rate, not by the share."""
    found = by_channel(counted(referral=(1, 2), outreach=(10, 30), board=(5, 100)))
    assert found.table["value"].tolist() == ["outreach", "referral", "board"]
    assert found.table.set_index("value")["share"]["referral"] == 0.5


def test_no_difference_says_how_much_more_would_tell():
    """2 of 20 against 4 of 20: as many more as said, answered as so far, do tell; half as many do not."""
    found = by_channel(counted(board=(2, 20), site=(4, 20)))
    assert (found.best, found.needed) == (None, 120)
    assert "about 120 more applications" in found.sentence
    assert by_channel(counted(board=(8, 80), site=(16, 80))).best == "site"
    assert by_channel(counted(board=(5, 50), site=(10, 50))).best is None


def test_equal_segments_are_never_told_apart():
    """The same counts twice: nothing is best, no number would do."""
    found = by_channel(counted(board=(5, 50), site=(5, 50)))
    assert (found.best, found.needed) == (None, None)
    assert "No difference between “Job board” (5 of 50) and “Company site” (5 of 50)." in found.sentence


def test_two_values_that_are_apart_are_named_where_none_beats_all():
    """9 of 21 and 3 of 57 are no "no difference", though 3 of 3 may be the best; three trials say nothing."""
    found = by_channel(counted(recruiter=(3, 3), referral=(9, 21), site=(3, 21), board=(3, 57)))
    assert found.best is None
    assert found.sentence.startswith("“Referral” and “Job board” are clearly apart: 9 of 21 against 3 of 57.")
    few = by_channel(counted(recruiter=(1, 1), referral=(0, 4), board=(26, 179)))
    assert few.sentence.startswith("Too few to compare yet")


def test_pooling_by_hand():
    """With strength 4 and an overall rate of 12.5 of 41, a value of 2 of 10 has (4 × 12.5/41 + 2) / 14."""
    found = by_channel(counted(board=(2, 10), site=(10, 30)))
    strength = pooling_strength(np.array([2, 10]), np.array([10, 30]), 12.5 / 41)
    expected = (strength * 12.5 / 41 + 2) / (strength + 10)
    assert found.table.set_index("value")["pooled"]["board"] == pytest.approx(expected)


def test_the_strength_is_the_likeliest_of_scipy():
    """The strength maximises scipy's beta-binomial likelihood over 4 to 50."""
    hits, trials = np.array([1, 12, 3, 30]), np.array([20, 25, 40, 60])
    overall = (hits.sum() + 0.5) / (trials.sum() + 1)
    likelihood = [betabinom.logpmf(hits, trials, overall * s, (1 - overall) * s).sum() for s in range(4, 51)]
    assert pooling_strength(hits, trials, overall) == 4 + int(np.argmax(likelihood))


def test_segments_alike_are_pooled_hard_and_segments_apart_hardly():
    """Equal shares call for the greatest strength, opposite ones for the least."""
    trials = np.array([50, 50, 50])
    assert pooling_strength(np.array([10, 10, 10]), trials, 0.2) == 50
    assert pooling_strength(np.array([1, 49, 25]), trials, 0.5) == 4


def test_the_chance_of_being_best_is_that_of_a_simulation():
    """Integration agrees with 200,000 draws to half a percent."""
    a, b = np.array([3.0, 6.0, 2.0]), np.array([10.0, 12.0, 2.5])
    draws = beta.rvs(a, b, size=(200_000, 3), random_state=1)
    expected = np.bincount(draws.argmax(axis=1)) / 200_000
    assert chance_best(a, b) == pytest.approx(expected, abs=0.005)


def test_unknown_channels_are_left_out_and_counted():
    """Rows without a channel are no segment."""
    found = by_channel(counted(board=(1, 9), unknown=(4, 7)))
    assert found.table["value"].tolist() == ["board"]
    assert found.left_out == 7
    assert found.sentence == "Only one value here, so nothing to compare."


def test_segments_and_the_left_out_add_up_to_the_trials():
    """No trial vanishes."""
    log = simulate(200, seed=4).assign(channel=np.resize(["board", "site", "unknown"], 200))
    found = by_channel(log)
    assert found.table["trials"].sum() + found.left_out == 200


def test_nothing_to_compare_says_so():
    """An empty log, and one without trials, have an empty table and a sentence."""
    for log in (applications(), applications({"channel": "board"})):
        found = compare(seen(log), "channel", seen(log).positive, np.full(len(log), False))
        assert found.table.empty
        assert found.sentence == "No applications to compare yet."


def test_spellings_of_one_value_are_one_value():
    """Case and spaces do not make a new value; the commonest spelling is shown."""
    log = applications(*({"location": text} for text in ("Berlin", "berlin ", "Berlin", "BERLIN", " ")))
    assert segment_values(seen(log), "location").value_counts(dropna=False).to_dict() == {
        "Berlin": 4,
        np.nan: 1,
    }


def test_a_weekday_is_that_of_sending():
    """`AS_OF` is a Monday; undated rows have none."""
    log = applications({"applied_on": 0}, {"applied_on": 1}, {})
    assert segment_values(seen(log), "weekday").fillna("–").tolist() == ["Monday", "Sunday", "–"]


def test_columns_with_few_repeated_values_are_offered():
    """Two channels and two sizes repeat; four different notes and one single location do not."""
    rows = [
        {"channel": c, "extra: Size": size, "extra: Note": note, "location": "Rome"}
        for c, size, note in (("board", 1, "a"), ("board", 1, "b"), ("site", 2, "c"), ("site", 2, "d"))
    ]
    assert segment_columns(seen(applications(*rows))) == [
        ("channel", "How you applied"),
        ("extra: Size", "Size"),
    ]


def test_a_column_that_repeats_the_outcome_is_not_offered():
    """A column "Interviewed?" says nothing about who gets interviewed; the channel does."""
    log = counted(board=(2, 6), site=(2, 6))
    log["extra: Interviewed?"] = np.where(seen(log).positive, "yes", "no")
    assert segment_columns(seen(log)) == [("channel", "How you applied")]


def test_beyond_thirty_values_the_rarest_are_other():
    """40 places: the 29 commonest by name, the rest together, no trial lost."""
    log = applications(*({"location": f"place {i % 40}"} for i in range(400)))
    table = compare(seen(log), "location", seen(log).positive, np.full(len(log), True)).table
    assert len(table) == 30
    assert table["trials"].sum() == 400


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {"board": (0, 1), "site": (0, 1)},
            "Too few to compare yet: no value has 5 or more applications that count.",
        ),
        (
            {"board": (1, 5), "site": (1, 4)},
            "Too few to compare yet: only “Job board” has 5 or more applications that count.",
        ),
        (
            {"board": (1, 5), "site": (1, 5)},
            "No clear difference between “Job board” (1 of 5) and “Company site” (1 of 5).",
        ),
    ],
)
def test_fewer_than_five_are_too_few_to_be_called_alike(counts, sentence):
    """None of one against none of one says nothing about being alike."""
    found = by_channel(counted(**counts))
    assert found.sentence.startswith(sentence)
    assert found.best is None


def test_other_is_no_value_to_compare():
    """A mixed bag neither stands out nor is told apart from anything."""
    log = counted(board=(0, 40), site=(39, 40))
    bag = log.assign(location=np.where(log["channel"] == "board", "Rome", "other"))
    found = compare(seen(bag), "location", seen(bag).positive, np.full(len(bag), True))
    assert (found.best, found.sentence) == (None, "Only one value has a name here, so nothing to compare.")


@pytest.mark.parametrize("header", ["Zweitgespräch", "Response", "Entrevista", "Result of call", "Rejected?"])
def test_a_column_that_names_an_outcome_is_no_cause(header):
    """Its header says a stage, a reply or a result, in whatever language."""
    log = applications(*({f"{EXTRA}{header}": "AB"[i % 2], "stage": "screen"} for i in range(20)))
    assert header not in [label for _, label in segment_columns(seen(log))]


def test_a_column_that_is_filled_where_it_went_on_is_no_cause():
    """“Panel” has a value in the ten rows with a conversation and in no other."""
    row = {"stage": "screen", f"{EXTRA}Panel": "North"}
    log = applications(*[row | {f"{EXTRA}Panel": "NS"[i % 2]} for i in range(10)], *[{}] * 20)
    assert "Panel" not in [label for _, label in segment_columns(seen(log))]


def test_a_column_that_is_filled_now_and_then_may_be_compared():
    """Filled in half of the rows, conversation or not."""
    rows = [
        {"stage": ["applied", "screen"][i % 4 > 2], f"{EXTRA}Team": ["N", "S", None][i % 3]}
        for i in range(60)
    ]
    assert "Team" in [label for _, label in segment_columns(seen(applications(*rows)))]
