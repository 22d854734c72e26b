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
from playwright.sync_api import BrowserContext, BrowserType, Page, expect

from tests.browser.walking import WINDOW, WIRE, settled

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
def profile(
    browser_type: BrowserType, browser_type_launch_args: dict, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """The browser that the tests of one worker share; a folder of its own keeps the app's code compiled."""
    folder = tmp_path_factory.mktemp("browser")
    context = browser_type.launch_persistent_context(folder, viewport=WINDOW, **browser_type_launch_args)
    context.add_init_script(WIRE)
    yield context
    context.close()


@pytest.fixture(scope="session")
def tab(profile: BrowserContext) -> Page:
    """The one tab of the shared browser: in a new one all code of the page would have to be read anew."""
    return profile.pages[0]


@pytest.fixture
def page(tab: Page, server: Server) -> Iterator[Page]:
    """The shared tab, of a browser that was never here; afterwards it is so again."""
    yield tab
    leave(tab, server.url)


def leave(tab: Page, origin: str) -> None:
    """Leaves the app: nothing is kept of the visit but the app's own code, and the tab is as it was first."""
    for other in tab.context.pages:
        if other != tab:
            other.close()
    tab.goto("about:blank")  # first: an open page may still write
    tab.unroute_all()
    tab.context.unroute_all()
    tab.set_viewport_size(WINDOW)
    tab.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    session = tab.context.new_cdp_session(tab)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()


class Server:
    """The app on a free port of this machine, once it was started."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = folder / f"server-{self.port}.log"
        self.process: subprocess.Popen | None = None

    def start(self, *, cold: bool = False) -> None:
        """Starts the app and waits until it answers."""
        how = COLD if cold else WARM
        where = ["--server.address", "localhost", "--server.port", str(self.port)]
        command = [sys.executable, "-c", how, "run", "app.py", *where]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "--server.headless", "true"], cwd=PROJECT, stdout=out, stderr=out
            )
        for _ in range(1200):  # two minutes: a busy machine may need half a minute
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(self.log.read_text())

    def kill(self) -> None:
        """Ends the app, if it runs, as a power cut does: it has no time to say anything."""
        if self.process:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> None:
        """Ends the app, if it runs."""
        if self.process:
            self.process.terminate()
            self.process.wait(10)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Where the server of one worker runs, whether it does already or not."""
    one = Server(tmp_path_factory.mktemp("server"))
    yield one
    one.stop()


@pytest.fixture(scope="session")
def server(place: Server) -> Server:
    """A server that the tests of one worker share."""
    if not place.process:
        place.start()
    return place


@pytest.fixture
def visit(page: Page, server: Server) -> Callable[[str], Page]:
    """Opens an address of the app and waits until it stands."""

    def go(address: str = "/") -> Page:
        page.goto(server.url + address)
        return settled(page)

    return go
