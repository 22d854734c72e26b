"""Who is served: on a person's own machine only that machine, unless they asked for more.

`make run`, `detour` and the starters listen on this machine only. A bare `streamlit run app.py` listens on
every address, which hosts need. Then requests from other machines are refused, unless an address was given or
the server runs in a container, where the owner decides what is reachable.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import IPv6Address, ip_address
from pathlib import Path

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

CONTAINER_FILES = ("/.dockerenv", "/run/.containerenv", "/mount/src")
CONTAINER_NAMES = ("KUBERNETES_SERVICE_HOST", "SPACE_ID")
"""Files, and environment variables, that exist in containers or on hosts that run apps for free."""

REFUSED = (
    "This Detour is open to the machine that it runs on, and to no other. "
    "Whoever runs it for others starts it with --server.address 0.0.0.0 (docs/running-for-others.md)."
)


class ThisMachineOnly:
    """Refuses requests from other machines, unless they are to be served."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or one websocket."""
        if scope["type"] == "lifespan" or is_this_machine(scope) or others_are_served():
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(REFUSED, status_code=403)(scope, receive, send)


def is_this_machine(scope: Scope) -> bool:
    """Whether the request comes from this machine."""
    try:
        address = ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def others_are_served() -> bool:
    """Whether other machines are served: an address was given, or the server runs in a container."""
    return bool(st.get_option("server.address")) or in_container(os.environ)


def in_container(environment: Mapping[str, str]) -> bool:
    """Whether the server runs in a container, by its files and its environment variables."""
    return any(name in environment for name in CONTAINER_NAMES) or any(
        Path(name).exists() for name in CONTAINER_FILES
    )
