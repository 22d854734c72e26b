"""What is loaded ahead of the pages, and what is spared from garbage collection."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from lib.ui import warming
from lib.ui.warming import settle

PROJECT = Path(__file__).parents[2]
EVERY_PAGE = """
import sys
from streamlit.testing.v1 import AppTest
from lib.hand.held import Held, Upload
from lib.ui import frame, warming
warming._load()
loaded = set(sys.modules)
app = AppTest.from_file("script/detour.py", default_timeout=60)
data = open("sample_data/many_sent.csv", "rb").read()
app.session_state["held"] = Held(Upload("many_sent.csv", data, "digest", sample=True))
app.run()
for page in frame.PAGE_NAMES:
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception
heavy = ("lib.", "scipy.", "openpyxl.", "plotly.graph_objects", "rapidfuzz.")
print(*sorted(m for m in set(sys.modules) - loaded if m.startswith(heavy)))
"""


class Ring:
    """Something that only a collection can free."""

    def __init__(self) -> None:
        self.itself = self


def test_what_an_earlier_visitor_left_is_freed_when_the_next_one_settles():
    """Spared objects that nobody holds any more are collected at the next call."""
    ring = Ring()
    settle()
    left = weakref.ref(ring)
    del ring
    gc.collect()
    assert left() is not None
    settle()
    assert left() is None
    gc.unfreeze()


def test_of_many_who_come_at_once_only_the_first_waits_for_a_collection(monkeypatch, request):
    """What the others found is collected later, once; then nothing is due any more."""
    monkeypatch.setattr(warming, "settle", settle)  # which other tests do for many visitors at once
    monkeypatch.setattr(warming._Collecting, "last", float("-inf"))
    request.addfinalizer(gc.unfreeze)
    request.addfinalizer(gc.enable)
    gc.disable()
    left = []
    for state in ({}, {}, {}):
        monkeypatch.setattr("streamlit.session_state", state)
        left.append(weakref.ref(Ring()))
        warming.settle_once()
        warming.settle_once()
    assert [ring() is None for ring in left] == [True, False, False]
    warming.settle_later()
    assert [ring() is None for ring in left] == [True, True, True]
    late = weakref.ref(Ring())
    gc.freeze()
    warming.settle_later()
    assert late() is not None


@pytest.mark.outside
def test_pages_load_nothing_heavy_after_warming():
    """No page waits for a module of ours, SciPy, openpyxl or Plotly once the server is warm."""
    done = subprocess.run(
        [sys.executable, "-c", EVERY_PAGE], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
