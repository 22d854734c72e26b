"""Two résumé versions compared as far as the counts allow."""

import numpy as np
import pytest
from scipy import stats

from lib.focus.priors import Beta
from lib.focus.variants import chance_better, compare_before_after, compare_versions
from lib.measures.rates import Rate
from tests.focus.logs import ago, application_log, rejected, seen, silent


def sent(version, hits, trials, **more):
    """So many decided applications with this version, the first of them with a conversation."""
    return [
        rejected("screen" if i < hits else "applied", resume_version=version, **more) for i in range(trials)
    ]


def test_the_chance_follows_a_second_computation():
    """P(one > other) equals a numerical integral over both posteriors."""
    one, other, prior = Rate(4, 30), Rate(2, 40), Beta(2, 16)
    x = np.linspace(0, 1, 20_001)
    expected = np.trapezoid(stats.beta(6, 42).pdf(x) * stats.beta(4, 54).cdf(x), x)
    assert chance_better(one, other, prior) == pytest.approx(expected, abs=2e-3)


def test_tiny_numbers_never_make_a_winner():
    """Three of three against none of three is not a clear difference."""
    found = compare_versions(seen(application_log(*sent("A", 3, 3), *sent("B", 0, 3))))
    assert not found.clear
    assert "No clear difference" in found.sentence


def test_a_large_difference_is_called_one():
    """20 of 50 against 2 of 50."""
    found = compare_versions(seen(application_log(*sent("A", 20, 50), *sent("B", 2, 50))))
    assert (found.clear, found.needed) == (True, None)
    assert "20 of 50 (40%)" in found.sentence


def test_an_unclear_difference_says_how_many_more_it_takes():
    """4 of 20 against 1 of 20 needs more, and says how many."""
    found = compare_versions(seen(application_log(*sent("A", 4, 20), *sent("B", 1, 20))))
    assert not found.clear
    assert f"about {found.needed} more" in found.sentence


def test_different_channels_are_pointed_out():
    """One version sent through referrals only, the other through boards."""
    rows = [*sent("A", 8, 20, channel="referral"), *sent("B", 1, 20, channel="board")]
    found = compare_versions(seen(application_log(*rows)))
    assert not found.alike
    assert "different ways" in found.sentence


def test_one_version_is_nothing_to_compare():
    """And neither is none."""
    assert compare_versions(seen(application_log(*sent("A", 1, 9)))) is None
    assert compare_versions(seen(application_log(rejected()))) is None


def test_a_day_divides_before_from_after():
    """Sent from that day on against sent before it."""
    found = compare_before_after(seen(application_log(*sent("A", 1, 4), *sent("A", 0, 6, days=100))), ago(60))
    assert (found.one_rate, found.other_rate) == (Rate(1, 4), Rate(0, 6))


def test_a_version_whose_applications_are_too_young_is_not_compared():
    """Never "0 of 0", and no chance for what nobody has answered."""
    young = [silent(2, resume_version="B") for _ in range(12)]
    found = compare_versions(seen(application_log(*sent("A", 4, 20), *young)))
    assert "“B”: none is answered or has waited long. So there is nothing" in found.sentence
    assert "0 of 0" not in found.sentence
    assert "in 100" not in found.sentence


def test_of_paths_only_the_file_is_named():
    """Unless both files are called the same: then the folders tell them apart."""
    told = compare_versions(
        seen(application_log(*sent(r"C:\Me\cv_2.pdf", 4, 20), *sent("/me/cv_3.pdf", 1, 19)))
    )
    assert (told.one, told.other) == ("cv_2.pdf", "cv_3.pdf")
    alike = compare_versions(
        seen(application_log(*sent(r"D:\a\cv.pdf", 4, 20), *sent(r"D:\b\cv.pdf", 1, 19)))
    )
    assert (alike.one, alike.other) == (r"D:\a\cv.pdf", r"D:\b\cv.pdf")
