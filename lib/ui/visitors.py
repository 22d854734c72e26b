"""Who is served: on a person's own machine that machine only, unless they asked for more.

`make run`, `detour` and the starters listen on this machine only. A bare `streamlit run app.py` listens on
every address, as hosts need it: there nobody else is answered, unless an address was given or a container
stands round the server, which lets through only what its owner publishes.
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
"""Files and variables that are there inside containers, and on the hosts that run apps for nothing."""

REFUSED = (
    "This Detour is open to the machine that it runs on, and to no other. "
    "Whoever runs it for others starts it with --server.address 0.0.0.0 (docs/running-for-others.md)."
)


class ThisMachineOnly:
    """Refuses other machines where nobody asked for them to be served."""

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
    """Whether the one who asks sits at the machine that answers."""
    try:
        address = ip_address((scope.get("client") or ("",))[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def others_are_served() -> bool:
    """Whether an address was given, or the server stands in a container."""
    return bool(st.get_option("server.address")) or in_container(os.environ)


def in_container(environment: Mapping[str, str]) -> bool:
    """Whether what is seen of the system is that of a container."""
    return any(name in environment for name in CONTAINER_NAMES) or any(
        Path(name).exists() for name in CONTAINER_FILES
    )
