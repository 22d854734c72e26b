"""The documents name everything that the app has, and nothing they point to is missing."""

import importlib.util
import re
from pathlib import Path

import pytest

from lib.__main__ import _parser
from lib.focus.priors import Assumptions
from lib.log.schema import CHANNELS, LOG_COLUMNS, OUTCOMES, STAGES
from lib.measures.help import HELP
from lib.summary.formats import FORMATS
from lib.ui.frame import _SECTIONS, PAGE_NAMES

PROJECT = Path(__file__).parents[1]
DOCS = PROJECT / "docs"
DOCUMENTS = sorted([*DOCS.glob("*.md"), *PROJECT.glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)")


def load_tables():
    """The generator of the tables."""
    spec = importlib.util.spec_from_file_location("make_tables", DOCS / "make_tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    return tables


def read(name: str) -> str:
    """A page of docs."""
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", load_tables().PAGES)
def test_a_generated_page_is_current(name):
    """The page on disk is the page that the definitions of the app give."""
    assert read(name) == load_tables().PAGES[name](), "run python docs/make_tables.py"


def test_every_measure_is_documented_once():
    """Each help text of the app is a line of the page of measures, under one heading."""
    grouped = [key for keys in load_tables().GROUPS.values() for key in keys]
    assert sorted(grouped) == sorted(HELP)


def test_every_assumption_is_documented():
    """Each number that the ranking assumes has its line."""
    missing = [
        one.name for one in Assumptions().described() if f"| {one.name} |" not in read("assumptions.md")
    ]
    assert missing == []


def test_every_page_has_its_section_and_picture_in_the_guide():
    """A page of the app without a section of the guide fails here, and so does one without a picture."""
    titles = [title for entries in _SECTIONS.values() for _, title, *_ in entries]
    assert len(titles) == len(PAGE_NAMES)
    headings = re.findall(r"^## (.+)$", read("guide.md"), re.MULTILINE)
    assert [t for t in titles if t not in headings] == []
    pictures = [f"screenshots/{t.lower().replace(' ', '-')}-light.png" for t in titles]
    assert [p for p in pictures if f"({p})" not in read("guide.md")] == []


@pytest.mark.parametrize("words", [LOG_COLUMNS, STAGES, OUTCOMES, CHANNELS], ids=lambda words: words[-1])
def test_every_column_and_every_word_in_it_is_documented(words):
    """The page of columns names each column of the cleaned log, and each value that it can have."""
    assert [word for word in words if f"`{word}`" not in read("columns.md")] == []


def test_every_option_and_format_of_the_command_line_is_documented():
    """Nothing can be said on the command line that its page does not explain."""
    page = read("command-line.md")
    options = [o for action in _parser()._actions for o in action.option_strings if o.startswith("--")]
    assert [o for o in options if o != "--help" and f"`{o}" not in page] == []
    assert [key for key in FORMATS if f"| `{key}` |" not in page] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_lead_somewhere(document):
    """Every file and picture that a document points to is there."""
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [t for t in targets if not (document.parent / t).exists()] == []


def test_every_page_of_docs_can_be_reached():
    """From the README, or from a page that it leads to, each document is one or two clicks away."""
    seen, waiting = set(), [PROJECT / "README.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page.resolve())
        targets = LINK.findall(page.read_text(encoding="utf-8"))
        found = [(page.parent / t).resolve() for t in targets if t.endswith(".md")]
        waiting += [p for p in found if p not in seen and p not in waiting]
    assert [p.name for p in DOCS.glob("*.md") if p.resolve() not in seen] == []


@pytest.mark.parametrize("starter", ["start-windows.bat", "start-macos.command"])
def test_a_starter_names_files_that_are_there(starter):
    """What is run and installed on a double click has not been renamed."""
    named = set(re.findall(r"(?<![\w\\/.])[\w-]+\.(?:py|txt)\b", read_root(starter)))
    assert named == {"launch.py", "requirements.txt"}
    assert all((PROJECT / name).is_file() for name in named)


@pytest.mark.parametrize("caller", [".github/workflows/checks.yml", ".pre-commit-config.yaml", ".ci/run"])
def test_whoever_calls_make_asks_for_something_that_it_makes(caller):
    """The hosted run, the commit hooks and the gate call targets of the Makefile."""
    targets = set(re.findall(r"^([a-z][\w-]*):", read_root("Makefile"), re.MULTILINE))
    asked = set(
        re.findall(r"(?:run: |entry: |^)make (?:--jobs 2 )?([a-z][\w-]*)", read_root(caller), re.MULTILINE)
    )
    assert asked
    assert asked <= targets


def read_root(name):
    """A file of the project's root."""
    return (PROJECT / name).read_text(encoding="utf-8")
