"""A book as Arrow bytes and back, in which the process that opens files hands its result to the program.

A parcel is one Arrow stream, in which each column of each sheet is one list of its cells. Everything else
(names, heights, notes, or why the file was refused) is JSON in the stream's metadata. Nothing in it can be
run, and a malformed parcel is refused like a damaged file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]

from lib.log.files.arrays import TEXT
from lib.log.files.sheets import Book, Column, Objects, Sheet
from lib.log.unreadable import UnreadableLog

ABOUT = b"detour"
"""The key of the JSON in the stream's metadata."""

KINDS: tuple[tuple[type, pa.DataType], ...] = (
    (str, TEXT),
    (float, pa.float64()),
    (int, pa.int64()),
    (bool, pa.bool_()),
    (dt.date, pa.date32()),
    (dt.datetime, pa.timestamp("us")),
    (dt.time, pa.time64("us")),
    (dt.timedelta, pa.duration("us")),
    (type(None), pa.int8()),
)
"""Every type that a cell can have, and the Arrow type that stores it; empty cells are stored as zeros."""


def _as_native(cells: pa.Array) -> Objects:
    """Numbers and days as Python objects, made by numpy, which is faster at it than Arrow."""
    return np.asarray(cells.to_numpy(zero_copy_only=False)).astype(object)


def _one_by_one(cells: pa.Array) -> Objects:
    objects = np.empty(len(cells), dtype=object)
    objects[:] = cells.to_pylist()
    return objects


_UNPACKED: dict[pa.DataType, Callable[[pa.Array], Objects]] = {
    TEXT: _as_native,
    pa.float64(): _as_native,
    pa.int64(): _as_native,
    pa.bool_(): _as_native,
    pa.date32(): _as_native,
    pa.timestamp("us"): _as_native,
    pa.duration("us"): _as_native,
    pa.time64("us"): _one_by_one,
    pa.int8(): lambda cells: np.full(len(cells), None, dtype=object),
}


def pack(book: Book) -> pa.Buffer:
    """The book as one parcel."""
    about = {
        "name": book.name,
        "format": book.format,
        "encoding": book.encoding,
        "delimiter": book.delimiter,
        "notes": book.notes,
        "sheets": [
            {"name": s.name, "height": s.height, "width": len(s.columns), "merged": s.merged}
            for s in book.sheets
        ],
    }
    return _stream(about, [_packed(column) for sheet in book.sheets for column in sheet.columns])


def pack_refusal(refusal: UnreadableLog) -> pa.Buffer:
    """Why a file was refused, as a parcel without cells."""
    return _stream({"refused": [refusal.title, refusal.message]}, [])


def _stream(about: dict[str, Any], columns: list[pa.Array]) -> pa.Buffer:
    lists = [pa.LargeListArray.from_arrays(pa.array([0, len(cells)], pa.int64()), cells) for cells in columns]
    names = [str(place) for place in range(len(lists))]
    batch = pa.RecordBatch.from_arrays(lists, names)
    schema = batch.schema.with_metadata({ABOUT: json.dumps(about).encode()})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as stream:
        if lists:
            stream.write_batch(batch.cast(schema))
    return sink.getvalue()


def _packed(column: Column) -> pa.Array:
    """The cells as an Arrow array: text unchanged, cells of several types as a union of types."""
    if column.is_text:
        return column.cells
    cells: Objects = column.cells
    by_type = {kind: place for place, (kind, _) in enumerate(KINDS)}
    codes = np.fromiter((by_type[type(cell)] for cell in cells), np.int8, len(cells))
    used = np.flatnonzero(np.bincount(codes, minlength=len(KINDS)))
    places = np.empty(len(cells), np.int32)
    children = []
    for code in used:
        here = codes == code
        places[here] = np.arange(np.count_nonzero(here), dtype=np.int32)
        children.append(_typed(cells[here], *KINDS[code]))
    numbers = np.searchsorted(used, codes).astype(np.int8)
    return pa.UnionArray.from_dense(pa.array(numbers), pa.array(places), children)


def _typed(cells: Objects, kind: type, stored: pa.DataType) -> pa.Array:
    """The cells as the Arrow type `stored`, or as text if one of them is beyond its range."""
    if kind is type(None):
        return pa.array(np.zeros(len(cells), np.int8))
    try:
        return pa.array(cells, type=stored)
    except (pa.ArrowInvalid, OverflowError, UnicodeEncodeError):
        return pa.array([str(cell).encode("utf-8", "replace").decode() for cell in cells], TEXT)


def unpack(parcel: pa.Buffer) -> Book:
    """The book in a parcel; raises UnreadableLog if the parcel says that the file was refused.

    Raises ValueError if the parcel itself is incomplete.
    """
    with pa.ipc.open_stream(parcel) as stream:
        about = json.loads(stream.schema.metadata[ABOUT])
        columns = [cells for batch in stream for cells in _columns(batch)]
    if "refused" in about:
        raise UnreadableLog(*map(str, about["refused"]))
    ends = accumulate((entry["width"] for entry in about["sheets"]), initial=0)
    sheets = (
        Sheet(entry["name"], tuple(columns[start:stop]), entry["height"], _areas(entry["merged"]))
        for entry, (start, stop) in zip(about["sheets"], pairwise(ends), strict=True)
    )
    return Book(
        about["name"],
        about["format"],
        tuple(sheets),
        about["encoding"],
        about["delimiter"],
        tuple(about["notes"]),
    )


def _areas(merged: list[Any]) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    return tuple(((first[0], first[1]), (last[0], last[1])) for first, last in merged)


def _columns(batch: pa.RecordBatch) -> list[Column]:
    batch.validate(full=True)
    return [_unpacked(lists.flatten()) for lists in batch.columns]


def _unpacked(cells: pa.Array) -> Column:
    if cells.type == TEXT:
        return Column(cells)
    codes, objects = np.asarray(cells.type_codes), np.empty(len(cells), dtype=object)
    for code in range(cells.type.num_fields):
        child = cells.field(code)
        objects[codes == code] = _UNPACKED[child.type](child)
    return Column(objects)
