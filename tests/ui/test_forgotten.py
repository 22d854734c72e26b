"""What a visitor forgot, or left with a closed tab, is in no object of the server any more."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.serving import App
from benchmarks.visitor import Shown, Visitor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks the server by a signal")

MARK = "Zyzzyva"
WITNESS = """
import gc, signal
from pathlib import Path
from typing import Any
import numpy as np, pyarrow as pa

KINDS = (bytes, bytearray, str, np.ndarray)

def holds(value):
    if isinstance(value, (bytes, bytearray)):
        return b"Zyz" + b"zyva" in value
    if isinstance(value, str):
        return "Zyz" + "zyva" in value
    return isinstance(value, np.ndarray) and value.dtype == object and any(map(holds, value.flat))

def tell(*_):
    gc.unfreeze()  # so that what is spared from collection is looked at, too
    texts = {id(v): v for v in gc.get_referents(*gc.get_objects()) if isinstance(v, KINDS)}
    Path(ANSWER).write_text(f"{sum(map(holds, texts.values()))} {pa.total_allocated_bytes()}")

signal.signal(signal.SIGUSR1, tell)
import lib.ui.freeing
lib.ui.freeing.EVERY = 0.3
"""
"""Says how many objects hold the mark, and how much is held outside of Python."""


def log() -> bytes:
    """A log that carries the mark in every row."""
    lines = ["Company,Role,Date applied,Status,First reply,Reason"]
    for i in range(40):
        told = ("Rejected,2026-10-01", "Applied,", "Rejected after interview,2026-10-01")[i % 3]
        lines.append(f"{MARK} {i},Analyst,2026-0{1 + i % 9}-1{i % 10},{told},told by {MARK}")
    return "\n".join(lines).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Callable[[], tuple[int, int]]]]:
    """A server that forgets a closed tab after a second, and how to ask it what it holds."""
    answer = tmp_path_factory.mktemp("witness") / "answer"
    first = f"ANSWER = {str(answer)!r}{WITNESS}"
    with App(first=first, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1") as app:

        def held() -> tuple[int, int]:
            answer.unlink(missing_ok=True)
            app.process.send_signal(signal.SIGUSR1)
            return within(10, lambda: read(answer))

        yield app, held


def read(answer: Path) -> tuple[int, int] | None:
    """The two numbers of the answer, once they are there."""
    words = answer.read_text().split() if answer.exists() else []
    return (int(words[0]), int(words[1])) if len(words) == 2 else None


def within(seconds: float, ask: Callable[[], Any]) -> Any:
    """What `ask` says as soon as it says something; its last word where the time is over."""
    end = time.monotonic() + seconds
    while not (said := ask()) and time.monotonic() < end:
        time.sleep(0.3)
    assert said
    return said


def press(visitor: Visitor, shown: Shown, label: str) -> Shown:
    """Presses a button of the page."""
    button = next(e.button for e in shown.of_kind("button") if e.button.label == label)
    return visitor.rerun(WidgetState(id=button.id, trigger_value=True))


def look_round(visitor: Visitor) -> Shown:
    """Opens the log, and sees the pages that hold most of it; the last page."""
    visitor.upload(visitor.open(), f"{MARK}.csv", log())
    for page in ("rejections", "reflect", "next_steps"):
        shown = visitor.visit(page)
    return shown


def made(visitor: Visitor, shown: Shown) -> str:
    """The address of the first download of the page, as the browser hears it on the click."""
    button = next(shown.of_kind("download_button")).download_button
    return visitor.url + visitor.made(button.deferred_file_id)


@pytest.mark.cure(
    "Something of Streamlit holds what a session had, after lib/ui/freeing.py has emptied it. Print "
    "gc.get_referrers of what the failure names; empty that holder in freeing.session, or in "
    "freeing.close_left if it is a closed tab's. Where a member that freeing names is gone, look for what "
    "took its place."
)
@pytest.mark.outside
def test_nothing_is_left_of_what_was_forgotten_or_left_behind(server):
    """Neither the file nor its words, charts, downloads or callbacks; other visitors go on meanwhile."""
    app, held = server
    other = Visitor(app.url)
    other.open()
    other.visit("next_steps")
    before = held()
    visitor = Visitor(app.url)
    shown = look_round(visitor)
    file = made(visitor, shown)
    assert held()[0] > 100
    press(visitor, press(visitor, shown, "Forget everything on this device"), "Forget it all")
    assert visitor.http.get(file, timeout=20).status_code == 404
    gone = within(20, lambda: (now := held())[0] <= before[0] and now)
    assert gone[1] <= before[1] + 200_000
    look_round(visitor)
    visitor.leave()
    assert within(20, lambda: (now := held())[0] <= before[0] and now)
    other.rerun()


@pytest.mark.cure(
    "Look in streamlit/runtime/media_file_manager.py how a file for a download is added, made on the "
    "click and deleted; lib/ui/belonging.py notes at these three places whom a file is for. Write it anew "
    "for the members that stand there, or delete it if Streamlit itself gives a download to its own "
    "session only."
)
@pytest.mark.outside
def test_a_download_is_for_the_browser_that_it_was_made_for(server):
    """Another session that knows the address gets nothing, nor does whoever comes without a session."""
    app, _ = server
    owner, other = Visitor(app.url), Visitor(app.url)
    file = made(owner, look_round(owner))
    other.open()
    assert owner.http.get(file, timeout=20).status_code == 200
    assert other.http.get(file, timeout=20).status_code == 404
    assert requests.get(file, timeout=20).status_code == 404
    owner.leave()
    other.leave()
