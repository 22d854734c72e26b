"""A person's own machine serves nobody else, unless the person said so."""

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse

from lib.ui import visitors
from tests.apart import run_apart


def asked_by(address, kind="http"):
    """What the first message of the answer is, asked from this address."""
    said = []

    async def receive():
        return {"type": f"{kind}.request", "body": b""}

    async def send(message):
        said.append(message)

    async def app(scope, receive, send):
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
        else:
            await PlainTextResponse("the log")(scope, receive, send)

    scope = {"type": kind, "method": "GET", "path": "/", "headers": [], "client": (address, 5)}
    run_apart(visitors.ThisMachineOnly(app)(scope, receive, send))
    return said[0].get("status") or said[0]["type"]


@pytest.fixture
def own_machine(monkeypatch):
    """A machine with no container round the server, where no address was given."""
    monkeypatch.setattr(visitors, "CONTAINER_FILES", ())
    for name in visitors.CONTAINER_NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8", "::ffff:127.0.0.1"])
def test_the_machine_itself_is_served(own_machine, address):
    """By any of its own addresses."""
    assert asked_by(address) == 200


@pytest.mark.parametrize(
    "address", ["192.168.1.7", "10.0.0.2", "fe80::1", "::ffff:192.168.1.7", "", "nobody"]
)
def test_nobody_else_is_served_unasked(own_machine, address):
    """Neither a page nor a websocket, whoever asks from the network."""
    assert asked_by(address) == 403
    assert asked_by(address, "websocket") == "websocket.close"


@pytest.mark.parametrize("name", visitors.CONTAINER_NAMES)
def test_in_a_container_others_are_served(own_machine, monkeypatch, name):
    """What a container publishes is its owner's choice; hosts need no setting."""
    monkeypatch.setenv(name, "1")
    assert asked_by("192.168.1.7") == 200
    assert asked_by("192.168.1.7", "websocket") == "websocket.accept"


def test_where_an_address_was_given_others_are_served(own_machine, monkeypatch):
    """Whoever passes --server.address runs Detour for others, and means it."""
    monkeypatch.setattr(st, "get_option", {"server.address": "0.0.0.0"}.get)
    assert asked_by("192.168.1.7") == 200
