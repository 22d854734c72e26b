"""A file made for a visitor is handed to that visitor's browser only.

Streamlit hands a file for a download to whoever knows its address. The address cannot be guessed, but it can
be seen in a history, a log or over a shoulder. So it is noted for which browser a file was made, told by the
cookie that Streamlit gives to each against forged requests; where a browser takes no cookies, or that
protection is off, the address alone decides, as in Streamlit itself.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

Owners = dict[str, dict[str, str | None]]
"""File → session → the cookie of its browser."""
OWNERS = "owners"

_add, _execute, _delete = (
    MediaFileManager.add,
    MediaFileManager.execute_deferred,
    MediaFileManager._delete_file,
)


def mend() -> None:
    """From now on it is known of each file for a download which sessions it was made for."""

    def add(manager: MediaFileManager, *given: Any, **more: Any) -> str:
        url = _add(manager, *given, **more)
        running = get_script_run_ctx()
        if more.get("is_for_static_download") and running is not None:
            _own(manager, url, running.session_id)
        return url

    def execute(manager: MediaFileManager, file_id: str) -> str:
        asked = manager._deferred_callables.get(file_id)
        url = _execute(manager, file_id)
        if asked is not None:
            _own(manager, url, asked["session_id"])
        return url

    def delete(manager: MediaFileManager, file_id: str) -> None:
        owners(manager).pop(file_id, None)
        _delete(manager, file_id)

    MediaFileManager.add = add  # type: ignore[method-assign, assignment]
    MediaFileManager.execute_deferred = execute  # type: ignore[method-assign, assignment]
    MediaFileManager._delete_file = delete  # type: ignore[method-assign, assignment]


def owners(manager: MediaFileManager) -> Owners:
    """Which sessions each file was made for."""
    known: Owners = manager.__dict__.setdefault(OWNERS, {})
    return known


def _own(manager: MediaFileManager, url: str, session: str) -> None:
    owners(manager).setdefault(_file_of(url), {})[session] = _cookie_of(session)


def _file_of(url: str) -> str:
    return PurePosixPath(url).stem


def _cookie_of(session: str) -> str | None:
    client = runtime.get_instance().get_client(session) if runtime.exists() else None
    context = client.client_context if client is not None else None
    return context.cookies.get(XSRF_COOKIE_NAME) if context is not None else None


def drop(session: str) -> None:
    """Drops the files that were made for this session and no other, and what would make them anew."""
    manager = runtime.get_instance().media_file_mgr
    manager.clear_session_refs(session)
    with manager._lock:
        for file_id, sessions in list(owners(manager).items()):
            if sessions.pop(session, "") != "" and not sessions:
                manager._delete_file(file_id)
        manager._remove_orphaned_deferred_callables()


def may_have(manager: MediaFileManager, path: str, cookie: str | None) -> bool:
    """Whether a browser with this cookie may have the file at an address."""
    cookies = owners(manager).get(_file_of(path), {}).values()
    return not cookies or None in cookies or cookie in cookies


class OwnDownloads:
    """Answers that there is no such file where it was made for another browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if _is_download(scope) and not _may_have(scope):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_download(scope: Scope) -> bool:
    return scope["type"] == "http" and "/media/" in scope["path"] and runtime.exists()


def _may_have(scope: Scope) -> bool:
    cookie = HTTPConnection(scope).cookies.get(XSRF_COOKIE_NAME)
    return may_have(runtime.get_instance().media_file_mgr, scope["path"], cookie)
