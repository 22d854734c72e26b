"""What the person's device has said about keeping the log, and what it is asked to do next.

The device is the browser's own database. A `Device` changes only when the person does something here, or when
the device says something. Everything sent to the device is in `message`, everything shown to the person in
`where`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lib.hand.held import Held, Upload
from lib.hand.kept import packed

LARGEST = 20 * 2**20
"""The largest file, in bytes, that is kept on the device; a larger one has to be opened each time."""
FULL = "QuotaExceededError"
"""The reason that a browser gives when its storage is full."""
ELSEWHERE = "elsewhere"
"""The reason when another tab has forgotten the log or opened another."""


@dataclass(frozen=True)
class Forgetting:
    """A request to the device to delete everything."""

    name: str
    """Identifies this request, so that the answer to an earlier one is not taken for its answer."""
    answered: bool = False
    problem: str | None = None
    """Why the device could not delete; None if it could, or has not answered yet."""


@dataclass(frozen=True)
class Device:
    """What is known of the device that a session runs on."""

    session: str
    """Identifies the session: the device answers each session once, also after the server restarted."""
    keeps: bool = True
    """Whether the person wants the log remembered, as their switch is set."""
    kept: str | None = None
    """The digest of the file that the device has said it keeps."""
    refused: str | None = None
    """Why the device keeps nothing: `FULL`, or the browser's name of another error."""
    elsewhere: bool = False
    """Whether another tab has forgotten the log in hand or opened another."""
    forgetting: Forgetting | None = None
    forgets: int = 0
    """How many deletions were asked for so far."""
    joined: str | None = None
    """The stamp of the latest additions of another tab that were joined with ours."""
    spoke: bool = False
    """Whether the device has said something since the last run of the page."""
    answering: bool = False
    """Whether the page runs because the device said something, not because the person did."""

    @property
    def keeps_nothing(self) -> bool:
        """Whether what is added now is lost unless the person downloads it."""
        return self.elsewhere or self.refused is not None

    @property
    def is_asked_to_forget(self) -> bool:
        """Whether a deletion was asked for and not answered yet."""
        return self.forgetting is not None and not self.forgetting.answered

    @property
    def left_behind(self) -> bool:
        """Whether the device was asked to delete and could not."""
        return self.forgetting is not None and self.forgetting.problem is not None

    def begin_run(self) -> Device:
        """The device at the beginning of another run of the page."""
        return replace(self, spoke=False, answering=self.spoke)

    def see_opened(self, *, sample: bool) -> Device:
        """A file was opened here; a sample leaves alone what is kept."""
        return replace(self, elsewhere=False, kept=self.kept if sample else None)

    def ask_to_forget(self) -> Device:
        """The device is asked to delete everything; if it is to keep a log after that, it is sent again."""
        again = self.forgets + 1
        return replace(self, forgetting=Forgetting(f"{self.session}-forget-{again}"), forgets=again)

    def forget(self) -> Device:
        """The person forgot everything: nothing is in hand, and the device is asked to delete all."""
        fresh = Device(self.session, self.keeps, refused=self.refused, forgets=self.forgets)
        return fresh.ask_to_forget()

    def switch(self, *, keeps: bool) -> Device:
        """The person wants the log remembered, or not."""
        switched = replace(self, keeps=keeps, kept=None)
        return switched if keeps else switched.ask_to_forget()

    def hear_restored(self, *, keeps: bool, kept: str | None = None) -> Device:
        """The switch as it was left came back, and a log where `kept` is the digest of one."""
        return replace(self, keeps=self.keeps and keeps, kept=kept or self.kept)

    def hear_kept(self, digest: object, upload: Upload | None) -> Device:
        """The device says that it keeps the file `digest`; ignored if another file is in hand by now."""
        if upload is None or upload.digest != digest:
            return replace(self, spoke=True)
        told = None if self.left_behind else self.forgetting
        return replace(self, spoke=True, kept=upload.digest, forgetting=told)

    def hear_forgotten(self, name: object, problem: str | None) -> Device:
        """The device has deleted everything, or says why it could not."""
        if self.forgetting is None or self.forgetting.name != name:
            return replace(self, spoke=True)
        done = replace(self.forgetting, answered=True, problem=problem)
        if problem:
            return replace(self, spoke=True, forgetting=done)
        # After a deletion there is room again, and no other tab has a log that this one does not.
        return replace(self, spoke=True, forgetting=done, refused=None, elsewhere=False)

    def hear_newer(self, stamp: str | None) -> Device:
        """Another tab's additions were joined with ours."""
        return replace(self, spoke=True, joined=stamp)

    def hear_connected(self) -> Device:
        """The page is connected to the app again; the run that follows is all that it needs."""
        return replace(self, spoke=True)

    def hear_refused(self, reason: str) -> Device:
        """The device keeps nothing of this session."""
        return replace(self, elsewhere=True) if reason == ELSEWHERE else replace(self, refused=reason)


def message(device: Device, held: Held, *, readable: bool) -> dict[str, Any]:
    """What the device is asked to do: forget, keep this log, leave its copy alone, or give it back.

    A sample, a file that cannot be read (`readable`) or a log in doubt must not replace the one kept there.
    """
    if device.is_asked_to_forget and device.forgetting is not None:
        return {"forget": device.forgetting.name, "keep": device.keeps}
    if device.keeps_nothing:
        return {"leave": True}
    upload = held.upload
    if upload is None or upload.sample:
        # The device may have the person's own log even if a sample was opened first.
        return {"ask": device.session}
    if not device.keeps or not readable or held.doubt is not None or len(upload.data) > LARGEST:
        return {"leave": True}
    told = {"digest": upload.digest, "additions": held.text, "token": device.session, "joined": device.joined}
    if device.kept == upload.digest:
        return told
    return told | {"file": packed(upload, opening=f"{device.session}-{upload.place}-{device.forgets}")}


def where(device: Device, held: Held) -> str:
    """Where the person's data are now, in a sentence or two."""
    upload = held.upload
    if device.elsewhere:
        return (
            "In another tab this log was forgotten or another one opened. What you add here is not "
            "remembered: download the workbook."
        )
    if device.refused:
        full = " because its storage is full" if device.refused == FULL else ""
        return f"This browser does not remember your log{full}. Download the workbook to keep your work."
    if device.is_asked_to_forget or device.left_behind:
        return forgetting(device)
    if not device.keeps:
        return "Nothing stays on this device: closing the page forgets your log and what you added."
    if upload is not None and len(upload.data) > LARGEST:
        return "This file is too large to be remembered. Download the workbook to keep your work."
    if upload is not None and (upload.sample or held.doubt is not None):
        return "This log is not remembered; your own stays as it was."
    if upload is not None and device.kept != upload.digest:
        return "Being kept in this browser, on this device. Nothing is kept on a server."
    return "Remembered in this browser, on this device. Nothing is kept on a server."


def forgetting(device: Device) -> str:
    """A sentence on whether the device has deleted everything; "" if it was never asked to."""
    if device.forgetting is None:
        return ""
    if device.is_asked_to_forget:
        return "Deleting your log from this device."
    if device.left_behind:
        return (
            "This browser did not delete your log from this device. "
            "Delete this site’s data in the browser’s settings."
        )
    return "Forgotten: this browser no longer keeps your log."
