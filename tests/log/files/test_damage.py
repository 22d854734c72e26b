"""Damaged text is read as far as it can be, and what was found is told: nothing is half-read in silence."""

from datetime import date

import pytest

from lib.log.files import encodings
from lib.log.reading import read_log

HEADER = "Company,Role,Date applied,Status\n"
ROWS = "".join(
    f"{employer},Baker,2026-03-{day:02},{status}\n"
    for day, (employer, status) in enumerate(
        [("Köln Möbel", "Applied"), ("Quay", "Rejected"), ("Zürich Öl", "Rejected"), ("Moss", "Interview")], 1
    )
)
TEXT = HEADER + ROWS
WHOLE = TEXT.encode()
FIRST = WHOLE.index(b"Quay")
OTHER_SIGN = "another sign between the cells"

DAMAGED: dict[str, tuple[bytes, str]] = {
    "empty bytes at the end": (WHOLE + b"\0" * 900, encodings.PADDED),
    "cut within a letter": (WHOLE + "東".encode()[:2], encodings.CUT),
    "two encodings": (WHOLE[:FIRST] + WHOLE[FIRST:].decode().encode("cp1252"), "1 line was read as cp1252"),
    "encoded twice": (WHOLE.decode("cp1252").encode(), encodings.TWICE),
    "two separators": (WHOLE[:FIRST] + WHOLE[FIRST:].replace(b",", b";"), f"2 lines have {OTHER_SIGN}"),
    "a header apart": (HEADER.replace(",", ";").encode() + ROWS.encode(), f"1 line has {OTHER_SIGN}"),
    "rows with tabs": (HEADER.encode() + ROWS.replace(",", "\t").encode(), f"1 line has {OTHER_SIGN}"),
    "a wrong announcement": (b"sep=;\n" + WHOLE, "The first line announces “;”"),
    "empty bytes between": (WHOLE[:FIRST] + b"\0" * 8 + WHOLE[FIRST:], encodings.HOLE),
    "control characters": (WHOLE.replace(b"Baker", b"Bak\x1ber", 1), encodings.CONTROL),
}


def read(data: bytes):
    """The log in the bytes."""
    return read_log(data, "log.csv", as_of=date(2026, 6, 1))


@pytest.mark.parametrize("kind", DAMAGED)
def test_damage_is_told_and_loses_no_row(kind: str) -> None:
    """A damaged file gives the applications of the whole one, and says what was found."""
    data, told = DAMAGED[kind]
    result = read(data)
    columns = ["company", "applied_on", "outcome", "stage"]
    whole = read(WHOLE).log.applications[columns]
    assert result.log.applications[columns].to_dict() == whole.to_dict()
    assert any(told in note for note in result.notes), result.notes


def test_lost_letters_are_told() -> None:
    """A sign for a letter that was lost is no letter, and is told."""
    assert encodings.LOST in read(TEXT.replace("Quay", "Qu\ufffdy").encode()).notes


def test_rare_line_ends_end_lines() -> None:
    """A file with nothing but Unicode's own line separators has a row for each of them."""
    assert len(read(TEXT.replace("\n", "\u2028").encode()).log.applications) == 4


@pytest.mark.parametrize(
    "text", ["Köln", "«tantôt»", "FOSTRÖ« und »ß»", "Žižka", "naïve – “so”", "東京", "Åà"]
)
def test_letters_that_are_right_stay(text: str) -> None:
    """Only letters that surely were encoded twice are put right; an ordinary file has no such notes."""
    assert encodings.decode(text.encode()) == (text, "utf-8", [])


def test_an_old_encoding_is_no_mixture() -> None:
    """Text in one old encoding is read in it, without a word about two."""
    assert encodings.decode(TEXT.encode("cp1252")) == (TEXT, "cp1252", [])
