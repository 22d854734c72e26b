"""Every page, without a log, with one row, and with each sample."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.frame import PAGE_NAMES

PROJECT = Path(__file__).parents[2]
SAMPLES = ("david.csv", "many_sent.csv", "slowed_down.csv", "messy_europe.xlsx")
ONE_ROW = b"Company,Role,Applied,Status\nAcme,Analyst,2026-03-04,Rejected\n"
EXPLORING = [p for p in PAGE_NAMES if p != "import_log"]


def opened(page: str, name: str | None = None, data: bytes | None = None) -> AppTest:
    """The app at `page`, with a file open where one is given."""
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    if name is not None:
        app.session_state["upload"] = upload(name, data or (PROJECT / "sample_data" / name).read_bytes())
    app.run()
    return app.switch_page(f"pages/{page}.py").run()


def upload(name: str, data: bytes) -> object:
    """A file as the session keeps it."""
    from lib.ui.session import Upload

    return Upload(name, data, "digest-of-" + name)


@pytest.mark.parametrize("at", EXPLORING)
def test_without_a_log_a_page_says_so_and_offers_samples(at: str):
    """A page that needs a log says that none is open and offers the samples."""
    app = opened(at)
    assert not app.exception
    assert "none is open yet" in app.markdown[0].value
    assert {b.key for b in app.button if b.key} >= {f"sample_{s}" for s in SAMPLES}


@pytest.mark.parametrize("at", PAGE_NAMES)
def test_one_row_is_enough_for_every_page(at: str):
    """A log of a single rejection shows on every page without an error."""
    app = opened(at, "one.csv", ONE_ROW)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("at", PAGE_NAMES)
def test_every_sample_shows_on_every_page(at: str, sample: str):
    """Each sample is read and shown on each page without an error."""
    app = opened(at, sample)
    assert not app.exception
    assert not app.error
    assert app.title


def test_an_unusable_file_is_explained_on_every_page():
    """A file that is no log gives its title and what to do, and never an exception."""
    for at in PAGE_NAMES:
        app = opened(at, "groceries.csv", b"item,amount\nmilk,2\nbread,1\n")
        assert not app.exception
        assert len(app.error) == 1
