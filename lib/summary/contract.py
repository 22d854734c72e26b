"""The summary as JSON, a public contract: keys may be added, but none is ever changed or removed."""

from __future__ import annotations

from typing import Any

from lib.log.news import ROWS, STANDINGS, live
from lib.log.schema import ASKED, STAGES, ImportResult, Question, UnreadableLog
from lib.log.telling import event_words
from lib.measures.curves import Curve
from lib.measures.funnel import reached_as_told
from lib.measures.pace import log_days
from lib.measures.rates import Rate, outcome_counts
from lib.measures.searches import Search
from lib.measures.sending import next_weeks
from lib.summary.bundle import Summary

CURVE_DAYS = (7, 14, 21, 30, 45, 60)
"""The days after applying at which the waiting curves are reported."""

PLACES = 4
"""Decimal places of every share."""


def to_json(summary: Summary) -> dict[str, Any]:
    """Everything about one log as plain JSON values; days are ISO text, shares 0 to 1, unknown is null."""
    return {
        "as_of": summary.as_of.isoformat(),
        **understood(summary.result),
        "search": _search(summary.search),
        "counts": _counts(summary),
        "rates": {name: rate_json(rate) for name, rate in summary.rates.items()},
        "waiting": _waiting(summary),
        "pace": _pace(summary),
        "focus": _focus(summary),
        "steps": _steps(summary),
        "recorded": _recorded(summary),
    }


def _search(search: Search | None) -> dict[str, Any] | None:
    """The search that counts, rates, focus and steps speak of, where one of several was chosen."""
    if search is None:
        return None
    first, last = search.period.start, search.period.end
    return {"first": first.isoformat(), "last": last.isoformat(), "sent": search.sent}


def _recorded(summary: Summary) -> list[dict[str, Any]]:
    """What happened since the spreadsheet was saved, in the order in which it was recorded.

    The day of an invitation is that of the conversation, where it is known.
    """
    events = summary.additions.events
    living = live(summary.result.log, events, removed=False)
    rows = dict(zip(living.names, living.log.applications["row"].tolist(), strict=True))
    return [
        {"row": rows.get(e.application), "what": event_words(e), "day": day.isoformat() if day else None}
        for e, day in ((e, e.due or e.on) for e in events)
        if e.what in (*STANDINGS, *ROWS)
    ]


def error_json(error: UnreadableLog) -> dict[str, Any]:
    """The JSON that is given in place of a summary when a file cannot be used."""
    return {"error": {"title": error.title, "message": error.message}}


def understood(result: ImportResult) -> dict[str, Any]:
    """How the file was read: its source, columns, statuses, rows and repairs."""
    return {
        "source": _source(result),
        "columns": {match.field: match.header for match in result.columns},
        "statuses": {
            reading.text: {
                "stage": reading.stage,
                "stage_known": reading.stage_known,
                "outcome": reading.outcome,
                "rows": reading.rows,
            }
            for reading in result.statuses
        },
        "date_order": result.date_order,
        "rows": {
            "read": result.rows_read,
            "applications": len(result.log),
            "set_aside": len(result.set_aside),
        },
        "set_aside": [{"row": line.row, "reason": line.reason} for line in result.set_aside],
        "repairs": [
            {"row": r.row, "column": r.column, "before": r.before, "after": r.after, "why": r.why}
            for r in result.repairs
        ],
        "questions": [_question(question) for question in result.questions[:ASKED]],
        "questions_left": [_question(question) for question in result.questions[ASKED:]],
        "columns_unused": [
            {"header": use.header, "why": use.why}
            for use in result.uses
            if use.field is None and not use.is_stage
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "about": question.about,
        "field": question.field,
        "header": question.header,
        "value": question.value,
        "rows": question.rows,
        "default": question.default,
        "options": [answer.value for answer in question.answers],
        "text": question.text,
    }


def _source(result: ImportResult) -> dict[str, Any]:
    source = result.source
    sheets = list(source.sheets)
    return {
        "file": source.file,
        "format": source.format,
        "sheet": sheets if len(sheets) > 1 else next(iter(sheets), None),
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header_row": source.header_row,
    }


def _counts(summary: Summary) -> dict[str, Any]:
    stages = reached_as_told(summary.seen)
    return {
        "outcome": outcome_counts(summary.seen),
        "reached": {name: int(stages.get(name, 0)) for name in STAGES},
    }


def rate_json(rate: Rate) -> dict[str, Any]:
    """Hits, trials, and the share with its 95% Wilson limits; null without a trial.

    `unknown` counts applications of which nobody knows whether they are trials; if any, the share is null.
    """
    return {
        "hits": rate.hits,
        "trials": rate.trials,
        "unknown": rate.unknown,
        "share": _rounded(rate.share),
        "low": _rounded(rate.low),
        "high": _rounded(rate.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or value != value else round(float(value), PLACES)


def _waiting(summary: Summary) -> dict[str, Any]:
    competing = summary.seen.competing
    return {
        "any_reply": _points(summary.seen.reply_curve),
        "invited": _points(competing.invited if competing else None),
        "turned_down": _points(competing.turned_down if competing else None),
        "silence_cutoff_days": summary.seen.cutoff,
        "median_reply_days": summary.median_reply_days,
    }


def _points(curve: Curve | None) -> list[dict[str, Any]]:
    if curve is None:
        return []
    points = (curve.at(day) for day in CURVE_DAYS)
    return [
        {"day": p.day, "share": _rounded(p.share), "low": _rounded(p.low), "high": _rounded(p.high)}
        for p in points
    ]


def _pace(summary: Summary) -> dict[str, Any]:
    pace, weeks = summary.pace, next_weeks(summary.seen)
    return {
        "per_week": None if log_days(summary.seen) is None else _rounded(pace.per_week),
        "usual_per_week": _rounded(pace.usual_per_week),
        "idle_days": pace.idle_days,
        "next_four_weeks": dict(zip(("low", "high"), weeks, strict=True)) if weeks else None,
    }


def _focus(summary: Summary) -> dict[str, Any]:
    ranking = summary.ranking
    return {
        "state": ranking.state,
        "lead": ranking.lead,
        "areas": [
            {
                "area": area.area,
                "lever": area.lever,
                "effect": _rounded(area.effect),
                "low": _rounded(area.low),
                "high": _rounded(area.high),
                "first": _rounded(area.first),
                "measurable": area.measurable,
                "because": area.because,
            }
            for area in ranking.areas
        ],
    }


def _steps(summary: Summary) -> list[dict[str, Any]]:
    return [
        {
            "area": step.area,
            "what": step.what,
            "due": step.due.isoformat(),
            "minutes": step.minutes,
            "why": step.why,
            "row": step.row,
        }
        for step in summary.plan.steps
    ]
