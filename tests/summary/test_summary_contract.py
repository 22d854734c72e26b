"""The JSON contract: every key of it, with its kind of value."""

import json
from datetime import date

import pytest

from lib.log.schema import OUTCOMES, STAGES, StatusReading, UnreadableLog
from lib.summary.bundle import build
from lib.summary.contract import CURVE_DAYS, error_json, to_json
from lib.words import terms
from tests.summary.small_logs import AS_OF, imported

pytestmark = pytest.mark.slow

NUMBER = (int, float)
RATE = {
    "hits": int,
    "trials": int,
    "unknown": int,
    "share": (*NUMBER, None),
    "low": (*NUMBER, None),
    "high": (*NUMBER, None),
}
POINT = {"day": int, "share": (*NUMBER, None), "low": (*NUMBER, None), "high": (*NUMBER, None)}
CONTRACT = {
    "as_of": str,
    "source": {
        "file": str,
        "format": str,
        "sheet": (str, list, None),
        "encoding": (str, None),
        "delimiter": (str, None),
        "header_row": (int, None),
    },
    "columns": {"*": str},
    "search": (dict, None),
    "statuses": {"*": {"stage": (str, None), "stage_known": bool, "outcome": str, "rows": int}},
    "date_order": (str, None),
    "rows": {"read": int, "applications": int, "set_aside": int},
    "set_aside": [{"row": int, "reason": str}],
    "repairs": [{"row": int, "column": str, "before": str, "after": str, "why": str}],
    "counts": {"outcome": dict.fromkeys(OUTCOMES, int), "reached": dict.fromkeys(STAGES, int)},
    "rates": dict.fromkeys(("rejection", "turned_down", "any_reply", "positive_reply"), RATE),
    "waiting": {
        "any_reply": [POINT],
        "invited": [POINT],
        "turned_down": [POINT],
        "silence_cutoff_days": int,
        "median_reply_days": (*NUMBER, None),
    },
    "pace": {
        "per_week": (*NUMBER, None),
        "usual_per_week": (*NUMBER, None),
        "idle_days": int,
        "next_four_weeks": (dict, None),
    },
    "focus": {
        "state": str,
        "lead": (str, None),
        "areas": [
            {
                "area": str,
                "lever": (str, None),
                "effect": NUMBER,
                "low": NUMBER,
                "high": NUMBER,
                "first": NUMBER,
                "measurable": bool,
                "because": str,
            }
        ],
    },
    "steps": [
        {"area": str, "what": str, "due": str, "minutes": int, "why": str, "row": (int, None)},
    ],
}


def departures(value, shape, path="$"):
    """Where a JSON value is not of the shape: a missing key, or a value of another kind."""
    if isinstance(shape, dict):
        wanted = dict.fromkeys(value, shape["*"]) if "*" in shape else shape
        missing = [f"{path}.{key} is missing" for key in wanted if key not in value]
        found = [departures(value[key], wanted[key], f"{path}.{key}") for key in wanted if key in value]
        return missing + [line for lines in found for line in lines]
    if isinstance(shape, list):
        return [line for i, item in enumerate(value) for line in departures(item, shape[0], f"{path}[{i}]")]
    kinds = shape if isinstance(shape, tuple) else (shape,)
    fits = any(value is None if kind is None else type(value) is kind for kind in kinds)
    return [] if fits else [f"{path} is {value!r}"]


def test_every_key_of_the_contract_is_there(summarise):
    """The JSON of a log has every key of the contract, each with its kind of value."""
    assert departures(json.loads(json.dumps(to_json(summarise()), allow_nan=False)), CONTRACT) == []


@pytest.mark.parametrize("rows", [[], [{"company": "Fernhill"}]], ids=["no application", "one undated"])
def test_a_log_with_next_to_nothing_keeps_the_contract(rows):
    """Nothing in the contract depends on how much the log holds."""
    shown = to_json(build(imported(rows or [{"company": "x"}]), AS_OF))
    assert departures(json.loads(json.dumps(shown, allow_nan=False)), CONTRACT) == []


def test_the_numbers_are_those_of_the_log(summarise):
    """Counts are over applications, not rows; shares are rounded to four places."""
    shown = to_json(summarise())
    assert shown["rows"] == {"read": 25, "applications": 24, "set_aside": 1}
    assert shown["counts"]["reached"] == {"applied": 24, "screen": 12, "interview": 6, "final": 6, "offer": 0}
    assert shown["rates"]["turned_down"] == {
        "hits": 18,
        "trials": 24,
        "unknown": 0,
        "share": 0.75,
        "low": 0.551,
        "high": 0.88,
    }
    assert [point["day"] for point in shown["waiting"]["any_reply"]] == list(CURVE_DAYS)


def test_all_five_areas_are_named(summarise):
    """The focus lists every area once."""
    assert {area["area"] for area in to_json(summarise())["focus"]["areas"]} == set(terms.AREAS)


def test_a_rate_without_trials_is_null():
    """A rate that nothing was tried for has no share."""
    shown = to_json(build(imported([{"company": "Fernhill", "applied_on": AS_OF}]), AS_OF))
    assert shown["rates"]["rejection"] == {
        "hits": 0, "trials": 0, "unknown": 0, "share": None, "low": None, "high": None,
    }  # fmt: skip


def test_statuses_are_shown_as_read():
    """Every distinct status text says what it was taken to mean, and on how many rows."""
    from dataclasses import replace

    result = replace(
        imported([{"company": "Fernhill"}]),
        statuses=(StatusReading("Wishlist", None, True, "not_applied", 6),),
    )
    assert to_json(build(result, date(2026, 3, 9)))["statuses"] == {
        "Wishlist": {"stage": None, "stage_known": True, "outcome": "not_applied", "rows": 6}
    }


def test_an_unusable_log_is_an_error_with_title_and_message():
    """What stands in for a log that cannot be used names what was found and what to do."""
    shown = error_json(UnreadableLog("This is a picture", "Upload the spreadsheet."))
    assert shown == {"error": {"title": "This is a picture", "message": "Upload the spreadsheet."}}
