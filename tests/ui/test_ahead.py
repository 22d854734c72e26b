"""What the browser is asked to load before it is needed."""

from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.ui import ahead

PROJECT = Path(__file__).parents[2]


def test_every_part_is_one_file_of_the_pinned_streamlit():
    """A part that a new Streamlit names otherwise would silently be loaded late again."""
    found = [name.split(".")[0] for name in ahead.scripts()]
    assert found == list(ahead.PARTS)
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    assert all((folder / name).is_file() for name in ahead.scripts())


def test_only_a_visitor_without_a_log_is_asked():
    """Once a log is open the parts come as they are needed, and no page carries one element more."""
    app = AppTest.from_file(str(PROJECT / "script" / "detour.py"), default_timeout=60).run()
    assert "key='ahead'" in str(app.sidebar)
    app.button("sample_david.csv").click().run()
    assert "key='ahead'" not in str(app.sidebar)
