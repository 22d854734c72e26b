"""The Markdown summary."""

import re
from dataclasses import replace

import pytest

from lib.log.schema import StatusReading
from lib.summary.additions import Additions, StepMark
from lib.summary.bundle import build
from lib.summary.markdown import to_markdown
from tests.summary.small_logs import AS_OF, HOSTILE, imported

pytestmark = pytest.mark.slow


def test_the_parts_in_their_order(summarise):
    """First what to do, then why, then what it rests on."""
    heads = [line for line in to_markdown(summarise()).splitlines() if line.startswith("#")]
    assert heads[0] == "# Next steps, Mon 23 Nov 2026"
    assert heads[1:] == [
        "## Plan", "## One change to try", "## The five areas", "## What your log says", "## How it was read",
    ]  # fmt: skip


def test_counts_stand_beside_every_share(summarise):
    """A rate is told with its counts and its range."""
    assert "Turned down so far: 18 of 24 (75%, range 55% to 88%)" in to_markdown(summarise())
    assert "25 rows read: 24 applications, 1 set aside (a total or a note)." in to_markdown(summarise())


def test_ticks_changes_and_own_steps_show(summarise):
    """The plan is the person's: ticked, reworded and added to."""
    first, second, third = summarise().plan.steps[:3]
    marks = (
        StepMark(first.key, done=True),
        StepMark(second.key, what="Ask *Dana* instead"),
        StepMark(third.key, removed=True),
        StepMark("own-1", own=True, what="Buy a printer"),
    )
    text = to_markdown(summarise(Additions(marks=marks)))
    assert text.count("- [x]") == 1
    assert "Ask \\*Dana\\* instead" in text
    assert "- [ ] Buy a printer" in text
    assert text.count("- [") == len(summarise().plan.steps)


def test_what_was_done_stays_when_the_plan_moves_on(summarise):
    """A step that was ticked is shown, also when today's plan has other steps."""
    past = StepMark("networking/thanks", done=True, what="Listed the questions", done_on=AS_OF)
    assert "- [x] **Mon 23 Nov 2026**: Listed the questions" in to_markdown(
        summarise(Additions(marks=(past,)))
    )


def test_a_status_that_nobody_knows_is_counted(result):
    """Beside the rates stands how many applications have a status that was not understood."""
    unknown = replace(result, statuses=(StatusReading("blorp", None, False, "unknown", 3),))
    assert "- Status not understood: 3 (counted as waiting)" in to_markdown(build(unknown, AS_OF))


def test_names_from_the_log_stay_text(result):
    """A company's name becomes no link, picture or HTML."""
    rows = [
        {
            "company": HOSTILE,
            "applied_on": "2026-10-01",
            "stage": "final",
            "outcome": "rejected",
            "closed_on": day,
        }
        for day in ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20") * 2
    ]
    text = to_markdown(build(imported(rows), AS_OF))
    assert "alert" in text
    assert re.findall(r"<script|(?<!\\)\]\(|http://", text) == []


def test_a_log_of_one_without_an_answer_is_not_ranked():
    """One application makes a starter plan, not a ranking, and no share."""
    text = to_markdown(build(imported([{"company": "Fernhill", "applied_on": AS_OF}]), AS_OF))
    assert "No reply of any kind is recorded in your log" in text
    assert "Turned down so far: 0 of 1. " in text


def test_a_log_that_cannot_be_ranked_shows_no_effects():
    """Where the ranking is too short of answers, no change, no range and no place in an order is told."""
    rows = [{"company": name, "applied_on": "2026-06-01", "outcome": "rejected"} for name in "ABC"]
    text = to_markdown(build(imported(rows), AS_OF))
    assert "It is too early to rank" in text
    assert "of 100" not in text
    assert "Reflect and improve" in text


def test_a_sheet_of_saved_adverts_asks_for_rows_and_counts_nothing():
    """Without an application there is one thing to do, and no line of figures that says nothing."""
    text = to_markdown(build(imported([]), AS_OF))
    assert text.count("- [ ]") == 1
    assert "No application yet." in text
    assert "–" not in text.partition("## What your log says")[2]


def test_a_young_log_hears_that_its_shares_will_fall():
    """One answered, one sent yesterday: beside the rates stands why they read high."""
    rows = [{"company": "A", "outcome": "rejected"}, {"company": "B", "applied_on": AS_OF}]
    text = to_markdown(build(imported(rows), AS_OF))
    assert "- 1 of 2 applications is too recent" in text


def test_what_was_found_while_reading_is_told(result):
    """What the reading found, such as damage, stands below how it was read, as plain text."""
    found = replace(result, notes=("The file is cut off; *rows* may be missing.",))
    assert to_markdown(build(found, AS_OF)).endswith("\n- The file is cut off; \\*rows\\* may be missing.\n")
