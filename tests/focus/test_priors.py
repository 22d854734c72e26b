"""Assumptions: every number described, adjustable and traceable."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from scipy import stats

from lib.focus import evidence, priors
from lib.focus.priors import Assumptions, Beta

DESCRIBED = Assumptions().described()


def test_every_number_is_described_once():
    """The descriptions and the fields are the same set, in the same order."""
    words = tomllib.loads(Path(priors.__file__).with_name("assumptions.toml").read_text(encoding="utf-8"))
    assert [row.key for row in DESCRIBED] == [f.name for f in fields(Assumptions)]
    assert set(words) == {row.key for row in DESCRIBED}


@pytest.mark.parametrize("row", DESCRIBED, ids=lambda row: row.key)
def test_a_number_lies_within_its_limits_and_cites_figures_that_exist(row):
    """A default that the page could not show, or a source that is not there, is an error."""
    assert row.low <= row.default <= row.high
    assert all(evidence.load()[key].text for key in row.figures)
    assert row.value == row.default


def test_changing_a_prior_moves_its_mean_and_keeps_its_strength():
    """Board from 5% to 10%, still worth 20 applications."""
    changed = Assumptions().changed({"board": 0.10})
    assert changed.board.mean == pytest.approx(0.10)
    assert changed.board.strength == pytest.approx(20)


def test_a_number_nobody_knows_cannot_be_changed():
    """A misspelt name is an error, not silence."""
    with pytest.raises(KeyError, match="bord"):
        Assumptions().changed({"bord": 0.1})


@pytest.mark.parametrize(
    ("key", "a", "b"),
    [("unknown", 2.1, 23.4), ("board", 1, 19), ("site", 1.2, 16.8), ("outreach", 1.5, 16.5),
     ("referral", 3.4, 8.6), ("recruiter", 5, 5), ("screen_interview", 5, 4),
     ("interview_final", 3, 6), ("final_offer", 5, 4.4), ("interview_offer", 1.6, 8.8),
     ("conversation_offer", 1.3, 12), ("screen_final", 1.8, 7.9), ("answer", 2, 8)],
)  # fmt: skip
def test_the_priors_are_those_of_the_documented_table(key, a, b):
    """docs/focus.md and the code say the same."""
    assert Assumptions().prior(key) == Beta(a, b)
    table = (Path(__file__).parents[2] / "docs" / "focus.md").read_text(encoding="utf-8")
    assert f"{a:g}, {b:g}" in table


def test_quantiles_are_those_of_scipy():
    """The 75th percentile of Beta(1.1, 16.9)."""
    assert Beta(1.1, 16.9).quantile(0.75) == pytest.approx(stats.beta(1.1, 16.9).ppf(0.75))


def test_every_figure_says_who_when_and_of_whom():
    """Source, year, population, class and where to find it."""
    for figure in evidence.load().figures.values():
        assert all((figure.source, figure.year, figure.population, figure.link, figure.text))
        assert figure.grade in evidence.CLASSES
