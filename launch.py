"""Opens Detour in the browser (`detour`), or summarises logs on the command line (`detour LOG…`)."""

from __future__ import annotations

import sys
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent
"""The folder with app.py, pages and lib: the project, or `detour` among the installed packages."""

ADDRESS, PORT = "localhost", "8417"
"""Only this machine is served. The port is Detour's own, since a browser keeps one database for each port."""

OWN_MACHINE = ("--server.address", ADDRESS, "--server.port", PORT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the app, or run the command line if there are arguments other than Streamlit's own options."""
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
    """Start the app and open it in the browser; if it runs already, only open it. Returns the exit status."""
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
    """Whether the app runs at this address."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as reply:  # noqa: S310 - this machine
            return bool(reply.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
