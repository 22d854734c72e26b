"""nginx in front of two processes, with the very lines that docs/running-for-others.md gives."""

from __future__ import annotations

import re
import subprocess
import time
import urllib.request
from pathlib import Path
from types import TracebackType

from serving import PROJECT, free_port

PAGE = PROJECT / "docs" / "running-for-others.md"
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
log_format share "$upstream_addr";
access_log {folder}/access.log share;
client_body_temp_path {folder}/body;
proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi;
uwsgi_temp_path {folder}/uwsgi;
scgi_temp_path {folder}/scgi;
{site}
}}
"""


def documented() -> str:
    """The nginx block of the page."""
    return re.findall(r"```nginx\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]


class Nginx:
    """A proxy on a free port, as long as the `with` block lasts."""

    def __init__(self, folder: Path, behind: tuple[int, int]) -> None:
        self.behind = behind
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "access.log"
        site = documented().replace("listen 443 ssl;", f"listen 127.0.0.1:{self.port};")
        for documented_port, port in zip(("8501", "8502"), behind, strict=True):
            site = site.replace(f"127.0.0.1:{documented_port}", f"localhost:{port}")
        settings = folder / "nginx.conf"
        settings.write_text(AROUND.format(folder=folder, site=site))
        folder.chmod(0o755)
        self.process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(settings), "-e", "stderr"])

    def __enter__(self) -> Nginx:
        for _ in range(200):
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx did not start")

    def shares(self) -> list[int]:
        """How many requests each of the two processes answered."""
        lines = self.log.read_text().splitlines()
        return [sum(line.endswith(f":{port}") for line in lines) for port in self.behind]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(20)
