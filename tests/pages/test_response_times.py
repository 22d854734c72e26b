"""The waiting clock, where most of what is open has been silent for long."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload

PROJECT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 23)
AGES = {"Old": [120 + n for n in range(20)], "Fresh": [2, 3, 20]}


def clock(fates: dict[str, list[int]]) -> AppTest:
    """The Response times page, with open applications of these ages by the word in their company's name.

    Those called "Met" have had an interview.
    """
    rows = [
        f"{word} {n},Analyst,{AS_OF - timedelta(n)},{'Interview' if word == 'Met' else 'Applied'}"
        for word, days in fates.items()
        for n in days
    ]
    log = "\n".join(["Company,Role,Date applied,Status", *rows]).encode()
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    app.session_state["held"] = Held(Upload("mine.csv", log, f"silence-{len(rows)}"), as_of=AS_OF)
    return app.run().switch_page("../pages/response_times.py").run()


def listed(app: AppTest) -> list[str]:
    """The companies on the clock, in order; none where no table is shown."""
    assert not app.exception
    tables = [table.value for table in app.dataframe if "Do" in table.value]
    return tables[0]["Employer"].tolist() if tables else []


def said(app: AppTest) -> str:
    """The line that lets go of what is silent for long."""
    return " ".join(m.value for m in app.markdown if "you can stop waiting for them" in m.value)


def test_what_is_silent_for_long_is_said_in_one_line():
    """20 of 23: the three that still deserve something are listed, the others once they are asked for."""
    app = clock(AGES)
    assert said(app).startswith("20 more have had no reply for more than ")
    assert len(listed(app)) == 3
    app.toggle(key="clock_all").set_value(True).run()
    assert said(app).startswith("20 of 23 have had no reply for more than ")
    assert len(listed(app)) == 23


def test_chances_are_whole_per_cent_and_reasons_are_plain():
    """No decimals, no "0%", no thirds; nothing where no chance is known, as after a conversation."""
    app = clock({"Old": [20, 30, 50, 120], "Fresh": [3], "Met": [25]})
    drawn = next(t for t in app.dataframe if "Do" in t.value)
    assert not drawn.value["Why"].str.contains("third").any()
    shown = pa.ipc.open_stream(drawn.proto.arrow_data.styler.display_values).read_pandas()
    assert shown["Chance of an invitation"].str.fullmatch(r"under 1%|[1-9]\d?%|–").all()


def test_a_search_finds_what_is_folded():
    """So does the choice of what to let go."""
    app = clock(AGES)
    app.text_input(key="clock_search").set_value("old 125").run()
    assert listed(app) == ["Old 125"]
    app.text_input(key="clock_search").set_value("").run()
    app.radio(key="clock_advice").set_value("Stop waiting").run()
    assert len(listed(app)) == 20


def test_where_all_are_silent_for_long_no_empty_table_is_shown():
    """One line and the switch are enough."""
    app = clock({"Old": AGES["Old"]})
    assert said(app).startswith("All 20 have had no reply")
    assert listed(app) == []


def test_few_are_listed_as_they_are():
    """Nine silent ones are no crowd."""
    app = clock({**AGES, "Old": AGES["Old"][:9]})
    assert said(app) == ""
    assert len(listed(app)) == 12
