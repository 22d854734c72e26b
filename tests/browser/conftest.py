"""A real server and a real browser for the tests of the whole way."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.walking import new_visitor, settled

expect.set_options(timeout=40_000)  # a busy machine may need that long

PROJECT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WARM = "from streamlit.web.cli import main; main()"
COLD = f"import lib.ui.warming; lib.ui.warming.FIRST_PAGE = 3600; {WARM}"
"""Starts Streamlit; cold, nothing is loaded before it is asked for."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks the browser tests, and skips them in plain words where there is no browser."""
    item.add_marker(pytest.mark.browser)
    if CHROMIUM is None:
        item.add_marker(pytest.mark.skip(reason="No Chromium here: install the package “chromium”"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """The Chromium that is there, without calls home; a page lives too short for an optimising compiler."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    quiet.append("--js-flags=--no-opt --always-sparkplug")
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """The browser that the tests of one worker share, so that the code of the page is fetched once."""
    with new_visitor(browser) as context:
        yield context


@pytest.fixture
def context(profile: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """The shared browser, which afterwards has never been here."""
    before = list(profile.pages)
    yield profile
    for page in profile.pages:
        if page not in before:
            page.close()  # first: an open page may still write
    forget_visit(profile, server.url)


def forget_visit(profile: BrowserContext, origin: str) -> None:
    """Deletes everything that the browser keeps for the app, but the app's own code."""
    page = profile.new_page()
    session = profile.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    page.close()


class Server:
    """One running app on a free port of this machine."""

    def __init__(self, folder: Path, *, cold: bool = False) -> None:
        self.cold = cold
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        self.start()

    def start(self) -> None:
        """Starts the app and waits until it answers."""
        how = COLD if self.cold else WARM
        where = ["--server.address", "localhost", "--server.port", str(self.port)]
        command = [sys.executable, "-c", how, "run", "app.py", *where]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "--server.headless", "true"], cwd=PROJECT, stdout=out, stderr=out
            )
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(self.log.read_text())

    def kill(self) -> None:
        """Ends the app as a power cut does: it has no time to say anything."""
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        """Ends the app."""
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the tests of one worker share."""
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture
def cold_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet, and that loads nothing before it is asked for."""
    running = Server(tmp_path, cold=True)
    yield running
    running.stop()


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[[str], Page]:
    """Opens an address of the app and waits until it stands."""

    def go(address: str = "/") -> Page:
        page.goto(server.url + address)
        return settled(page)

    return go
