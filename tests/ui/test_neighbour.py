"""Whoever works on the same server notices nothing of somebody else's hostile files."""

import pytest

from benchmarks.neighbour import Neighbour, upload_all
from benchmarks.serving import App
from tests.log.files.hostile_files import HOSTILE

ENDS_A_PROCESS = ("corner_elsewhere.xlsb", "truncated.xls")


@pytest.mark.outside
def test_a_neighbour_goes_on_while_hostile_files_are_opened():
    """Each file gets its sentence, through the real uploader; the neighbour's session and page stay whole."""
    files, said = [(name, HOSTILE[name]()) for name in ENDS_A_PROCESS], {}
    with App() as app:
        neighbour = Neighbour(app.url)
        looks = neighbour.look_while(lambda: said.update(upload_all(app.url, files)))
        neighbour.visitor.leave()
    assert looks
    assert [name for name in ENDS_A_PROCESS if "**This" not in said[name]] == []
    assert "Traceback" not in app.errors
