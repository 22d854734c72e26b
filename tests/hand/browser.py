"""A browser's storage without a browser: what assets/storage.js does with each message, over one database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lib.hand.arrival import received
from lib.hand.device import FULL, Device, message
from lib.hand.held import Held
from lib.hand.kept import is_as_kept, joined, unpacked
from lib.log.schema import UnreadableLog
from tests.hand.logs import OnceReader

TODAY = date(2026, 11, 23)
READER = OnceReader()


@dataclass
class Browser:
    """One person's browser: its database, and the switch that all tabs share."""

    file: dict[str, str] | None = None
    additions: dict[str, str] | None = None
    keeps: bool = True
    full: bool = False
    tabs: int = 0


@dataclass
class Tab:
    """One tab with its session: it runs, is given a message, does the work, and hears what came of it."""

    browser: Browser
    held: Held = field(default_factory=Held)
    device: Device = field(default_factory=lambda: Device("unnamed"))
    messages: list[dict[str, Any]] = field(default_factory=list)
    answered: str | None = None
    given: str | None = None
    seen: dict[str, str] | None = None
    newer: dict[str, str] | None = None
    stamps: int = 0

    def __post_init__(self) -> None:
        self.browser.tabs += 1
        self.device = Device(f"session-{self.browser.tabs}")
        self.run()

    def run(self) -> None:
        """One run of the page: the file is read, and the device is told what to do."""
        self.device = self.device.begin_run()
        try:
            self.held = received(self.held, READER, TODAY)
            READER.log(self.held, TODAY)
            readable = True
        except UnreadableLog:
            readable = False
        self.messages.append(message(self.device, self.held, readable=readable))

    def settle(self) -> None:
        """All messages are worked off, answers and the runs after them included."""
        for _ in range(50):
            if not self.messages:
                return
            self._work(self.messages.pop(0))
        raise AssertionError("The page never comes to rest")

    def _work(self, asked: dict[str, Any]) -> None:
        if asked.get("leave"):
            return
        if "forget" in asked:
            self.browser.keeps = asked["keep"]
            self.browser.file = self.browser.additions = self.seen = self.newer = None
            self._hear(self.device.hear_forgotten(asked["forget"], None))
        elif "ask" in asked:
            if self.answered != asked["ask"]:
                self.answered = asked["ask"]
                self._restore()
        else:
            self._keep(asked)

    def _restore(self) -> None:
        there, found = self.browser, self.browser.file if self.browser.keeps else None
        added = there.additions if found and there.additions["digest"] == found["digest"] else None
        self.seen = added
        if not found and there.keeps:
            return
        device = self.device.hear_restored(keeps=there.keeps)
        if found and self.device.forgetting is None:
            left, lost = unpacked(found, added and added["text"])
            assert (left is not None, lost) == (True, ())
            self.held = self.held.bring(left)
            if self.held.upload is left.upload and is_as_kept(found, left.upload):
                device = device.hear_restored(keeps=there.keeps, kept=left.upload.digest)
        self._hear(device)

    def _keep(self, asked: dict[str, Any]) -> None:
        there = self.browser
        file = asked.get("file")
        file = file if file and file["opening"] != self.given else None
        if self.newer and self.newer["stamp"] == asked["joined"]:
            self.seen, self.newer = self.newer, None
        if file:
            there.keeps = True
        if not file and (there.file or {}).get("digest") != asked["digest"]:
            self._hear(self.device.hear_refused("elsewhere"))
            return
        kept = there.additions if there.additions and there.additions["digest"] == asked["digest"] else None
        same = kept is not None and kept["text"] == asked["additions"]
        newer = kept is not None and not same and kept["stamp"] != (self.seen or {}).get("stamp")
        if there.full and (file or not (same or newer)):
            self._hear(self.device.hear_refused(FULL))
            return
        there.file = file or there.file
        self.given = file["opening"] if file else self.given
        if not same and not newer:
            self.stamps += 1
            stamp = f"{asked['token']}-{self.stamps}"
            kept = there.additions = {"digest": asked["digest"], "text": asked["additions"], "stamp": stamp}
        if newer:
            self.newer = kept
            base = self.seen["text"] if self.seen and self.seen["digest"] == asked["digest"] else None
            self.held = joined(self.held, kept["text"], base)
            self._hear(self.device.hear_newer(kept["stamp"]))
        else:
            self.seen, self.newer = kept, None
        if asked.get("file"):
            self._hear(self.device.hear_kept(asked["file"]["digest"], self.held.upload))

    def _hear(self, device: Device) -> None:
        self.device = device
        self.run()
