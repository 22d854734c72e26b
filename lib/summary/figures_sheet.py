"""The sheet of the workbook with the figures; beside each table is a native chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.worksheet.pagebreak import Break

from lib.measures.pace import weekly
from lib.measures.segments import compare
from lib.measures.sending import next_weeks_words
from lib.summary.bundle import Summary
from lib.summary.cells import ACCENT, cell, fit_height, header_cells, set_up_print, set_widths
from lib.summary.statements import search_words
from lib.words import terms
from lib.words.phrases import named_day

SHARE = "0%_)"
"""A share, and the room of a bracket behind it: LibreOffice forgets the indent of percentages."""
SIGNED = "+0%;−0%;0%"
WEEK = '"week of "d mmm yyyy'
"""Number format of a Monday that stands for its week: as days, weeks can be sorted."""
WIDTHS = (40, 15, 12, 12, 14, 16, 64)
"""Column widths. The last column is for text and is wrapped, so that the text does not run under a chart."""
CHART_AT = "I"
"""The column, beside the tables, at which the charts begin."""
RECENT_WEEKS = 26


@dataclass
class Cursor:
    """Writes a write-only sheet row by row, and counts the rows."""

    sheet: Any
    row: int = 1
    charts_until: int = field(default=1)
    """The first row below the last chart, so that charts do not overlap."""

    def line(
        self, values: Sequence[Any] = (), look: str = "plain", formats: Sequence[str | None] = ()
    ) -> None:
        """Write one row; `formats` are the number formats of its cells."""
        padded = [*formats, *([None] * (len(values) - len(formats)))]
        if look == "plain" and len(values) == len(WIDTHS):
            look = "wrapped"
            fit_height(self.sheet, self.row, values, WIDTHS)
        number = "number" if look == "plain" else look
        looks = ["label" if look == "plain" else look, *([number] * (len(values) - 1))]
        cells = zip(values, looks, padded, strict=True) if values else ()
        self.sheet.append([cell(self.sheet, *part) for part in cells])
        self.row += 1

    def table(
        self, title: str, headers: Sequence[str], rows: Sequence[Sequence[Any]], *formats: str | None
    ) -> int:
        """Write a heading, a header and the rows; returns the row number of the header."""
        self.line([title], "heading")
        samples = [(), *zip(*(row[1:] for row in rows), strict=True)]
        self.sheet.append(header_cells(self.sheet, headers, samples, filtered=False))
        header = self.row
        self.row += 1
        for row in rows:
            self.line(row, "plain", formats)
        self.line()
        return header

    def new_page(self) -> None:
        """What follows begins below the last chart, and on a page of its own: no chart is split on paper."""
        while self.row < self.charts_until:
            self.line()
        self.sheet.row_breaks.append(Break(id=self.row - 1))

    def chart(
        self,
        title: str,
        header: int,
        rows: int,
        columns: Sequence[int],
        *,
        across: bool = False,
        most: float | None = None,
    ) -> None:
        """Add a bar chart of some columns of the table under `header`, beside it; its axis ends at `most`."""
        if not rows:
            return
        chart = BarChart()
        chart.type, chart.style, chart.title = ("bar" if across else "col"), 10, title
        chart.height, chart.width = 7.5, 17
        for number, column in enumerate(columns):
            values = Reference(self.sheet, min_col=column, min_row=header, max_row=header + rows)
            chart.add_data(values, titles_from_data=True)
            chart.series[number].graphicalProperties.solidFill = (ACCENT, "B7791F", "7A868E")[number % 3]
        chart.set_categories(Reference(self.sheet, min_col=1, min_row=header + 1, max_row=header + rows))
        self._finish(chart, across, len(columns))
        chart.y_axis.scaling.max = most
        at = max(header, self.charts_until)
        self.sheet.add_chart(chart, f"{CHART_AT}{at}")
        self.charts_until = at + 17

    @staticmethod
    def _finish(chart: BarChart, across: bool, series: int) -> None:
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.majorGridlines = None
        chart.gapWidth = 60
        chart.x_axis.number_format, chart.x_axis.auto = "d mmm", False  # of weeks; names stay as they are
        if across:
            chart.x_axis.scaling.orientation = "maxMin"
        if series == 1:
            chart.legend = None
            # Every part is set, because some programs show the parts that are not.
            chart.dataLabels = DataLabelList(
                showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
            )
        else:
            chart.legend.position = "b"


def write_figures(sheet: Any, summary: Summary) -> None:
    """Write the tables of areas, rates, stages, weeks and channels, with counts beside every share."""
    set_widths(sheet, WIDTHS)
    set_up_print(sheet)
    cursor = Cursor(sheet)
    cursor.line([f"Summary as of {named_day(summary.as_of)}"], "title")
    if said := search_words(summary):
        cursor.line([said])
    cursor.line([summary.ranking.sentence])
    cursor.line()
    _areas(cursor, summary)
    _rates(cursor, summary)
    _stages(cursor, summary)
    _channels(cursor, summary)
    _weeks(cursor, summary)


def _areas(cursor: Cursor, summary: Summary) -> None:
    headers = ("Area", "Change", "Low", "High", "Comes first", "Enough to tell", "Because")
    ranked = summary.ranking.is_ranked
    rows = [
        (
            area.name,
            *((area.effect, area.low, area.high, area.first) if ranked and area.measurable else (None,) * 4),
            "yes" if ranked and area.measurable else "no",
            area.because if area.measurable else area.missing or area.because,
        )
        for area in summary.ranking.placed
    ]
    header = cursor.table(
        "The five areas: change in offers a week", headers, rows, None, SIGNED, SIGNED, SIGNED, SHARE
    )
    cursor.chart("Change in offers a week, by area", header, len(rows) * ranked, [2], across=True)


def _rates(cursor: Cursor, summary: Summary) -> None:
    headers = ("Rate", "Count", "Of", "Share", "Low", "High", "What it is")
    rows = [
        (terms.RATES[name], r.hits, r.trials, r.share, r.low, r.high, terms.MEANINGS[name])
        for name, r in summary.rates.items()
    ]
    if summary.not_understood:
        told = "applications, which count as waiting until you say what their status means"
        rows.append(
            ("Status not understood", summary.not_understood, len(summary.log), None, None, None, told)
        )
    cursor.table("Rates", headers, rows, None, "0", "0", SHARE, SHARE, SHARE)


def _stages(cursor: Cursor, summary: Summary) -> None:
    rows = [(terms.STAGES[stage].label, reached) for stage, reached in summary.reached.items()]
    header = cursor.table("How far applications got", ("Stage", "Applications"), rows, None, "0")
    cursor.chart("Applications that reached each stage", header, len(rows), [2], across=True)


def _channels(cursor: Cursor, summary: Summary) -> None:
    seen = summary.seen
    by_channel = compare(seen, "channel", seen.positive, seen.mature)
    if by_channel.table.empty:
        return
    columns = ("value", "hits", "trials", "share", "low", "high")
    rows = [
        (terms.CHANNELS.get(row[0], row[0]), *row[1:])
        for row in by_channel.table[list(columns)].itertuples(index=False)
    ]
    headers = ("How you applied", "Count", "Of", "Share", "Low", "High")
    header = cursor.table(
        "Led to a conversation, by how you applied", headers, rows, None, "0", "0", SHARE, SHARE, SHARE
    )
    title = "Share that led to a conversation, by how you applied"
    cursor.chart(title, header, len(rows), [4], across=True, most=1.0)


def _weeks(cursor: Cursor, summary: Summary) -> None:
    weeks = weekly(summary.seen).tail(RECENT_WEEKS)
    columns = ("week_start", "applied", "replies", "rejected")
    rows = list(weeks[list(columns)].itertuples(index=False, name=None))
    headers = ("Week", "Applied", "First replies", "Turned down")
    cursor.new_page()
    header = cursor.table(f"By week, the last {RECENT_WEEKS} at most", headers, rows, WEEK, "0", "0", "0")
    if ahead := next_weeks_words(summary.seen):
        cursor.line([ahead])
    cursor.chart("Applications and replies by week", header, len(rows), [2, 3, 4])
