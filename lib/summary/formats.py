"""The formats in which a summary can be downloaded: one table for the command line and the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lib.summary.bundle import Summary
from lib.summary.contract import to_json
from lib.summary.table import to_csv


@dataclass(frozen=True)
class Format:
    """One kind of download: its name for people, the end of its file name, its media type, its function."""

    key: str
    label: str
    ending: str
    mime: str
    binary: bool
    render: Callable[[Summary], bytes]

    def file_name(self, summary: Summary) -> str:
        """The name that the file is saved under, with the person's name, if known, and the day."""
        parts = ("detour", *_WORD.findall(summary.name.lower())[:4], summary.made_on.isoformat())
        return f"{'-'.join(parts)}{self.ending}"


_WORD = re.compile(r"[^\W_]{1,20}")


_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def json_bytes(values: Mapping[str, object]) -> bytes:
    """The values as readable JSON in UTF-8; characters that a terminal or editor acts on are escaped."""
    text = json.dumps(values, indent=2, ensure_ascii=False, allow_nan=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _json(summary: Summary) -> bytes:
    return json_bytes(to_json(summary))


def _markdown(summary: Summary) -> bytes:
    from lib.summary.markdown import to_markdown

    return to_markdown(summary).encode()


def _report(summary: Summary) -> bytes:
    from lib.summary.report import to_html  # jinja2 and plotly: 0.2 s, paid only by this format

    return to_html(summary)


def _workbook(summary: Summary) -> bytes:
    from lib.summary.workbook import to_workbook  # openpyxl: 0.2 s, paid only by this format

    return to_workbook(summary)


def _picture(kind: str) -> Callable[[Summary], bytes]:
    def draw(summary: Summary) -> bytes:
        from lib.summary import picture  # Pillow: paid only by these formats

        made: bytes = getattr(picture, kind)(summary)
        return made

    return draw


def _calendar(summary: Summary) -> bytes:
    from lib.summary.calendar import to_ics

    return to_ics(summary)


def _table(summary: Summary) -> bytes:
    return to_csv(summary.log)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ALL = (
    Format("xlsx", "Excel workbook", ".xlsx", _XLSX, True, _workbook),
    Format("html", "Report to print", ".html", "text/html", False, _report),
    Format("md", "Markdown", ".md", "text/markdown", False, _markdown),
    Format("ics", "Calendar", ".ics", "text/calendar", False, _calendar),
    Format("png", "Picture, wide", ".png", "image/png", True, _picture("to_png")),
    Format("square.png", "Picture, square", "-square.png", "image/png", True, _picture("to_square_png")),
    Format("svg", "Picture to edit", ".svg", "image/svg+xml", False, _picture("to_svg")),
    Format(
        "sankey.txt", "Text for SankeyMATIC", "-sankey.txt", "text/plain", False, _picture("to_sankeymatic")
    ),
    Format("csv", "Cleaned log as CSV", "-log.csv", "text/csv", False, _table),
    Format("json", "JSON, for scripts", ".json", "application/json", False, _json),
)

FORMATS: Mapping[str, Format] = MappingProxyType({f.key: f for f in _ALL})
"""Every format by its key, in the order in which the pages offer them."""
