"""The server round the pages: what starts with it, and the headers of every answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui import belonging, discreet, frame, freeing, guarding, limits, patience, visitors, warming

SCRIPT = Path(__file__).parents[2] / "script" / "detour.py"
"""It is not beside `pages`, or Streamlit would run the files of that folder alone for the first visitor."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
}
"""The headers of every answer of the server."""

OWN = ("_stcore", "static", "media", "component", "vendor")
"""The first parts of Streamlit's own addresses."""


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Starts with the server: waits for slow browsers, loads ahead, and frees what was left behind."""
    discreet.keep_words_out()
    patience.mend()
    warming.begin()
    freeing_too = asyncio.create_task(freeing.keep_freeing())
    yield {}
    freeing_too.cancel()


class Headers:
    """Adds `HEADERS` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        policy = guarding.policy(dict(scope.get("headers", ())).get(b"host", b"").decode("latin-1"))

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self.app(scope, receive, answer)


class OneLevel:
    """Redirects from an address below a page to the page, since at such an address the app cannot load."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request; only requests for HTML are redirected, which are those of a person."""
        to = _page_of(scope["path"]) if scope["type"] == "http" and _wants_page(scope) else None
        if to is None:
            await self.app(scope, receive, send)
        else:
            await RedirectResponse(to)(scope, receive, send)


MIDDLEWARE = [
    Middleware(visitors.ThisMachineOnly),
    Middleware(guarding.Guard),
    Middleware(limits.Limits),
    Middleware(Headers),
    Middleware(belonging.OwnDownloads),
    Middleware(OneLevel),
]


def _wants_page(scope: Scope) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepts


def _page_of(path: str) -> str | None:
    """The page that an address of several parts was meant for: the last page it names, or the first page.

    None if the address needs no redirect.
    """
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    inside = path.strip("/").removeprefix(base).strip("/")
    parts = inside.split("/")
    if len(parts) < 2 or parts[0] in OWN:
        return None
    named = [part for part in parts if part in frame.PAGE_NAMES]
    return "/" + "/".join(part for part in (base, *named[-1:]) if part)
