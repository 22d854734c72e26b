"""Protection against other web pages: which requests the server refuses, and what its pages may load."""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import URL, Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import visitors

OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
CLOSED = ("/_stcore/metrics",)
"""Addresses of Streamlit that are not served, since they show facts about the server and its visitors."""


def policy(host: str) -> str:
    """The content security policy: a page may load from and connect to this server only.

    Streamlit writes styles and small scripts into the page, and makes others from strings, so these are
    allowed; but they can fetch and send nothing elsewhere.
    """
    return (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
        f"connect-src 'self' ws://{host} wss://{host} blob: data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


class Guard:
    """Refuses requests under a foreign name, websockets opened by foreign pages, and closed addresses.

    A foreign page can make the browser send requests to a server on the person's own machine. With a domain
    name that points to this machine, its scripts could even read the answers. And to find out whether such a
    page is its own, Streamlit would ask a service on the network for the machine's address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] in ("http", "websocket") and _is_foreign(scope):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_foreign(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if scope["path"].rstrip("/").endswith(CLOSED) or not _is_own_name(host):
        return True
    origin = headers.get("origin")
    return scope["type"] == "websocket" and origin is not None and not _is_own_page(origin, host)


def _is_own_name(host: str) -> bool:
    """Whether `host` is a name of this server: this machine's, or one that its configuration gives.

    If others are served and no name was given, only Streamlit's own check (`server.allowedHosts`) applies.
    """
    given = set(st.get_option("server.allowedHosts") or ())
    if "*" in given or (visitors.others_are_served() and st.get_option("server.address") not in OWN_MACHINE):
        return True
    return _name(host) in OWN_MACHINE | given


def _name(host: str) -> str | None:
    try:
        return URL(f"//{host}").hostname
    except ValueError:
        return None


def _is_own_page(origin: str, host: str) -> bool:
    allowed = st.get_option("server.corsAllowedOrigins") or ()
    try:
        return URL(origin).netloc == host or origin in allowed
    except ValueError:
        return False
