"""Every way to start Detour: installed elsewhere, for the first time on a person's own machine, on a host."""

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from pathlib import Path

import pytest

import launch
from benchmarks.serving import free_port
from benchmarks.visitor import Visitor
from lib.ui.helping import PARTS

PROJECT = Path(__file__).parents[1]
pytestmark = pytest.mark.outside
SOMEBODY_ELSE = "127.0.0.2"
"""Another address of this machine, which a server that listens on localhost only does not answer."""


class Start:
    """One start of the app by a command, in a home that has never seen it; its keyboard stays silent."""

    def __init__(self, command, folder, *, environment=()):
        self.port = free_port()
        home = folder / f"home-{self.port}"
        home.mkdir()
        self.log = home / "log"
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("STREAMLIT_", "KUBERNETES_"))}
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [*map(str, command), "--server.port", str(self.port)],
                cwd=folder,
                env={**clean, "HOME": str(home), "USERPROFILE": str(home), **dict(environment)},
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=out,
            )

    def __enter__(self):
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"http://localhost:{self.port}/_stcore/health", timeout=5).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise AssertionError(self.log.read_text())

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def first_page(self):
        """What a visitor is sent."""
        visitor = Visitor(f"http://localhost:{self.port}")
        try:
            return visitor.open()
        finally:
            visitor.leave()

    def answers_others(self):
        """Whether it listens beyond localhost."""
        with socket.socket() as caller:
            caller.settimeout(5)
            return caller.connect_ex((SOMEBODY_ELSE, self.port)) == 0


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment with Detour's wheel; the packages it needs are lent by the one that tests run in."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    paths = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    packages = Path(sysconfig.get_path("purelib", vars=paths))
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent / "detour", packages


def test_an_install_adds_one_folder_to_the_packages_of_others(installed):
    """No package named lib, pages or app stands beside those of other projects."""
    _, packages = installed
    names = {p.name for p in packages.iterdir()} - {"lent.pth"}
    assert {n.split("-")[0] for n in names} == {"detour"}
    assert len(names) == 2  # the folder, and what is known of the package


def test_a_wheel_asks_for_exactly_what_was_locked(installed):
    """What `pip install` brings next year is what is tested today, package by package."""
    _, packages = installed
    (known,) = packages.glob("detour-*.dist-info")
    lines = (known / "METADATA").read_text(encoding="utf-8").splitlines()
    asked = [line.split()[1].rstrip(";") for line in lines if line.startswith("Requires-Dist:")]
    lock = (PROJECT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(asked) == sorted(line.split()[0] for line in lock if "==" in line)


def test_installed_detour_summarises_a_log(installed, tmp_path):
    """`detour log.csv --format md` works from any folder, with the words of every language aboard."""
    command, _ = installed
    shutil.copy(PROJECT / "sample_data" / "messy_europe.xlsx", tmp_path / "log.xlsx")
    done = subprocess.run(
        [command, "log.xlsx", "--format", "md", "--as-of", "2026-11-20"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout[:2]) == (0, "# "), done.stderr


def test_a_wrong_call_repeats_the_name_that_was_typed(capsys):
    """Who typed `detour` is told how to call `detour`."""
    with pytest.raises(SystemExit):
        launch.main(["--colour"])
    assert "usage: detour " in capsys.readouterr().err


def test_installed_detour_opens_its_first_page(installed, tmp_path):
    """`detour` serves the app with its pages, pictures and samples, whatever folder it is started in."""
    command, _ = installed
    with Start([command, "--server.headless", "true"], tmp_path) as start:
        shown = start.first_page()
        assert shown.holds("david.csv")
        assert not start.answers_others()


def test_the_first_start_on_a_desktop_asks_for_nothing(tmp_path):
    """`make run` in a new home comes to the page without a question, and answers this machine only."""
    desktop = {"DISPLAY": ":0", "BROWSER": "true", "STREAMLIT_SERVER_HEADLESS": "false"}
    with Start([sys.executable, PROJECT / "launch.py"], tmp_path, environment=desktop) as start:
        assert start.first_page().holds("david.csv")
        assert not start.answers_others()
        assert "email" not in start.log.read_text().lower()


def dockerfile(kind):
    """The arguments of every instruction of one kind."""
    lines = (PROJECT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    return [line.partition(kind + " ")[2] for line in lines if line.startswith(kind + " ")]


@pytest.fixture
def image(tmp_path):
    """A folder with what the Dockerfile copies, and nothing else; compiled, as it compiles it."""
    sent = (PROJECT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for copied in dockerfile("COPY"):
        *sources, target = copied.split()
        for source in sources:
            assert f"!{source.removeprefix('./')}" in sent, source
            if (PROJECT / source).is_dir():
                shutil.copytree(PROJECT / source, tmp_path / target, dirs_exist_ok=True)
            else:
                (tmp_path / target).mkdir(exist_ok=True)
                shutil.copy(PROJECT / source, tmp_path / target)
    return tmp_path


def test_a_container_holds_the_help(image):
    """Every document that the help page shows is copied, too."""
    assert {p.stem for p in (image / "docs").glob("*.md")} == set(PARTS)


def test_a_container_starts_serves_others_and_is_healthy(image):
    """What the Dockerfile copies is enough to start, and its health check tells up from down."""
    command = json.loads(dockerfile("CMD")[0])
    assert command[0] == "python"
    with Start([sys.executable, *command[1:]], image) as start:
        assert start.answers_others()
        assert start.first_page().holds("david.csv")
        check = json.loads(dockerfile("HEALTHCHECK")[0].partition("CMD ")[2])
        check = [sys.executable, *(c.replace("8501", str(start.port)) for c in check[1:])]
        assert subprocess.run(check, capture_output=True).returncode == 0
        start.process.kill()
        start.process.wait()
        assert subprocess.run(check, capture_output=True).returncode != 0


def test_a_free_host_starts_the_copy_as_it_is(image):
    """Hosts run `streamlit run app.py` in a container of theirs: with no setting changed, others reach it."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with Start(command, image, environment={"KUBERNETES_SERVICE_HOST": "10.0.0.1"}) as start:
        assert start.answers_others()
        assert start.first_page().holds("david.csv")


@pytest.mark.skipif(os.name == "nt", reason="for macOS and Linux; Windows has start-windows.bat")
def test_the_starter_to_double_click_starts_detour(image):
    """Once set up, the starter goes straight to the app, whatever folder it is started from."""
    starter = shutil.copy(PROJECT / "start-macos.command", image)
    (image / ".venv" / "bin").mkdir(parents=True)
    (image / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (image / ".venv" / "bin" / "python").chmod(0o755)
    shutil.copy(image / "requirements.txt", image / ".venv" / ".installed")
    done = subprocess.run(
        [starter, "sample_data/david.csv"], cwd=image.parent, capture_output=True, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout[:2]) == (0, "# "), done.stderr
