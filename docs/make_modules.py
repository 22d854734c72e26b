"""Writes docs/modules.md from the first line of each module.

Run: python docs/make_modules.py
"""

from __future__ import annotations

import ast
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "modules.md"
ORDER = (
    "words",
    "log",
    "log/table",
    "log/values",
    "log/files",
    "opening",
    "measures",
    "focus",
    "focus/steps",
    "charts",
    "updated",
    "summary",
    "hand",
    "ui",
)


def render() -> str:
    """The page, one table a room; the pages of the app first."""
    lines = [
        "# Modules",
        "",
        "Written by `python docs/make_modules.py` from the first line of each module.",
        "",
    ]
    lines += ["## `pages`", "", "| page | what it is |", "|---|---|"]
    lines += [f"| `{path.stem}` | {_first_line(path)} |" for path in sorted((PROJECT / "pages").glob("*.py"))]
    for room in ORDER:
        lines += ["", f"## `lib/{room}`", "", "| module | what it is |", "|---|---|"]
        lines += [f"| `{name}` | {_first_line(path)} |" for name, path in _modules(room)]
    return "\n".join([*lines, ""])


def _modules(room: str) -> list[tuple[str, Path]]:
    folder = PROJECT / "lib" / room
    found = [(p.stem, p) for p in folder.glob("*.py")] + [
        (p.parent.name, p) for p in folder.glob("*/__init__.py") if f"{room}/{p.parent.name}" not in ORDER
    ]
    return sorted((name, path) for name, path in found if not name.startswith("__"))


def _first_line(path: Path) -> str:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
