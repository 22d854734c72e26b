"""What the server answers nobody but its own pages, and what it lets a browser do with an answer."""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import URL, Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import visitors

OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
CLOSED = ("/_stcore/metrics",)
"""Addresses of Streamlit's that tell of the server and its visitors."""


def policy(host: str) -> str:
    """What a page may load and reach: this server, and nothing else.

    Streamlit writes styles and small scripts into the page, and makes others from strings: those are allowed.
    What they could fetch or send is not.
    """
    return (
        "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
        f"connect-src 'self' ws://{host} wss://{host} blob: data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


class Guard:
    """Refuses requests under a foreign name, websockets opened by foreign pages, and closed addresses.

    A foreign page can make a browser ask a server on the person's own machine. Under a name of its own that
    leads here, its scripts would read the answers; and to learn whether a foreign page is perhaps its own,
    Streamlit asks a service on the network for the machine's address.
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
    """Whether the server was asked under a name of its own: this machine's, or those that its host gave it.

    Where others are served and no name was given, Streamlit's own check of `server.allowedHosts` remains.
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
