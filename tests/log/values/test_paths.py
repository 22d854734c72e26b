"""Cells that hold the whole way of an application."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.values.paths import read_events
from lib.log.values.statuses import read_path, read_status

PATHS = {
    "Applied, Tech assessment, Rejected": "screen True rejected",
    "Applied → Interview → Offer": "offer True offer",
    "Applied -> Phone screen -> Onsite -> Rejected": "final True rejected",
    "Applied > OA > Interview": "interview True open",
    "Applied; Interview; Ghosted": "interview True no_reply",
    "Applied / Interview / Rejected": "interview True rejected",
    "Applied\nPhone screen\nInterview": "interview True open",
    "Applied | Interview | Withdrawn": "interview True withdrawn",
    "Applied → Interview → Offer → Accepted": "offer True accepted",
    "Applied → Offer → Declined": "offer True declined",
    "Applied, Rejected": "applied True rejected",
    "7月26日投递-8月2日笔试-8月9日挂": "screen True rejected",
    "['Applied', 'Interview', 'Rejected']": "interview True rejected",
    '["applied", "phone screen"]': "screen True open",
    '[{"date":"2026-04-23T17:46","type":"1st Interview"}]': "interview True open",
    '[{""stage"":""Applied""},{""stage"":""Rejected""}]': "applied True rejected",
    '{"Applied": "2026-01-02", "Interview": "2026-01-20"}': "interview True open",
    "2026-01-02|applied;2026-01-20|interview;2026-02-01|rejected": "interview True rejected",
    "Applied (2 Jan); Phone screen (10 Jan)": "screen True open",
    "投递→笔试→一面→挂": "interview True rejected",
    "Beworben, Vorstellungsgespräch, Absage": "interview True rejected",
    "Saved → Applied → Rejected": "applied True rejected",
    "Saved": "None True not_applied",
    "Telefonat, nur Vollzeit -> nein": "screen True rejected",
    "idoneo, non vincitore": "applied False rejected",
    "Rejected": "applied False rejected",
    "OA done, waiting": "screen True open",
}


@pytest.mark.parametrize(("text", "expected"), PATHS.items())
def test_a_path_gives_the_furthest_stage_and_the_last_outcome(text: str, expected: str) -> None:
    """Whatever separates the steps, the furthest of them is the stage and the last the outcome."""
    meaning = read_path(text)

    assert f"{meaning.stage} {meaning.stage_known} {meaning.outcome}" == expected


def test_dated_steps_keep_their_days() -> None:
    """A packed history gives each step's day."""
    events = read_events("2026-01-02|applied;2026-01-20|interview")

    assert [(event.text, event.on) for event in events] == [
        ("applied", date(2026, 1, 2)),
        ("interview", date(2026, 1, 20)),
    ]


def test_json_steps_keep_their_days() -> None:
    """A list of objects gives each object's label and day."""
    (event,) = read_events('[{"date":"2026-04-23T17:46","id":"c30f","type":"1st Interview"}]')

    assert (event.text, event.on, event.meaning.stage) == ("1st Interview", date(2026, 4, 23), "interview")


@given(st.text(max_size=60))
def test_no_text_is_a_reason_to_fail(text: str) -> None:
    """Any text is read as a path and as a status."""
    assert read_path(text).outcome
    assert read_status(text).outcome


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=8),
        lambda x: st.lists(x) | st.dictionaries(st.text(max_size=6), x),
        max_leaves=6,
    )
)
def test_no_json_is_a_reason_to_fail(value: object) -> None:
    """Whatever a packed cell holds, it is read."""
    assert read_path(json.dumps(value)).outcome


def test_the_slashes_of_a_date_divide_nothing() -> None:
    """A day written with slashes stays with its word."""
    (event,) = read_events("Rejected 2/1/2026", "mdy")
    assert event.on == date(2026, 2, 1)
