"""Each sample is held to its story: what it was written to tell is what the app finds in it."""

import runpy
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lib.focus.priors import Assumptions
from lib.focus.ranking import rank_areas
from lib.log.reading import read_log
from lib.measures.segments import segment_values
from lib.measures.themes import themes
from lib.summary.bundle import build
from lib.summary.template import blank_workbook

SAMPLES = Path(__file__).resolve().parents[1] / "sample_data"
AS_OF = date(2026, 11, 23)


@cache
def sample(name):
    """The summary of one sample, as of the Monday after its last day."""
    return build(read_log((SAMPLES / name).read_bytes(), name, as_of=AS_OF), AS_OF)


def order(name):
    """The areas of a sample, first to last."""
    return [area.area for area in sample(name).ranking.areas]


@pytest.mark.parametrize(
    ("name", "read", "applications"),
    [
        ("david.csv", 58, 58),
        ("many_sent.csv", 180, 180),
        ("slowed_down.csv", 136, 136),
        ("messy_europe.xlsx", 72, 64),
    ],
)
def test_every_row_is_accounted_for(name, read, applications):
    """Rows read are applications and rows set aside, and every status is understood."""
    result = sample(name).result
    assert (result.rows_read, len(result.log), len(result.set_aside)) == (
        read,
        applications,
        read - applications,
    )
    assert [s.text for s in result.statuses if s.outcome == "unknown" and s.rows] == []


def test_david_asks_first_then_practises():
    """Strong at the start, lost at the end, nobody asked: feedback and interviewing are said to be close."""
    ranking = sample("david.csv").ranking
    assert (ranking.state, order("david.csv")[:2]) == ("close", ["feedback", "reflect"])
    assert "are close" in ranking.sentence
    assert ranking.area("reflect").lever == "interview"
    assert ranking.area("networking").effect == 0


def test_davids_one_recorded_reason_is_leadership():
    """The only reason that anybody gave him is what his notes keep coming back to."""
    applications = sample("david.csv").log.applications
    assert next((theme.name, theme.count) for theme in themes(sample("david.csv").seen)) == ("Leadership", 1)
    assert applications["reason"].notna().sum() == 1


def test_once_reasons_are_recorded_davids_focus_moves():
    """With the reason of every late rejection written down, feedback hands over to reflecting."""
    david = sample("david.csv")
    log = david.log.where(david.log.applications["row"] > 0)
    log.applications.loc[david.seen.rejected, "reason"] = "More leadership experience"
    assert build(david.result, AS_OF, log=log).ranking.lead == "reflect"


def test_many_sent_needs_a_better_resume_and_people():
    """Boards only and next to no answer: the résumé and people are the two, and nothing else is near."""
    ranking = sample("many_sent.csv").ranking
    assert order("many_sent.csv")[:2] == ["reflect", "networking"]
    assert ranking.area("reflect").lever == "resume"
    assert ranking.areas[2].first < ranking.areas[1].first / 2
    assert sample("many_sent.csv").rates["positive_reply"].share < 0.06


def test_slowed_down_goes_back_to_its_pace():
    """A good search that slowed down: back to the usual pace first, no clear lead, and a card for today.

    Only the person knows whether the slow-down was wanted: “No” makes it surer, “Yes” puts practice first.
    Part of it may be pauses after rejections.
    """
    slowed = sample("slowed_down.csv")
    ranking = slowed.ranking
    assert (ranking.lead, ranking.near) == ("resilience", False)
    assert ranking.areas[0].first < 0.8
    told = [rank_areas(slowed.seen, Assumptions().changed({"pause_wanted": told})) for told in (0.0, 1.0)]
    assert [said.lead for said in told] == ["resilience", "reflect"]
    assert told[0].areas[0].first > ranking.areas[0].first
    assert told[1].state == "settled"
    assert ranking.today is not None
    assert sample("slowed_down.csv").pace.idle_days >= 20


def test_messy_europe_is_read_through_its_dressing():
    """Title rows, group headings, month bands, merged names and the totals line cost no application."""
    result = sample("messy_europe.xlsx").result
    assert (result.source.header_row, result.source.sheets) == (5, ("Bewerbungen 2026",))
    assert {match.field: match.header for match in result.columns}["applied_on"] == "Beworben am"
    assert result.log.applications["applied_on"].notna().all()
    assert result.log.applications["company"].notna().all()
    assert [line.cells[0] for line in result.set_aside][-1] == "Summe"


def test_messy_europe_knows_who_went_silent():
    """Silence without a word, with a word, and after a conversation are told apart."""
    summary = sample("messy_europe.xlsx")
    ghosted = summary.log.applications[summary.seen.has("no_reply")]
    assert ghosted["stage"].value_counts().loc[["applied", "screen"]].to_dict() == {
        "applied": 12,
        "screen": 4,
    }


@pytest.mark.parametrize("name", ["david.csv", "many_sent.csv", "slowed_down.csv", "messy_europe.xlsx"])
def test_every_channel_is_understood(name):
    """Where each application went through is known, for boards in German too."""
    assert segment_values(sample(name).seen, "channel").notna().all()


@pytest.mark.parametrize("name", ["david.csv", "many_sent.csv", "slowed_down.csv"])
def test_nothing_happens_after_the_last_day_or_before_it_was_sent(name):
    """The invented days are possible days."""
    applications = sample(name).log.applications
    days = applications[["replied_on", "screen_on", "interview_on", "final_on", "closed_on"]]
    assert days.max().max().date() <= date(2026, 11, 20)
    assert not (days.min(axis=1) < applications["applied_on"]).any()
    assert not (days.max(axis=1) > applications["closed_on"]).any()


def test_the_script_writes_these_very_files(tmp_path, monkeypatch):
    """Nobody edited a sample by hand: the script gives the same bytes."""
    monkeypatch.syspath_prepend(str(SAMPLES))
    script = runpy.run_path(str(SAMPLES / "make_samples.py"))
    script["main"].__globals__["HERE"] = tmp_path
    script["main"]()
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {
        "david.csv",
        "many_sent.csv",
        "slowed_down.csv",
        "messy_europe.xlsx",
        "blank_template.xlsx",
    }
    assert [n for n in names if (tmp_path / n).read_bytes() != (SAMPLES / n).read_bytes()] == []


def test_the_blank_template_is_the_one_the_app_gives():
    """The file among the samples is the download."""
    assert (SAMPLES / "blank_template.xlsx").read_bytes() == blank_workbook()
