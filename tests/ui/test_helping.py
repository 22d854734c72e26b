"""The help inside the app."""

import re
import tomllib
from pathlib import Path

import pytest

from lib.ui.helping import DOCS, PARTS, document


@pytest.mark.parametrize("name", PARTS)
def test_help_needs_no_network_and_leads_nowhere_that_is_missing(name):
    """No picture, and no link to a file that the app does not serve."""
    text = document(name)
    assert len(text) > 500
    assert "![" not in text
    assert not re.findall(r"\]\((?!https?://)[^)]*\.md", text)


def test_the_help_is_in_the_wheel():
    """Every document that the help shows is installed with the app."""
    settings = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {f"docs/{name}.md" for name in PARTS} <= set(included)
    assert all(Path(DOCS / f"{name}.md").is_file() for name in PARTS)
