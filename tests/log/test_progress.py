"""How each row stands: what several columns with words about it say together."""

from datetime import date

import pandas as pd

from lib.log import read_log


def read(*lines: str) -> pd.DataFrame:
    """The applications of a log written as text."""
    return read_log("\n".join(lines).encode(), "log.csv", as_of=date(2026, 11, 23)).log.applications


def test_a_second_status_column_may_say_pending():
    """A decision beside the stage counts, though "pending" alone could be an answer too."""
    rows = read(
        "Company,Position,Date,Stage,Decision",
        "North,Clerk,2026-01-04,Submitted,Pending",
        "South,Clerk,2026-01-05,Submitted,Not selected",
        "West,Clerk,2026-01-06,Submitted,Not selected",
    )
    assert list(rows["outcome"]) == ["open", "rejected", "rejected"]


def test_what_was_sent_is_not_unsent_by_another_column():
    """A status "Applied" stands, whatever words for plans a folder or a tag holds."""
    rows = read(
        "Company,Role,Applied on,Status,Tag",
        "North,Clerk,2026-01-04,Applied,target",
        "South,Cook,2026-01-05,Rejected,target",
        "West,Baker,,Saved,target",
    )
    assert list(rows["company"]) == ["North", "South"]


def test_a_tick_under_next_steps_is_no_conversation():
    """Only a header that names a stage makes a tick one: a clear next step may be anything."""
    rows = read(
        "Company,Role,Applied on,Status,Clear next step",
        "North,Clerk,2026-01-04,Active,True",
        "South,Cook,2026-01-05,Active,False",
    )
    assert list(rows["stage"]) == ["applied", "applied"]


def test_yes_and_no_below_a_result_are_the_decision():
    """A "no" to what came of it is a rejection, a "yes" an offer; a blank is still open."""
    rows = read(
        "Company,Job,Applied on,Result",
        "North,Clerk,2026-01-04,No",
        "South,Cook,2026-01-05,Yes",
        "West,Baker,2026-01-06,",
    )
    assert list(rows["outcome"]) == ["rejected", "offer", "open"]


def test_a_no_to_an_offer_column_is_no_rejection():
    """Below the name of a stage a "no" says that it was not reached, and no more."""
    rows = read("Company,Job,Applied on,Offer", "North,Clerk,2026-01-04,No", "South,Cook,2026-01-05,No")
    assert list(rows["outcome"]) == ["open", "open"]
