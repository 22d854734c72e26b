"""Writes docs/measures.md and docs/assumptions.md from the definitions that the app itself shows.

Run: python docs/make_tables.py
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

from lib.focus import evidence  # noqa: E402
from lib.focus.priors import Assumption, Assumptions  # noqa: E402
from lib.measures.help import HELP  # noqa: E402

GROUPS = {
    "What is counted": ("applications", "open", "mature", "silence_cutoff", "left_out", "as_of"),
    "Rates": (
        "rejection_rate",
        "turned_down_so_far",
        "turned_down_without",
        "no_reply",
        "too_early",
        "otherwise",
        "any_reply",
        "positive_reply",
        "range",
    ),
    "Stages": ("reached", "conversion"),
    "Comparisons": ("pooled", "p_best", "needed", "role_group", "by_month"),
    "Waiting": (
        *("reply_curve", "invited_curve", "turned_down_curve"),
        *("median_reply", "median_by_outcome", "naive_median"),
        *("age_days", "chance_positive", "chance_reply_14d", "follow_up_day", "advice"),
    ),
    "Pace": ("pace", "next_weeks", "usual_pace", "idle_days", "recovery", "weekly", "recent"),
    "What may come": ("chance_of_reply", "applications_for", "offer_forecast"),
    "Reasons": ("themes",),
}
"""Heading → the measures under it, by their key in the help texts."""

UNITS = {"share": "%", "days": "days", "weeks": "weeks", "times": "times", "count": ""}


def measures() -> str:
    """Every measure with its definition, as the app shows it."""
    lines = [
        "# What each number means",
        "",
        "The same sentences stand beside the numbers in the app. Every share is shown with its counts;",
        "of fewer than five no share is shown.",
        "",
    ]
    for heading, keys in GROUPS.items():
        lines += [f"## {heading}", "", "| Number | Definition |", "|---|---|"]
        lines += [f"| {key.replace('_', ' ')} | {HELP[key]} |" for key in keys]
        lines.append("")
    return "\n".join([*lines, "Written by `python docs/make_tables.py`; a test keeps it current.", ""])


def assumptions() -> str:
    """Every assumption of the ranking with its default, its limits and what it rests on."""
    described = Assumptions().described()
    lines = [
        "# What the ranking assumes",
        "",
        "Each of these can be changed on the page “What this assumes”, which Focus leads to, and the ranking",
        "answers at once. How they work together is in [How the ranking works](focus.md).",
        "",
        "| Assumption | Default | From | To | Rests on |",
        "|---|---:|---:|---:|---|",
        *(_line(one) for one in described),
        "",
        "Written by `python docs/make_tables.py`; a test keeps it current.",
    ]
    return "\n".join([*lines, ""])


def _line(one: Assumption) -> str:
    figures = [evidence.load()[key] for key in one.figures]
    basis = "; ".join([one.why, *(f.citation for f in figures)])
    values = " | ".join(_value(v, one.unit) for v in (one.default, one.low, one.high))
    return f"| {one.name} | {values} | {basis} |"


def _value(value: float, unit: str) -> str:
    shown = value * 100 if unit == "share" else value
    return f"{shown:.3g} {UNITS[unit]}".strip()


PAGES = {"measures.md": measures, "assumptions.md": assumptions}

if __name__ == "__main__":
    for name, render in PAGES.items():
        (DOCS / name).write_text(render(), encoding="utf-8")
