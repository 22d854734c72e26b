"""What the newest versions of every package would break, before users meet it: `make upgrade-check`.

Each package of requirements*.in is resolved without its version and installed into a folder that is thrown
away; the tests that need no browser run there. Nothing of the project's own environment changes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[2]
UV = [sys.executable, "-m", "uv"]


def asked() -> list[str]:
    """The packages that the app and its tests ask for, without their versions."""
    lines = [
        line
        for name in ("requirements.in", "requirements-dev.in")
        for line in (PROJECT / name).read_text(encoding="utf-8").splitlines()
    ]
    return [line.partition("==")[0] for line in lines if line and not line.startswith(("#", "-"))]


def locked() -> dict[str, str]:
    """Package → version of the lock."""
    text = (PROJECT / "requirements-dev.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^(\S+)==(\S+)", text, re.MULTILINE))


def installed(python: Path) -> dict[str, str]:
    """Package → version of an environment."""
    frozen = subprocess.run(
        [*UV, "pip", "freeze", "--python", python], check=True, capture_output=True, text=True
    )
    return dict(line.split("==") for line in frozen.stdout.splitlines() if "==" in line)


def main() -> int:
    """Install the newest, say what differs from the lock, run the tests; the status of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*UV, "venv", "--quiet", "--python", sys.executable, f"{folder}/venv"], check=True)
        python = Path(folder, "venv", "Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        subprocess.run([*UV, "pip", "install", "--quiet", "--python", python, *asked()], check=True)
        before, now = locked(), installed(python)
        newer = [
            f"{name}: {before[name]} → {now[name]}"
            for name in now
            if before.get(name) not in (None, now[name])
        ]
        print("\n".join(newer) or "Everything locked is the newest.", flush=True)
        tests = [
            "-m",
            "pytest",
            "-m",
            "not browser",
            "-n",
            "2",
            "--dist",
            "loadfile",
            "-p",
            "no:cacheprovider",
        ]
        return subprocess.run([python, *tests], cwd=PROJECT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
