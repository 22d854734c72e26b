"""One visitor without a browser: speaks to a running app as Streamlit's own page does.

It opens the websocket, uploads through the file chooser's address, walks from page to page, answers for the
browser's own storage, and fetches downloads. It keeps what it receives, so that a test can search it, and how
long each answer took. `websockets` and `requests` come with Streamlit.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlparse

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
from websockets.sync.client import connect

FINISHED = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
LARGEST = 256 * 2**20
BROKEN = b"Something in Detour broke"
"""What a page says where a fault is Detour's own."""
PATIENCE = 120.0
"""Seconds after which an answer counts as lost."""


class FaultError(RuntimeError):
    """The app showed an error, or did not answer."""


@dataclass
class Shown:
    """What one run of a page sent: its elements, its bytes, and the seconds until it was finished."""

    seconds: float = 0.0
    size: int = 0
    raw: list[bytes] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def of_kind(self, kind: str) -> Iterator[Element]:
        """The elements of one kind, such as `download_button`."""
        return (e for e in self.elements if e.WhichOneof("type") == kind)

    def holds(self, text: str) -> bool:
        """Whether a text is anywhere in what was sent: words, tables and figures."""
        sought = text.encode()
        return any(sought in part for part in self.raw)


class Visitor:
    """A session of the app at `url`, from its first page to `leave`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.get(self.url + "/", timeout=PATIENCE).raise_for_status()
        self.http.get(self.url + "/_stcore/health", timeout=PATIENCE).raise_for_status()
        self.pages: dict[str, str] = {}
        self.session = self.page = ""
        self._asked = 0
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies)
        address = f"ws://{urlparse(self.url).netloc}/_stcore/stream"
        self._connection = ExitStack()
        self._socket = self._connection.enter_context(
            connect(
                address,
                origin=self.url,
                subprotocols=["streamlit"],
                additional_headers={"Cookie": cookies},
                max_size=LARGEST,
                open_timeout=PATIENCE,
                proxy=None,
            )
        )

    def leave(self) -> None:
        """Closes the tab."""
        self._connection.close()
        self.http.close()

    def break_off(self) -> None:
        """The connection ends without a word, as when a network goes away."""
        self._socket.socket.shutdown(socket.SHUT_RDWR)

    def open(self, page: str = "") -> Shown:
        """The first run, as when the address of `page` is typed."""
        message = BackMsg()
        message.rerun_script.page_name = page
        return self._run(message)

    def visit(self, page: str) -> Shown:
        """Goes to a page by its place in the navigation."""
        self.page = self.pages[page]
        return self.rerun()

    def rerun(self, *states: WidgetState) -> Shown:
        """Runs the page again, with some widgets changed."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.context_info.timezone = "UTC"
        message.rerun_script.widget_states.widgets.extend(states)
        return self._run(message)

    def upload(self, shown: Shown, name: str, data: bytes, *, keeps: bool = True) -> Shown:
        """Puts a file through the page's file chooser, and keeps it in the browser as the page asks."""
        chooser = next(shown.of_kind("file_uploader")).file_uploader
        request = BackMsg()
        request.file_urls_request.request_id = self._next()
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self.session
        start = time.perf_counter()
        urls = self._ask(request, "file_urls_response").file_urls_response.file_urls[0]
        self.http.put(
            self.url + urls.upload_url,
            files={"file": (name, data)},
            headers={"X-Xsrftoken": self.http.cookies.get("_streamlit_xsrf", "")},
            timeout=PATIENCE,
        ).raise_for_status()
        state = WidgetState(id=chooser.id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(data), urls.file_id
        info.file_urls.CopyFrom(urls)
        after = self.rerun(state)
        after.seconds = time.perf_counter() - start
        if keeps:
            self._keep(after)
        return after

    def downloads(self, shown: Shown) -> dict[str, bytes]:
        """Label → content of every download that the page offers."""
        found = {}
        for element in shown.of_kind("download_button"):
            button = element.download_button
            url = self.made(button.deferred_file_id) if button.deferred_file_id else button.url
            answer = self.http.get(self.url + url, timeout=PATIENCE)
            answer.raise_for_status()
            found[button.label] = answer.content
        return found

    def made(self, file_id: str) -> str:
        """The address of a file that is made on the click."""
        request = BackMsg()
        request.backend_operation_request.request_id = self._next()
        request.backend_operation_request.session_id = self.session
        request.backend_operation_request.deferred_file.file_id = file_id
        answer = self._ask(request, "backend_operation_response").backend_operation_response
        if answer.error_msg:
            raise FaultError(answer.error_msg)
        return answer.deferred_file.url

    def _keep(self, shown: Shown) -> None:
        """Says what the browser's storage would: the file is kept, so it need not be sent again."""
        for element in shown.of_kind("bidi_component"):
            component = element.bidi_component
            message = json.loads(component.json or component.mixed.json or "null")
            if isinstance(message, dict) and "file" in message:
                state = WidgetState(id=f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{component.id}__events")
                state.json_trigger_value = json.dumps([{"event": "kept", "value": message["digest"]}])
                self.rerun(state)

    def _next(self) -> str:
        self._asked += 1
        return str(self._asked)

    def _ask(self, message: BackMsg, kind: str) -> ForwardMsg:
        """Sends a question and waits for the answer of that kind."""
        self._socket.send(message.SerializeToString())
        while True:
            answer = self._receive()[1]
            if answer.WhichOneof("type") == kind:
                return answer

    def _run(self, message: BackMsg) -> Shown:
        shown = Shown()
        start = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            raw, answer = self._receive()
            shown.size += len(raw)
            if self._take(raw, answer, shown):
                shown.seconds = time.perf_counter() - start
                return shown

    def _receive(self) -> tuple[bytes, ForwardMsg]:
        raw = self._socket.recv(timeout=PATIENCE)
        answer = ForwardMsg()
        answer.ParseFromString(raw if isinstance(raw, bytes) else raw.encode())
        return bytes(raw), answer

    def _take(self, raw: bytes, answer: ForwardMsg, shown: Shown) -> bool:
        """Takes one message in; whether the run is over."""
        kind = answer.WhichOneof("type")
        if kind == "new_session":
            self.session = answer.new_session.initialize.session_id or self.session
            self.page = answer.new_session.page_script_hash
            shown.raw.clear()
            shown.elements.clear()
        elif kind == "navigation":
            self.pages = {p.url_pathname: p.page_script_hash for p in answer.navigation.app_pages}
            self.page = answer.navigation.page_script_hash or self.page
        elif kind == "delta":
            shown.raw.append(raw)
            shown.elements.append(answer.delta.new_element)
            if answer.delta.new_element.WhichOneof("type") == "exception":
                raise FaultError(answer.delta.new_element.exception.message)
            if BROKEN in raw:
                raise FaultError(BROKEN.decode())
        return kind == "script_finished" and answer.script_finished == FINISHED
