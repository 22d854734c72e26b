"""News in one line: which application it names, and which day it gives."""

from datetime import date

import pytest

from lib.log.news import live
from lib.log.reading import read_log
from lib.log.telling import UnclearNews, find, record_lines

AS_OF = date(2026, 11, 28)
LOG = read_log(
    (
        "Company,Role,Date applied,Status\nNorvik,Analyst,2026-11-01,Applied\n"
        "A/B Labs,QA,2026-11-02,Applied\n"
        'Müller & Söhne,Lead: Data,2026-11-03,Applied\n"The ""Best"" Co",Cook,2026-11-04,Applied\n'
        ",Gardener,2026-11-05,Applied\nRow 2 Inc,Clerk,2026-11-06,Applied\n"
    ).encode(),
    "log.csv",
    as_of=AS_OF,
).log


@pytest.mark.parametrize(
    ("who", "row"),
    [
        ("norvik", 2),
        ("Norvik/Analyst", 2),
        ("row 2", 2),
        ("A/B Labs", 3),
        ("a/b labs / qa", 3),
        ("müller & söhne / lead: data", 4),
        ("Müller", 4),
        ("Mueller", 4),
        ("muller & sohne", 4),
        ("The “Best” Co", 5),
        ("Gardener", 6),
        ("Row 2 Inc", 7),
    ],
)
def test_an_application_is_named_by_employer_by_role_too_or_by_row(who, row):
    """Slashes, quotes and colons in names are no hindrance; a role alone will do where no employer stands."""
    living = live(LOG, ())
    assert living.log.applications["row"].iloc[living.names.index(find(living, who))] == row


def test_a_name_like_another_is_offered_not_taken():
    """A misspelt name could be another employer's."""
    with pytest.raises(UnclearNews, match="the nearest: “Müller & Söhne”"):
        find(live(LOG, ()), "Müler & Söhne")


def test_a_later_day_of_an_invitation_is_that_of_the_conversation():
    """It came today; the interview is in the log on its day."""
    (event,) = record_lines(LOG, (), ["Norvik: invited to interview 2026-12-03"], AS_OF)
    assert (event.on, event.due) == (AS_OF, date(2026, 12, 3))
