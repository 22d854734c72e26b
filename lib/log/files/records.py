"""JSON that holds a table: lists of objects, objects line by line, and boards with cards in lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lib.log.files.sheets import Sheet, from_rows
from lib.log.unreadable import UnreadableLog

MOST_ROWS = 1_000_000
MOST_COLUMNS = 500
DEEPEST = 3
"""Objects inside objects become columns ("company.name") down to this level."""
LOOKED_AT = 4
"""The list of objects is looked for down to this level."""
ADDED = {"version", "choices", "reflections", "marks"}
"""Parts of what Detour saves of everything that was added to a log."""
MOST_NAMED = 5
"""So many lines that could not be read are named."""
Record = Mapping[str, Any]


_TOP_LEVEL = re.compile(r"^(?=\{)", re.MULTILINE)
"""Where an object begins at the start of a line."""
_BETWEEN = " \t\r\n,\ufeff"
"""What may stand between two objects."""


def read_records(content: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """(tables, notes) of a JSON text, the longest table first; raises UnreadableLog where it holds none.

    The notes name lines that could not be read.
    """
    if is_in_lines(content):
        records, notes = _read_lines(content)
        return (_table("", records),), notes
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _no_table("It breaks off, or is not JSON after all.") from error
    return _read_value(value), ()


def is_in_lines(content: str) -> bool:
    """Whether a text is JSON Lines: objects one after the other, each from the start of a line."""
    parts = _TOP_LEVEL.split(content, maxsplit=2)
    return len(parts) == 3 and not parts[0].strip(_BETWEEN) and _object(parts[1])[0] is not None


def _object(part: str) -> tuple[Record | None, str]:
    """(the object with which a text begins, None without one; what follows it)."""
    try:
        value, end = json.JSONDecoder().raw_decode(part)
    except (ValueError, RecursionError):
        return None, part
    return value, part[end:]


def _read_lines(content: str) -> tuple[list[Record], tuple[str, ...]]:
    """(records, notes) of JSON Lines; what is no object is left out and named."""
    records: list[Record] = []
    left: list[int] = []
    for line, part in _numbered_parts(content):
        record, rest = _object(part)
        if record is not None:
            records.append(record)
        if rest.strip(_BETWEEN):
            left.append(line)
    told = ", ".join(f"{line:,}" for line in left[:MOST_NAMED]) + (" and more" if left[MOST_NAMED:] else "")
    return records, (f"Left out, for it breaks off or is not JSON: line {told}.",) if left else ()


def _numbered_parts(content: str) -> Iterator[tuple[int, str]]:
    """The parts of JSON Lines, an object in each, with the numbers of the lines on which they begin."""
    line = 1
    for part in _TOP_LEVEL.split(content):
        if part.strip(_BETWEEN):
            yield line, part
        line += part.count("\n")


def _read_value(value: object) -> tuple[Sheet, ...]:
    """The tables in a JSON value, the longest first."""
    if isinstance(value, Mapping) and value.keys() >= ADDED:
        raise UnreadableLog(
            "This is what you added to a log",
            "Open your spreadsheet itself, and then this file: what you added comes back.",
        )
    if isinstance(value, Mapping) and _is_board(value):
        return (_read_board(value),)
    found = sorted(_find_lists(value, "", 0), key=lambda part: -len(part[1]))
    if not found:
        raise _no_table("It holds no list of records.")
    return tuple(_table(name, records) for name, records in found[:20])


def _no_table(found: str) -> UnreadableLog:
    return UnreadableLog(
        "This JSON holds no table", f"{found} Export your applications as CSV, and upload that."
    )


def _find_lists(value: object, name: str, level: int) -> list[tuple[str, list[Record]]]:
    """Every list of objects with its name, outer ones first; an object of objects counts as one, too."""
    if isinstance(value, list):
        records = [item for item in value if isinstance(item, Mapping)]
        return [(name, records)] if records and 2 * len(records) >= len(value) else []
    if not isinstance(value, Mapping) or level >= LOOKED_AT:
        return []
    within = [part for key, item in value.items() for part in _find_lists(item, str(key), level + 1)]
    if within:
        return within
    objects = [item for item in value.values() if isinstance(item, Mapping)]
    alike = len(objects) > 1 and len(objects) == len(value) and _alike(objects)
    return [(name, list(objects))] if alike else []


def _alike(records: Sequence[Record]) -> bool:
    """Whether records share most of their keys."""
    shared = set(records[0]).intersection(*records[1:])
    return 2 * len(shared) >= len(set(records[0]).union(*records[1:]))


def _table(name: str, records: Sequence[Record]) -> Sheet:
    """A sheet with a header of all keys, and a row for each record."""
    rows = [_flat(record) for record in records[:MOST_ROWS]]
    headers = list(dict.fromkeys(key for row in rows for key in row))[:MOST_COLUMNS]
    return from_rows([headers, *([row.get(header) for header in headers] for row in rows)], name)


def _flat(record: Record, prefix: str = "", level: int = 1) -> dict[str, object]:
    """One record as cells; lists and deeper objects become JSON text, which may be read as a history."""
    cells: dict[str, object] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and value and level < DEEPEST:
            cells |= _flat(value, f"{name}.", level + 1)
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: object) -> object:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, list | Mapping):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _is_board(value: Record) -> bool:
    """Whether the JSON is a board of cards in lists, as Trello exports one."""
    cards, lists = value.get("cards"), value.get("lists")
    return (
        isinstance(cards, list)
        and isinstance(lists, list)
        and all(isinstance(item, Mapping) and "id" in item for item in (*cards, *lists))
    )


def _read_board(board: Record) -> Sheet:
    """A sheet with a row for each card: name, list, moves with their days, and the other values."""
    lists = {str(item["id"]): str(item.get("name") or "") for item in board["lists"]}
    moves = _moves(board.get("actions"))
    headers = ["Card name", "List name", "Moves", "Description", "Last activity", "Link", "Labels"]
    rows = [_card(card, lists, moves.get(str(card["id"]), [])) for card in board["cards"]]
    return from_rows([headers, *rows], str(board.get("name") or ""))


def _card(card: Record, lists: Mapping[str, str], moves: Sequence[str]) -> list[object]:
    labels = [
        str(label.get("name") or "") for label in card.get("labels") or [] if isinstance(label, Mapping)
    ]
    return [
        card.get("name"),
        lists.get(str(card.get("idList")), ""),
        " → ".join(moves) or None,
        _cell(card.get("desc")),
        _cell(card.get("dateLastActivity")),
        _cell(card.get("shortUrl") or card.get("url")),
        ", ".join(filter(None, labels)) or None,
    ]


def _moves(actions: object) -> dict[str, list[str]]:
    """Card → the lists it was put into, each with its day, the first one first."""
    moves: dict[str, list[tuple[str, str]]] = {}
    for action in actions if isinstance(actions, list) else []:
        data = action.get("data") if isinstance(action, Mapping) else None
        if not isinstance(data, Mapping) or not isinstance(data.get("card"), Mapping):
            continue
        into = data.get("listAfter") or (data.get("list") if action.get("type") == "createCard" else None)
        if isinstance(into, Mapping) and into.get("name"):
            day = str(action.get("date") or "")[:10]
            moves.setdefault(str(data["card"].get("id")), []).append((day, f"{into['name']} ({day})"))
    return {card: [step for _, step in sorted(steps)] for card, steps in moves.items()}
