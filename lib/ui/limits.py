"""How often one address may come: for whoever runs Detour for others, and wants to bound what one can ask.

Nothing is bounded on a person's own machine, nor elsewhere unless the host says so:
`DETOUR_SESSIONS_A_MINUTE` and `DETOUR_UPLOADS_A_MINUTE` (docs/running-for-others.md).
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SESSIONS, UPLOADS = "DETOUR_SESSIONS_A_MINUTE", "DETOUR_UPLOADS_A_MINUTE"
MINUTE = 60.0
MOST_ADDRESSES = 10_000
"""From so many on, those that have not come for a minute are dropped."""
TOO_OFTEN = "Too many at once from this address. Try again in a minute."


class MinuteLimit:
    """How often each address came within the last minute; never more than `most` times."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._times: dict[str, deque[float]] = {}

    def allows(self, address: str) -> bool:
        """Whether the address may come once more, which then counts."""
        now = self._clock()
        if len(self._times) > MOST_ADDRESSES:
            self._times = {a: times for a, times in self._times.items() if now - times[-1] < MINUTE}
        times = self._times.setdefault(address, deque(maxlen=self._most))
        if len(times) == self._most and now - times[0] < MINUTE:
            return False
        times.append(now)
        return True


def minute_limits(environment: Mapping[str, str]) -> dict[str, MinuteLimit]:
    """The limits that the host has set; raises ValueError where one is no whole number above 0."""
    found = {}
    for name in (SESSIONS, UPLOADS):
        if given := environment.get(name, "").strip():
            if not given.isdecimal() or int(given) < 1:
                raise ValueError(f"{name} is “{given}”; it must be a whole number above 0")
            found[name] = MinuteLimit(int(given))
    return found


class Limits:
    """Refuses an address that opens sessions or uploads files more often than the host allows."""

    def __init__(self, app: ASGIApp, environment: Mapping[str, str] = os.environ) -> None:
        self.app = app
        self._paces = minute_limits(environment)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        pace = self._paces.get(_asked(scope)) if self._paces else None
        if pace is None or pace.allows(_address(scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        else:
            headers = {"Retry-After": "60"}
            await PlainTextResponse(TOO_OFTEN, status_code=429, headers=headers)(scope, receive, send)


def _asked(scope: Scope) -> str:
    """Which limit a request is under; "" where none."""
    if scope["type"] == "websocket":
        return SESSIONS
    is_upload = scope["type"] == "http" and "/_stcore/upload_file/" in scope["path"]
    return UPLOADS if is_upload and scope["method"] in ("PUT", "POST") else ""


def _address(scope: Scope) -> str:
    """Who asks; all of a network of IPv6, which one person may have whole, count as one."""
    given = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(given)
    except ValueError:
        return str(given)
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else given
