"""A running Streamlit app on a free port of this machine, to be measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from types import TracebackType

PROJECT = Path(__file__).parents[1]
EMPTY = "import streamlit as st\n\nst.title('Empty')\n"
"""The smallest app: what every Streamlit page costs at least."""
SPARING = "import gc\nimport streamlit as st\n\nst.title('Empty')\nst.cache_resource(lambda: gc.freeze())()\n"
"""The same, its memory spared from the collection that Streamlit makes after every run, as ours is."""

START = "from streamlit.web.cli import main; main()"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


PATIENCE = 90.0
"""Seconds that a busy machine may take to start a server."""


class App:
    """A server of one script, from the start of its process until the `with` block ends."""

    def __init__(self, script: Path = PROJECT / "app.py", first: str = "", **environment: str) -> None:
        """`first` is Python that runs before Streamlit does."""
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.began = time.perf_counter()
        options = [
            "--server.port",
            str(self.port),
            "--server.headless",
            "true",
            "--server.address",
            "localhost",
        ]
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - lives as long as the process
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{first}\n{START}", "run", str(script), *options],
            cwd=PROJECT if script.parent == PROJECT else script.parent,
            stdout=self._log,
            stderr=self._log,
            env=os.environ | environment,
        )
        self._wait()
        self.seconds = time.perf_counter() - self.began
        """From the start of the process until it answers."""

    def _wait(self) -> None:
        while self.process.poll() is None and time.perf_counter() < self.began + PATIENCE:
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5).close()
                return
            except OSError:
                time.sleep(0.02)
        self.process.kill()
        raise RuntimeError("the app did not start")

    def memory(self) -> float:
        """Megabytes that the process holds now."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000

    def processor(self) -> float:
        """Seconds of processor time that the process has used so far."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> App:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._log.seek(0)
        self.errors = self._log.read()
        self._log.close()
