"""How often one address may open sessions and upload files, where a host says so."""

import pytest
from streamlit.web.server.starlette import starlette_routes

from lib.ui.limits import MINUTE, SESSIONS, UPLOADS, Limits, MinuteLimit, minute_limits
from tests.apart import run_apart

UPLOAD = f"/{starlette_routes.BASE_ROUTE_UPLOAD_FILE}/a/b"


def asked(limits: Limits, kind: str, path: str, address: str, method: str = "PUT") -> object:
    """What is answered: 0 where the app is reached, else the status, or the code of a closed websocket."""
    said: list[dict] = []

    async def send(message: dict) -> None:
        said.append(message)

    async def receive() -> dict:
        return {}

    scope = {"type": kind, "method": method, "path": path, "headers": [], "client": (address, 1)}
    run_apart(limits(scope, receive, send))
    return said[0].get("status") or said[0].get("code") if said else 0


async def reached(*_: object) -> None:
    """An app that says nothing."""


def test_nothing_is_bounded_unless_the_host_says_so():
    """On a person's own machine nobody counts."""
    limits = Limits(reached, {})
    assert {asked(limits, "websocket", "/_stcore/stream", "10.0.0.1") for _ in range(50)} == {0}


@pytest.mark.cure("Look in streamlit/web/server for where files are uploaded to; name it in limits.py.")
def test_an_address_that_comes_too_often_waits():
    """Two sessions and one upload a minute; other addresses, and all other requests, are answered."""
    limits = Limits(reached, {SESSIONS: "2", UPLOADS: "1"})
    stream = "/_stcore/stream"
    assert [asked(limits, "websocket", stream, "10.0.0.1") for _ in range(3)] == [0, 0, 1013]
    assert [asked(limits, "http", UPLOAD, "10.0.0.1") for _ in range(2)] == [0, 429]
    assert asked(limits, "http", UPLOAD, "10.0.0.2") == 0
    assert [asked(limits, "http", "/overview", "10.0.0.1", "GET") for _ in range(5)] == [0] * 5


def test_a_network_of_the_newer_kind_counts_as_one():
    """Who has one IPv6 address has very many of them."""
    limits = Limits(reached, {UPLOADS: "1"})
    assert asked(limits, "http", UPLOAD, "2001:db8::1") == 0
    assert asked(limits, "http", UPLOAD, "2001:db8::2") == 429


def test_after_a_minute_an_address_may_come_again():
    """Only the last minute counts."""
    now = [0.0]
    pace = MinuteLimit(1, lambda: now[0])
    assert (pace.allows("a"), pace.allows("a")) == (True, False)
    now[0] = MINUTE
    assert pace.allows("a")


@pytest.mark.parametrize("given", ["0", "-1", "many", "1.5"])
def test_a_limit_that_is_none_stops_the_start(given: str):
    """A host who mistypes a limit hears of it, and is not left without one."""
    with pytest.raises(ValueError, match=SESSIONS):
        minute_limits({SESSIONS: given})
