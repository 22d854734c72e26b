"""One state of a log, packed and unpacked."""

import base64
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.identity import application_keys
from lib.log.reading import read_log
from lib.log.reflections import Reflection, with_reflections
from lib.log.schema import DATE_FIELDS
from lib.log.snapshots import pack, take, unpack
from tests.tries import tries

SAMPLES = Path(__file__).parents[2] / "sample_data"
AS_OF = date(2026, 11, 23)
KEPT = ("company", "role", "contact", "stage", "stage_known", "outcome", "channel", *DATE_FIELDS)


@pytest.mark.parametrize("name", ["david.csv", "messy_europe.xlsx"])
def test_everything_the_ranking_needs_comes_back(name: str):
    """Names, days, stages, outcomes and channels are the same after packing; the text stays short."""
    log = read_log((SAMPLES / name).read_bytes(), name, as_of=AS_OF).log
    text = pack(take(name, AS_OF, log, log))
    again = unpack(text)
    columns = list(KEPT)
    assert again.log.applications[columns].equals(log.applications[columns])
    assert (again.log.recorded, again.as_of, again.file) == (log.recorded, AS_OF, name)
    assert len(text) < 60 * len(log) + 1000


def test_the_spreadsheets_own_stages_are_kept_beside_those_told():
    """A stage that was told in a reflection is ranked, and is no change of the spreadsheet later."""
    read = read_log(b"Company,Role,Status\nAcme,Cook,Rejected\n", "a.csv", as_of=AS_OF).log
    told = with_reflections(read, {application_keys(read.applications)[0]: Reflection(stage="final")})
    again = unpack(pack(take("a.csv", AS_OF, read, told)))
    assert again.log.applications["stage"].tolist() == ["final"]
    assert again.as_written.applications["stage"].tolist() == ["applied"]


def test_private_lines_are_not_kept():
    """Check-ins and notes are in no snapshot."""
    table = b"Company,Role,Status,Notes,How I felt\nAcme,Cook,Rejected,cried a lot,2\n"
    read = read_log(table, "a.csv", as_of=AS_OF).log
    text = zlib.decompress(base64.b64decode(pack(take("a.csv", AS_OF, read, read)))).decode()
    assert "cried" not in text
    assert unpack(pack(take("a.csv", AS_OF, read, read))).log.applications["feeling"].isna().all()


@tries(30)
@given(st.none() | st.integers() | st.text() | st.binary().map(lambda b: base64.b64encode(b).decode()))
def test_anything_else_is_no_snapshot(text: object):
    """What another program wrote there is left alone."""
    assert unpack(text) is None


def test_damaged_columns_are_no_snapshot():
    """Columns of different lengths, or of values that do not exist, are refused."""
    for kept in (b'{"written":[0]}', b"[]", b'"x"', b'{"written":[9],"stage":[9]}'):
        assert unpack(base64.b64encode(zlib.compress(kept)).decode()) is None
