"""Work on the bytes of many texts at once says what the same work on single strings says."""

from __future__ import annotations

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from lib.log.files.arrays import TEXT, RowGroups, Rows, is_held, is_loose, resemble, take
from lib.log.files.sheets import TRIMMED, Column

TEXTS = st.lists(st.text(st.sampled_from(" ab\té\x85\u3000-"), max_size=3), max_size=12)
PAIRS = st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 60)), max_size=30)


def sliced(texts: list[str]) -> pa.Array:
    """The texts as a part of a longer array, so that their bytes begin somewhere in the middle."""
    return pa.array(["before", *texts, " after"], TEXT).slice(1, len(texts))


@given(TEXTS)
def test_no_text_with_white_space_around_it_is_overlooked(texts: list[str]) -> None:
    """Texts are loose where one begins or ends with white space, or with a character beyond ASCII."""
    edges = {edge for text in texts if text for edge in (text[0], text[-1])}
    assert is_loose(sliced(texts)) == any(not "!" <= edge <= "\x7f" for edge in edges)
    assert is_held(sliced(texts)).tolist() == list(map(bool, texts))


@given(TEXTS)
def test_cells_are_trimmed_as_a_person_sees_them(texts: list[str]) -> None:
    """Whatever counts as white space in Python is trimmed, in a long column and in a single cell alike."""
    column = Column.of(texts)
    assert [column[i] or "" for i in range(len(texts))] == [text.strip(TRIMMED).strip() for text in texts]
    assert column.shown(np.arange(len(texts))) == column.texts().fillna("").tolist()


@given(TEXTS, st.lists(st.sampled_from(["-", "a-", "é", "b"]), min_size=1))
def test_words_resemble_themselves(texts: list[str], words: list[str]) -> None:
    """Every text that is one of the words resembles them, and none of another length does."""
    found = resemble(sliced(texts), pa.array(words, TEXT))
    for text, alike in zip(texts, found.tolist(), strict=True):
        assert alike or text not in words
        assert not alike or len(text.encode()) in {len(word.encode()) for word in words}


@given(PAIRS)
def test_rows_alike_share_a_group(pairs: list[tuple[int, int]]) -> None:
    """Groups split by two columns are those of the pairs, numbered as they appear."""
    groups = RowGroups.all_alike(len(pairs))
    for place, width in enumerate((5, 62)):
        groups = groups.split(np.array([pair[place] for pair in pairs], np.int32), width)
    assert groups.several.tolist() == [pairs.count(pair) > 1 for pair in pairs]
    seen = list(dict.fromkeys(pairs))
    assert groups.in_order().numbers.tolist() == [seen.index(pair) for pair in pairs]


@given(st.lists(st.integers(0, 19), max_size=25), st.booleans())
def test_cells_are_taken_in_the_order_of_the_rows(rows: list[int], ascending: bool) -> None:
    """However the rows lie, few or many, in a range or in any order, their cells come in that order."""
    index = np.array(sorted(set(rows)) if ascending else rows, np.int64)
    cells = pa.array([str(i) for i in range(20)], TEXT)
    assert take(cells, Rows(index)).to_pylist() == [str(i) for i in index]


def test_a_yes_is_not_a_one():
    """Python calls True and 1 equal; a ticked box and a number stay apart in a column that holds both."""
    column = Column.of([1, True, "1", False, 0, True])
    assert [str(cell) for cell in column.objects()] == ["1", "True", "1", "False", "0", "True"]
    assert column.counts.tolist() == [1, 2, 1, 1, 1]
