"""Every page, without a log, with one row, and with each sample."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.hand.held import Held, Upload
from lib.ui.frame import PAGE_NAMES

PROJECT = Path(__file__).parents[2]
SAMPLES = ("david.csv", "many_sent.csv", "slowed_down.csv", "messy_europe.xlsx")
ONE_ROW = b"Company,Role,Applied,Status\nAcme,Analyst,2026-03-04,Rejected\n"
EXPLORING = [p for p in PAGE_NAMES if p != "import_log"]


def started(name: str | None = None, data: bytes | None = None) -> AppTest:
    """The app, with a file open where one is given."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60)
    if name is not None:
        data = data or (PROJECT / "sample_data" / name).read_bytes()
        app.session_state["held"] = Held(Upload(name, data, f"digest-of-{name}"))
    return app.run()


def everything_shows(app: AppTest) -> None:
    """Every page in turn has its title and answer, and no error."""
    for at in PAGE_NAMES:
        app.switch_page(f"../pages/{at}.py").run()
        assert (at, list(app.exception), list(app.warning)) == (at, [], [])
        assert app.title[0].value, at
        assert app.header or at == "import_log", at


def test_without_a_log_a_page_says_so_and_offers_samples():
    """A page that needs a log says that none is open and offers the samples."""
    app = started()
    for at in EXPLORING:
        app.switch_page(f"../pages/{at}.py").run()
        assert "needs your log" in app.markdown[0].value, at
        assert {b.key for b in app.button if b.key} >= {f"sample_{s}" for s in SAMPLES}, at


def test_one_row_is_enough_for_every_page():
    """A log of a single rejection shows on every page without an error."""
    everything_shows(started("one.csv", ONE_ROW))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_shows_on_every_page(sample: str):
    """Each sample is read and shown on each page without an error."""
    everything_shows(started(sample))


def test_an_unusable_file_is_explained_on_every_page():
    """A file that is no log gives its title and what to do, and never an exception."""
    app = started("groceries.csv", b"item,amount\nmilk,2\nbread,1\n")
    for at in PAGE_NAMES:
        app.switch_page(f"../pages/{at}.py").run()
        assert not app.exception, at
        assert len(app.warning) == 1, at
