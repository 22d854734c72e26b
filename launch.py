"""Opens Detour on this machine (`detour`), or summarises logs without a screen (`detour LOG…`)."""

from __future__ import annotations

import sys
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent
"""Where app.py, pages and lib lie: the project's folder, or `detour` among the installed packages."""

ADDRESS, PORT = "localhost", "8417"
"""This machine only, and a port that no other app of this kind uses: a browser keeps its database by port."""

OWN_MACHINE = ("--server.address", ADDRESS, "--server.port", PORT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app, or run the command line where it was given anything but Streamlit's own options."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if str(HOME) not in sys.path:
        sys.path.insert(0, str(HOME))
    if all_for_streamlit(given):
        return open_app(given)
    from lib.__main__ import main as summarise

    return summarise(given, program="detour")


def all_for_streamlit(given: Sequence[str]) -> bool:
    """Whether nothing was given, or only options such as `--server.port 9000`."""
    return not given or (given[0].startswith("--") and "." in given[0].partition("=")[0])


def open_app(options: Sequence[str]) -> int:
    """Start the app and open it in the browser; where it runs already, only open it."""
    url = f"http://{ADDRESS}:{PORT}"
    if not options and answers(url):
        print(f"Detour is open already: {url}")
        webbrowser.open(url)
        return 0
    from streamlit.web.cli import main as streamlit

    if not options:
        print(f"Detour opens in your browser: {url} (this machine only; Ctrl+C ends it)", flush=True)
    streamlit(["run", str(HOME / "app.py"), *OWN_MACHINE, *options], prog_name="streamlit")
    return 0


def answers(url: str) -> bool:
    """Whether an app runs there."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as reply:  # noqa: S310 - this machine
            return bool(reply.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
