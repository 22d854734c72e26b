"""The server round the pages, asked over HTTP as a browser asks it."""

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from lib.ui import serving
from tests.apart import run_apart

PROJECT = Path(__file__).parents[2]


EVERYTHING = Route("/{path:path}", lambda request: PlainTextResponse("the app"))
APP = Starlette(routes=[EVERYTHING], middleware=serving.MIDDLEWARE)
"""An app that answers every address with a word, behind our own middleware."""


def get(path: str, accept: str = "text/html,application/xhtml+xml") -> tuple[int, dict[str, str], str]:
    """What is answered: its status, its headers, its text."""
    said: list[dict] = []

    async def receive() -> dict:
        return {"type": "http.request", "body": b""}

    async def send(message: dict) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "server": ("localhost", 80)}
    run_apart(
        APP(
            scope | {"headers": [(b"accept", accept.encode()), (b"host", b"localhost")], "scheme": "http"},
            receive,
            send,
        )
    )
    headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
    return said[0]["status"], headers, b"".join(m.get("body", b"") for m in said[1:]).decode()


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/overview/overview", "/overview"),
        ("/focus/next_steps", "/next_steps"),
        ("/overview/nothing/", "/overview"),
        ("/nothing/nothing", "/"),
    ],
)
def test_an_address_below_a_page_leads_to_the_page(asked, led_to):
    """There the browser would look for the app's parts below the page, and show nothing at all."""
    status, headers, _ = get(asked)
    assert (status, headers["location"]) == (307, led_to)


@pytest.mark.parametrize(
    "asked", ["/", "/overview", "/overview/", "/_stcore/health", "/static/js/index.js", "/media/a/b.xlsx"]
)
def test_every_other_address_is_left_alone(asked):
    """Pages, and what Streamlit serves under names of its own."""
    assert get(asked)[2] == "the app"


def test_only_what_a_person_opens_is_led_on():
    """A script that looks where the server is hears what it would have heard."""
    assert get("/overview/_stcore/health", accept="*/*")[2] == "the app"


def test_below_another_address_the_page_is_found_there(monkeypatch):
    """Where a host serves Detour below a name, that name is no page."""
    monkeypatch.setattr(st, "get_option", lambda name: "/detour/")
    assert get("/detour/overview")[2] == "the app"
    assert get("/detour/overview/overview")[1]["location"] == "/detour/overview"


def test_every_answer_carries_our_headers():
    """Pages, and addresses that are led on."""
    for asked in ("/overview", "/overview/overview"):
        _, headers, _ = get(asked)
        assert {name: headers[name.lower()] for name in serving.HEADERS} == serving.HEADERS


def test_the_script_does_not_lie_beside_the_pages():
    """Else Streamlit would show the files of `pages` bare to the first visitor after a start."""
    assert serving.SCRIPT.is_file()
    assert not (serving.SCRIPT.parent / "pages").exists()


def test_links_name_pages_by_their_files():
    """A path beside the script leads nowhere: `frame.at` names the file."""
    bare = re.compile(r"""["']pages/\w+\.py["']""")
    code = [*PROJECT.glob("pages/*.py"), *PROJECT.glob("lib/**/*.py"), *PROJECT.glob("script/*.py")]
    assert [path.name for path in code if bare.search(path.read_text(encoding="utf-8"))] == []
