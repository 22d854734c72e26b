"""One of several searches, chosen by the person, in everything that is taken away."""

from datetime import date

import pytest

from lib.log.files.books import open_book
from lib.log.reading import read_book, read_log
from lib.summary.additions import Additions
from lib.summary.bundle import build
from lib.summary.contract import to_json
from lib.summary.markdown import to_markdown
from lib.summary.report import to_html
from lib.summary.roundtrip import restore
from lib.summary.statements import search_words
from lib.summary.workbook import to_workbook
from tests.summary.small_logs import AS_OF

pytestmark = pytest.mark.slow


def test_a_chosen_search_is_what_every_download_speaks_of():
    """Six of 2023, seven of 2026: figures are of the chosen ones, the workbook keeps all and the choice."""
    lines = [f"Old {i},Cook,2023-03-{i:02d},Rejected" for i in range(1, 7)]
    lines += [f"New {i},Cook,2026-11-{i:02d},Rejected" for i in range(1, 8)]
    result = read_log("\n".join(["Company,Role,Applied,Status", *lines]).encode(), "log.csv", as_of=AS_OF)
    told = build(result, AS_OF, additions=Additions(search=date(2026, 11, 3)))
    sentence = "This is about the search of November 2026: 7 of the 13 applications in your log."
    assert sentence in to_markdown(told)
    assert sentence in to_html(told).decode()
    assert to_json(told)["search"] == {"first": "2026-11-01", "last": "2026-11-07", "sent": 7}
    assert to_json(told)["counts"]["reached"]["applied"] == 7
    saved = restore(open_book(to_workbook(told), "detour.xlsx"))
    assert saved.kept.search == date(2026, 11, 3)
    assert len(read_book(saved.book, as_of=AS_OF).log) == 13
    assert search_words(build(result, AS_OF)) == ""
