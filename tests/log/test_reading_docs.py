"""docs/reading.md says what is read, and is written from the vocabulary and the example files themselves.

Run this file to write it anew: python tests/log/test_reading_docs.py
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from lib.log import vocabulary  # noqa: E402
from lib.log.rows import REASONS  # noqa: E402
from lib.log.schema import FIELDS  # noqa: E402
from lib.log.table.contents import elsewhere  # noqa: E402

PAGE = ROOT / "docs" / "reading.md"
EXAMPLES = {
    "One row for each application": "semicolons_cp1252.csv",
    "Title lines above, totals below": "preamble.csv",
    "No header: told by the cells, and asked": "no_header.csv",
    "A header of two rows": "two_row_header.csv",
    "A header said again": "repeated_header.csv",
    "A second table with another header": "second_table.csv",
    "Several applications side by side": "side_by_side.csv",
    "One row for each event": "events.csv",
    "One row for each conversation": "conversations.csv",
    "One row for each change of state": "transitions.csv",
    "Stages with ticks": "stage_ticks.csv",
    "Stages with yes and no": "yes_no.csv",
    "A tally of ones": "tally.csv",
    "Fields down the side": "sideways.csv",
    "A calendar with days across the top": "calendar.csv",
    "Lists below headings": "lists.md",
    "Cells that slipped sideways": "slipped.csv",
}
WHEN_SO = {
    "blank": "nothing is filled in but counters, zeros and what stands in nearly every row",
    "repeated header": "the headers are said again",
    "total or note": "a total, a legend, a comment, the title of the rows below",
    "no company and no role": "neither is filled in, though the log has a column for them",
    "not applied yet": "saved, drafted, skipped, or “applied?” says no",
    "not an application": "the row is about something else",
    "exact duplicate": "cell by cell the same as an earlier row, in a log that tells applications apart",
}


def render() -> str:
    """The page, in Markdown."""
    parts = [
        "# What Detour reads",
        "",
        "Written by `python tests/log/test_reading_docs.py`; a test keeps it current.",
        "",
    ]
    parts += ["## Layouts", "", *_layouts()]
    parts += ["## Headers", "", *_headers()]
    parts += [
        "## Rows set aside",
        "",
        "| Reason | When |",
        "|---|---|",
        *(f"| {r} | {WHEN_SO[r]} |" for r in REASONS),
        "",
    ]
    parts += [
        "## Tables that are refused",
        "",
        *(f"- {what}" for what in elsewhere()),
        "- a list of job adverts",
        "",
    ]
    return "\n".join(parts)


def _layouts() -> list[str]:
    lines = []
    for layout, name in EXAMPLES.items():
        path = ROOT / "tests" / "data" / name
        expected = json.loads(path.with_name(name + ".json").read_text(encoding="utf-8"))
        text = path.read_text(encoding=expected.get("encoding", "utf-8"))
        count = expected["applications"]
        lines += [
            f"### {layout}",
            "",
            "```",
            *text.strip().splitlines()[:6],
            "```",
            "",
            f"{count} applications.",
            "",
        ]
    return lines


def _headers() -> list[str]:
    names = {code: vocabulary.load_language(code).fields for code in vocabulary.languages()}
    lines = [
        "Close spellings count, and case, accents and punctuation do not.",
        "",
        "| Field | Some of its headers |",
        "|---|---|",
    ]
    for field in FIELDS:
        shown = [f"{words[field][0]} ({code})" for code, words in names.items() if words.get(field)]
        lines.append(f"| `{field}` | {', '.join(shown)} |")
    return [*lines, ""]


def test_the_page_is_current():
    """The page on disk is the page that the vocabulary and the examples give."""
    assert PAGE.read_text(encoding="utf-8") == render(), "run python tests/log/test_reading_docs.py"


def test_every_reason_is_explained():
    """No row is set aside for a reason that the page does not explain."""
    assert set(WHEN_SO) == set(REASONS)


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
