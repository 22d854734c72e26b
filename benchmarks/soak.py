"""Two days of life in a few minutes: sessions, uploads and faults at random, and what is left of them.

Visitors come and go, each with a log that carries their own marker and a browser that keeps what the page
asks it to keep. A tenth of their files are hostile. Meanwhile processes that open files, connections and the
server itself are ended at random moments. At the end: no session saw another's marker, nothing that a browser
had been told to keep was lost, a neighbour who only works noticed nothing, and the memory has come back.

Run: python -m benchmarks.soak [--sessions 200] [--uploads 300] [--seed 0]
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import signal
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.exceptions import WebSocketException

from benchmarks.serving import App
from benchmarks.visitor import FaultError, Shown, Visitor
from tests.log.files.hostile_files import HOSTILE

MARKER = re.compile(rb"Kestrel(\d{4})")
AT_ONCE = 6
ROWS = 40
CUT = (OSError, EOFError, WebSocketException, requests.RequestException, TimeoutError)
"""How a visitor feels that a connection or the server is gone."""
SERVER_ENDS = (0.15, 0.3, 0.45)
"""After which shares of the sessions the server is killed; memory is compared on the last one."""
MOST_GROWTH = 1.2
UP = 120.0
"""Seconds that somebody waits for a server that is being started anew."""


@dataclass
class Tally:
    """What happened, counted over all visitors."""

    counts: Counter[str] = field(default_factory=Counter)
    foreign: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> int:
        """One more of these; how many there are now."""
        with self.lock:
            self.counts[what] += 1
            return self.counts[what]


class Browser:
    """What one visitor's browser keeps, over all its sessions."""

    def __init__(self, number: int, tally: Tally) -> None:
        self.number, self.tally = number, tally
        self.kept: dict[str, Any] = {}
        self.visitor: Visitor | None = None

    def see(self, shown: Shown) -> Shown:
        """Looks for foreign markers, and keeps what the page asks to keep."""
        found = {int(m) for part in shown.raw for m in MARKER.findall(part)}
        if found - {self.number}:
            self.tally.foreign.append(f"visitor {self.number}: {sorted(found - {self.number})}")
        for name, told in components(shown):
            if "file" in told:
                self.kept = {"file": told["file"], "additions": told["additions"]}
                self.say(name, "kept", told["digest"])
            elif "additions" in told and self.kept:
                self.kept["additions"] = told["additions"]
        return shown

    def say(self, component: str, event: str, value: Any) -> Shown:
        """Tells the page what the browser's database says."""
        state = WidgetState(id=f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{component}__events")
        state.json_trigger_value = json.dumps([{"event": event, "value": value}])
        assert self.visitor is not None
        return self.visitor.rerun(state)

    def come(self, url: str, *, restores: bool = True) -> Shown:
        """Opens the app; what the browser keeps comes back, unless the person is quicker."""
        if self.visitor is not None:
            self.visitor.leave()
        self.visitor = Visitor(url)
        shown = self.see(self.visitor.open())
        asking = [name for name, told in components(shown) if "ask" in told]
        if not self.kept or not asking or not restores:
            return shown
        return self.see(self.say(asking[0], "restored", {**self.kept, "keep": True}))

    def tick(self) -> bool:
        """Ticks the first step; whether the browser keeps it."""
        assert self.visitor is not None
        shown = self.see(self.visitor.visit("next_steps"))
        box = next((e.checkbox for e in shown.of_kind("checkbox") if e.checkbox.id.endswith("_done")), None)
        if box is None:
            return False
        self.see(self.visitor.rerun(WidgetState(id=box.id, bool_value=True)))
        return '"done": true' in self.kept.get("additions", "")


def components(shown: Shown) -> Iterator[tuple[str, dict[str, Any]]]:
    """The page's words to the browser's database, each with the name of the component that says them."""
    for element in shown.of_kind("bidi_component"):
        component = element.bidi_component
        told = json.loads(component.json or component.mixed.json or "null")
        if isinstance(told, dict):
            yield component.id, told


def write_log(number: int, rng: random.Random) -> bytes:
    """A log in which every company carries the marker."""
    lines = ["Company,Role,Date applied,Status,Source"]
    for i in range(ROWS):
        status = rng.choice(["Applied", "Rejected", "Rejected after interview", "Phone screen", "Ghosted"])
        lines.append(f"Kestrel{number:04d} {i},Analyst,2026-0{1 + i % 8}-1{i % 10},{status},LinkedIn")
    return "\n".join(lines).encode()


class Soak:
    """One server after another, and everybody on it."""

    def __init__(self, sessions: int, uploads: int, seed: int, seconds: float) -> None:
        self.sessions, self.uploads, self.seed, self.seconds = sessions, uploads, seed, seconds
        self.tally, self.done, self.up = Tally(), threading.Event(), threading.Event()
        self.up.set()
        self.app = self._start()
        self.base = self.until = 0.0
        self.hostile = {name: make() for name, make in HOSTILE.items()}

    def _start(self) -> App:
        return App(STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="2", first=QUICK).__enter__()

    def run(self) -> bool:
        """Everything; whether all is well."""
        began = time.monotonic()
        self.until = began + self.seconds
        works = (self._end_processes, self._end_servers, self._work)
        helpers = [threading.Thread(target=work) for work in works]
        for helper in helpers:
            helper.start()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self._visit, range(1, self.sessions + 1)))
        self.done.set()
        for helper in helpers:
            helper.join()
        time.sleep(8)  # closed tabs are forgotten
        return self._report(time.monotonic() - began)

    def _visit(self, number: int) -> None:
        if time.monotonic() > self.until:
            return
        rng, browser = random.Random(self.seed * 10_000 + number), Browser(number, self.tally)
        confirmed = False
        self.tally.count("sessions")
        wanted = self.uploads * number // self.sessions - self.uploads * (number - 1) // self.sessions
        self.up.wait(UP)
        try:
            confirmed = self._use(browser, rng, wanted)
        except CUT:
            self.tally.count("cut off")
            confirmed = '"done": true' in browser.kept.get("additions", "")
        except Exception as error:
            self.tally.faults.append(f"visitor {number}: {type(error).__name__}: {error}")
        if browser.kept and (confirmed or number % 4 == 0):
            self._come_back(browser, confirmed)
        self.tally.count("finished")

    def _use(self, browser: Browser, rng: random.Random, uploads: int) -> bool:
        """Uploads, a look at a page or two, perhaps a tick, and the tab is closed or the connection cut."""
        shown = browser.come(self.app.url)
        for _ in range(uploads):
            if not any(shown.of_kind("file_uploader")):  # a log is open: another tab of the same browser
                shown = browser.come(self.app.url, restores=False)
            shown = self._upload(browser, shown, rng)
        assert browser.visitor is not None
        if not browser.kept:
            return False
        browser.see(browser.visitor.visit(rng.choice(("overview", "focus", "rejections"))))
        confirmed = rng.random() < 0.4 and browser.tick()
        if rng.random() < 0.2:
            self.tally.count("connections cut")
            browser.visitor.break_off()
        browser.visitor.leave()
        return confirmed

    def _upload(self, browser: Browser, shown: Shown, rng: random.Random) -> Shown:
        assert browser.visitor is not None
        is_hostile = self.tally.count("uploads") % 10 == 0
        name = rng.choice(sorted(self.hostile)) if is_hostile else f"Kestrel{browser.number:04d}.csv"
        data = self.hostile[name] if is_hostile else write_log(browser.number, rng)
        if is_hostile:
            self.tally.count("hostile")
        after = browser.see(browser.visitor.upload(shown, name, data, keeps=False))
        if not is_hostile and not after.holds(f"Kestrel{browser.number:04d}"):
            self.tally.count("good files to be tried again")
        return after

    def _come_back(self, browser: Browser, confirmed: bool) -> None:
        """Another session of the same browser: the log is there, and so is what was confirmed."""
        for _ in range(20):
            self.up.wait(UP)
            try:
                browser.come(self.app.url)
                assert browser.visitor is not None
                shown = browser.see(browser.visitor.visit("next_steps"))
                browser.visitor.leave()
            except CUT:
                time.sleep(1)
                continue
            except FaultError as error:
                self.tally.faults.append(f"visitor {browser.number} came back: {error}")
                return
            self.tally.count("came back")
            if confirmed and not shown.holds("1 done"):
                self.tally.lost.append(f"visitor {browser.number}: the tick")
            return
        self.tally.lost.append(f"visitor {browser.number}: did not come back")

    def _work(self) -> None:
        """A neighbour who works on their own log all the time."""
        browser = Browser(9_999, self.tally)
        while not self.done.wait(0.3):
            self.up.wait(UP)
            try:
                if browser.visitor is None:
                    shown = browser.come(self.app.url)
                    if not browser.kept:
                        log = write_log(9_999, random.Random(1))
                        browser.see(browser.visitor.upload(shown, "mine.csv", log, keeps=False))
                    browser.see(browser.visitor.visit("focus"))
                shown = browser.see(browser.visitor.rerun())
                self.tally.beside.append(shown.seconds)
            except CUT:
                browser.visitor = None  # the server is being started anew
            except FaultError as error:
                self.tally.faults.append(f"the neighbour: {error}")
                browser.visitor = None

    def _end_processes(self) -> None:
        """Ends a process that opens files every few seconds."""
        rng = random.Random(self.seed)
        while not self.done.wait(rng.uniform(2, 6)):
            if found := workers(self.app.process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(rng.choice(found), signal.SIGKILL)
                    self.tally.count("workers ended")

    def _end_servers(self) -> None:
        """Kills the server at some moments, and starts another; notes the memory of the last."""
        for share in SERVER_ENDS:
            while not self.done.wait(0.2) and self.tally.counts["finished"] < share * self.sessions:
                pass
            self.up.clear()
            self.app.process.kill()
            self.tally.count("servers ended")
            self.app = self._start()
            self.up.set()
        seen = self.tally.counts["came back"]
        while not self.done.wait(0.2) and self.tally.counts["came back"] < seen + AT_ONCE:
            pass
        self.base = self.app.memory()

    def _report(self, took: float) -> bool:
        after = self.app.memory()
        self.app.__exit__(None, None, None)
        high = statistics.quantiles(self.tally.beside, n=20)[-1] if len(self.tally.beside) > 1 else 0.0
        median = statistics.median(self.tally.beside or [0.0])
        for what, times in sorted(self.tally.counts.items()):
            print(f"- {what}: {times}")
        print(f"- took {took:.0f} s; load of the machine, others included: {os.getloadavg()[1]:.1f}")
        print(f"- foreign markers {len(self.tally.foreign)}, lost {len(self.tally.lost)}, ", end="")
        print(f"faults {len(self.tally.faults)}")
        print(f"- the neighbour: {len(self.tally.beside)} reruns, median {median * 1000:.0f} ms, ", end="")
        print(f"95 of 100 within {high * 1000:.0f} ms")
        print(f"- memory of the last server: {self.base:.0f} MB after its first visitors, ", end="")
        print(f"{after:.0f} MB at the end")
        traced = "Traceback" in self.app.errors
        print(f"- traceback in the last server's log: {'yes' if traced else 'no'}")
        for line in (*self.tally.foreign[:5], *self.tally.lost[:5], *self.tally.faults[:5]):
            print("  ", line)
        well = not (self.tally.foreign or self.tally.lost or self.tally.faults or traced)
        return well and after <= MOST_GROWTH * self.base


QUICK = "import lib.ui.freeing; lib.ui.freeing.EVERY = 2"
"""Closed tabs are looked for more often than in two days of life."""


def workers(server: int) -> list[int]:
    """The processes of a server that open files."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == server and b"lib.log.files.worker" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def main() -> int:
    """The whole soak; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=200)
    parser.add_argument("--uploads", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600.0, help="after which nobody comes any more")
    given = parser.parse_args()
    return 0 if Soak(given.sessions, given.uploads, given.seed, given.seconds).run() else 1


if __name__ == "__main__":
    sys.exit(main())
