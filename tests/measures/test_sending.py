"""What the coming weeks bring: half the present pace, half the usual, a part of what others send."""

from dataclasses import replace
from datetime import timedelta

import pytest
from scipy import stats

from lib.measures.sending import next_weeks, next_weeks_words, sending_ahead, sent_range
from tests.measures.application_frames import applications, seen


def sent(*ages):
    """Applications sent so many days ago."""
    return seen(applications(*({"applied_on": age} for age in ages)))


def test_the_pace_to_come_lies_half_way_between_present_and_usual():
    """8 in the last four weeks are 2 a week, 40 in the ten before 4: three a week, of 14 weeks known.

    Those are 3.5 times four weeks; others, who send 4.1, count once: (4.1 + 3.5 · 3) / 4.5.
    """
    ahead = sending_ahead(sent(*range(8), *[28 + i for i in range(39)], 97))
    assert ahead.own == pytest.approx(3)
    assert ahead.per_week == pytest.approx(3.2444, abs=1e-4)
    assert ahead.size == pytest.approx(1 / (1 + 1 / 4.5))


def test_what_to_expect_is_said_where_a_usual_pace_is_known():
    """For the whole log, while it is kept; not of a young log, a part of one, or one that ended long ago."""
    log = sent(*range(8), *[28 + i for i in range(39)], 97)
    low, high = sending_ahead(log).within(4)
    assert next_weeks(log) == (low, high)
    assert f"{low} to {high} applications are sent in the next 4 weeks" in next_weeks_words(log)
    young, part = sent(0, 1, 2), log.where(log.age < 90)
    ended = replace(log, today=log.as_of + timedelta(days=60))
    for other in (young, part, ended, sent(None)):
        assert next_weeks(other) is None
        assert next_weeks_words(other) == ""


def test_its_range_is_the_negative_binomial_of_scipy():
    """Some thirteen in four weeks on average, of that size."""
    ahead = sending_ahead(sent(*range(8), *[28 + i for i in range(39)], 97))
    size = 1 / (1 + 1 / 4.5)
    expected = stats.nbinom(size, size / (size + 4 * ahead.per_week)).ppf([0.1, 0.9])
    assert ahead.within(4) == tuple(expected)


def test_a_young_log_has_a_pace_of_its_own_days():
    """Six in two weeks are three a week, half of one part in one and a half: (4.1 + .5 · 3) / 1.5."""
    ahead = sending_ahead(sent(0, 1, 2, 3, 4, 13))
    assert ahead.per_week == pytest.approx(3.7333, abs=1e-4)
    assert ahead.size == pytest.approx(1 / (1 + 1 / 1.5))


def test_without_a_day_there_is_no_pace():
    """A log that never says when anything was sent has none; one at rest is expected to send some.

    One whole week before the last four is too few for a usual pace: 4.1 / (1 + 5/4).
    """
    assert sending_ahead(sent(None, None)) is None
    assert sending_ahead(sent(40)).per_week == pytest.approx(4.1 / 2.25)


@pytest.mark.parametrize(("weeks", "a", "b"), [(4, 8.5, 4), (1, 0.5, 4), (12, 40.5, 4)])
def test_a_poisson_count_of_a_gamma_rate_is_negative_binomial(weeks, a, b):
    """As scipy has it; nothing is to be expected of no weeks."""
    assert sent_range(weeks, a, b) == tuple(stats.nbinom(a, b / (b + weeks)).ppf([0.1, 0.9]))
    assert sent_range(0, a, b) == (0, 0)
