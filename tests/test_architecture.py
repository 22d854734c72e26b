"""ARCHITECTURE.md and docs/modules.md match the code, and every dependency is pinned and has its reason."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TEXT = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ASKED = ("requirements.in", "requirements-dev.in")
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([0-9][0-9A-Za-z.]*)$")


def stations() -> list[Path]:
    """The packages of lib."""
    return sorted(p.parent for p in (PROJECT / "lib").glob("*/__init__.py"))


def modules() -> set[str]:
    """Every module of the stations and their rooms, a package of data (no modules of its own) as one."""
    paths = [p.relative_to(PROJECT / "lib") for s in stations() for p in s.rglob("*.py")]
    rooms = {p.parent for p in paths if not p.name.startswith("__")}
    names = {p.with_suffix("").as_posix() for p in paths if p.name != "__init__.py"}
    return names | {p.parent.as_posix() for p in paths if p.parent not in rooms}


def listed() -> set[str]:
    """The modules that docs/modules.md lists, each below its room."""
    part = (PROJECT / "docs" / "modules.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^## `lib/([\w/]+)`\n(.*?)(?=^## |\Z)", part, re.MULTILINE | re.DOTALL)
    return {f"{room}/{m}" for room, body in blocks for m in re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)}


def requirements(name: str) -> list[str]:
    """The lines of a requirements file that name a package."""
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r ", "-c "))]


def locked(name: str) -> dict[str, int]:
    """The packages of a lock with their versions, each with how many hashes it may be checked against."""
    entries = re.split(r"^(?=\S)", (PROJECT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {e.split()[0]: e.count("--hash=sha256:") for e in entries if e.strip() and not e.startswith("#")}


def test_every_station_is_in_the_table():
    """The table of stations has each package of lib and no other."""
    table = TEXT.split("## Stations")[1].split("\n## ")[0]
    assert re.findall(r"^\| `lib/(\w+)` \|", table, re.MULTILINE) != []
    assert sorted(re.findall(r"^\| `lib/(\w+)` \|", table, re.MULTILINE)) == [s.name for s in stations()]


def test_every_module_is_listed():
    """A module that is added, renamed or removed shows here until docs/modules.md says so."""
    assert listed() == modules(), "run python docs/make_modules.py"


def test_one_name_is_one_thing():
    """Modules share a name only where one works a thing out and the others draw or show it."""
    working = [m.rsplit("/", 1)[1] for m in modules() if not m.startswith(("charts/", "ui/"))]
    assert sorted({name for name in working if working.count(name) > 1}) == []


@pytest.mark.slow
def test_one_class_name_is_one_thing():
    """No two classes of lib share a name."""
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in (PROJECT / "lib").rglob("*.py")]
    named = Counter(n.name for tree in trees for n in tree.body if isinstance(n, ast.ClassDef))
    assert sorted(name for name, times in named.items() if times > 1) == []


def test_every_requirement_is_pinned_exactly():
    """What is installed tomorrow is what was tested today."""
    loose = [r for f in ASKED for r in requirements(f)]
    assert [line for line in loose if not PINNED.match(line)] == []


@pytest.mark.parametrize("asked", ASKED)
def test_the_lock_holds_what_is_asked_for(asked):
    """Each package asked for stands in the lock at its version, and everything there has its hashes."""
    lock = locked(asked.replace(".in", ".txt"))
    assert [r for r in requirements(asked) if r.lower() not in lock] == [], "run make lock"
    assert [line for line, hashes in lock.items() if not PINNED.match(line) or not hashes] == []


def test_both_locks_agree():
    """The tests run on the very packages that a person installs."""
    assert locked("requirements.txt").items() <= locked("requirements-dev.txt").items(), "run make lock"


def test_every_requirement_has_its_reason():
    """A package that nobody can justify does not stay."""
    reasons = TEXT.split("## Dependencies")[1].lower()
    names = [r.split("==")[0] for f in ASKED for r in requirements(f)]
    stubs = ("pandas-stubs", "scipy-stubs", "types-openpyxl")
    assert [n for n in names if n.lower() not in reasons and n not in stubs] == []


def test_every_requirement_is_used():
    """Each package that the app installs is imported somewhere in the app."""
    code = "".join(p.read_text(encoding="utf-8") for p in [PROJECT / "app.py", *PROJECT.glob("lib/**/*.py")])
    for name in (r.split("==")[0] for r in requirements("requirements.in")):
        module = {
            "python-calamine": "python_calamine",
            "charset-normalizer": "charset_normalizer",
            "pillow": "PIL",
        }.get(name, name)
        assert re.search(rf"^\s*(import|from) {module}\b", code, re.MULTILINE), name


def test_every_place_to_change_is_there():
    """The files and folders that “Where to change what” names exist."""
    table = TEXT.split("## Where to change what")[1].split("\n## ")[0]
    named = re.findall(r"`((?:lib|docs|tests)/[\w/.]+)`", table)
    assert len(named) > 10
    assert [name for name in named if not (PROJECT / name).exists()] == []


KEPT = re.compile(r"^@lru_cache\((?!maxsize=1\))|^@cache\ndef \w+\(\w+: str", re.MULTILINE)
"""A function that keeps what it made of what it was given."""


def test_words_of_a_log_are_kept_where_they_can_be_forgotten():
    """What a function keeps of the cells it was given is kept by `recalled`, which can be emptied."""
    code = (PROJECT / "lib" / "log").rglob("*.py")
    keeping = {p.relative_to(PROJECT).as_posix() for p in code if KEPT.search(p.read_text(encoding="utf-8"))}
    assert keeping <= {"lib/log/vocabulary/__init__.py", "lib/log/table/wording.py"}  # words of the program
