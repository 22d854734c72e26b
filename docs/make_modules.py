"""Writes the section “Modules” of ARCHITECTURE.md from the first line of each module.

Run: python docs/make_modules.py
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "ARCHITECTURE.md"
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
    """The section, one table a room."""
    lines = ["## Modules", "", "Written by `python docs/make_modules.py` from the first line of each module."]
    for room in ORDER:
        lines += ["", f"### `lib/{room}`", "", "| module | what it is |", "|---|---|"]
        lines += [f"| `{name}` | {_first_line(path)} |" for name, path in _modules(room)]
    return "\n".join([*lines, "", ""])


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
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        re.sub(r"## Modules\n.*?(?=\n## |\Z)", lambda _: render().rstrip() + "\n", text, flags=re.DOTALL)
    )
