"""The server answers its own pages under its own name, and keeps what tells of it to itself."""

import pytest
import streamlit as st
from streamlit.web.server.starlette import starlette_routes

from lib.ui.guarding import Guard, policy
from tests.apart import run_apart

OPTIONS = {"server.address": "localhost", "server.allowedHosts": [], "server.corsAllowedOrigins": []}


def answered(kind: str, path: str = "/", **headers: str) -> bool:
    """Whether a request reaches the app behind the guard."""
    reached: list[bool] = []

    async def app(*_: object) -> None:
        reached.append(True)

    async def send(message: object) -> None:
        """Nobody listens."""

    async def receive() -> dict[str, str]:
        return {}

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "GET", "path": path, "headers": raw}
    run_apart(Guard(app)(scope, receive, send))
    return bool(reached)


@pytest.fixture(autouse=True)
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", OPTIONS.get)


@pytest.mark.parametrize("host", ["localhost:8417", "127.0.0.1:8417", "[::1]:8417"])
def test_the_own_pages_are_answered(host: str) -> None:
    """Under every name of this machine, and with the origin that such a page has."""
    assert answered("http", host=host)
    assert answered("websocket", "/_stcore/stream", host=host, origin=f"http://{host}")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8417", "", "[::1"])
def test_another_name_is_not_answered(host: str) -> None:
    """A name that was made to lead here gives its page nothing to read."""
    assert not answered("http", host=host)
    assert not answered("websocket", "/_stcore/stream", host=host, origin=f"http://{host}")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:9999", "http://[::1"])
def test_a_foreign_page_opens_no_websocket(origin: str) -> None:
    """It is refused before Streamlit would ask the network for this machine's address."""
    assert not answered("websocket", "/_stcore/stream", host="localhost:8417", origin=origin)


def test_a_host_serves_under_the_names_it_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind another server, which passes the name on that the visitor asked for."""
    assert not answered("http", host="detour.example.org")
    monkeypatch.setattr(st, "get_option", (OPTIONS | {"server.allowedHosts": ["detour.example.org"]}).get)
    assert answered("http", host="detour.example.org")


@pytest.mark.cure(
    "Look in streamlit/web/server for where the metrics are served now; name that address in guarding.CLOSED."
)
def test_what_tells_of_the_server_is_closed() -> None:
    """Streamlit's figures about visitors and memory are nobody's business."""
    assert not answered("http", f"/{starlette_routes.ROUTE_METRICS}", host="localhost")


def test_a_page_reaches_its_own_server_only() -> None:
    """Whatever runs in a page, it can send nothing elsewhere, and no other page can frame it."""
    rules = dict(rule.strip().split(" ", 1) for rule in policy("localhost:8417").split(";"))
    assert rules["connect-src"] == "'self' ws://localhost:8417 wss://localhost:8417 blob: data:"
    assert rules["frame-ancestors"] == "'self'"
    assert not any("*" in rule or "http" in rule for rule in rules.values())
