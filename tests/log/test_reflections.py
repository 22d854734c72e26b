"""What the person adds after the fact."""

from datetime import date

import pandas as pd

from lib.log.identity import application_keys
from lib.log.reflections import Reflection, with_reflections
from lib.log.schema import OUTCOME_TYPE, STAGE_TYPE, ApplicationLog


def small_log() -> ApplicationLog:
    """Three applications, two of them equal in company, role and day."""
    frame = pd.DataFrame(
        {
            "row": [2, 3, 4],
            "company": pd.array(["Acme", "Acme ", "Birch"], dtype="str"),
            "role": pd.array(["Analyst", "analyst", None], dtype="str"),
            "applied_on": pd.to_datetime(["2026-03-01", "2026-03-01", None]),
            "stage": pd.Categorical(["applied"] * 3, dtype=STAGE_TYPE),
            "stage_known": [False, False, False],
            "outcome": pd.Categorical(["rejected"] * 3, dtype=OUTCOME_TYPE),
            "reason": pd.array([None] * 3, dtype="str"),
            "feedback": pd.array([None] * 3, dtype="str"),
            "lesson": pd.array([None] * 3, dtype="str"),
            "feedback_asked_on": pd.to_datetime([None] * 3),
            "feeling": pd.array([None] * 3, dtype="Int64"),
        }
    )
    return ApplicationLog(frame, frozenset({"applied"}))


def test_equal_applications_keep_apart():
    """Two applications to the same company, role and day have two keys."""
    assert application_keys(small_log().applications).nunique() == 3


def test_moving_rows_keeps_the_keys():
    """A key depends on the application, not on where its row stands."""
    frame = small_log().applications
    moved = frame.iloc[[2, 0, 1]].reset_index(drop=True)
    assert set(application_keys(frame)) == set(application_keys(moved))
    assert application_keys(frame)[2] == application_keys(moved)[0]


def test_a_reflection_fills_what_it_says_and_nothing_else():
    """A stage told later is certain from then on and counts as recorded; untold fields stay missing."""
    log = small_log()
    key = application_keys(log.applications)[2]
    told = with_reflections(log, {key: Reflection(stage="final", feedback_asked_on=date(2026, 4, 1))})
    row = told.applications.loc[2]
    assert (row["stage"], row["stage_known"]) == ("final", True)
    assert row["feedback_asked_on"] == pd.Timestamp(2026, 4, 1)
    assert told.applications["reason"].isna().all()
    assert told.recorded == {"applied", "final"}
    assert log.applications["stage"].eq("applied").all()


def test_a_reflection_on_a_deleted_row_changes_nothing():
    """Reflections whose application is gone do not touch other rows."""
    log = small_log()
    assert with_reflections(log, {"0" * 16: Reflection(reason="x")}).applications.equals(log.applications)
