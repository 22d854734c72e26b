"""The spreadsheet that a simulated job seeker keeps: what happened, less what this person leaves out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

SOURCES = {
    "board": ("LinkedIn", "Indeed", "Glassdoor"), "site": ("Company website",), "outreach": ("Cold email",),
    "referral": ("Referral",), "recruiter": ("Recruiter",), "unknown": ("",),
}  # fmt: skip
ROLES = (
    "Data Analyst",
    "Senior Data Analyst",
    "Product Manager",
    "Marketing Specialist",
    "Nurse",
    "Accountant",
)
REASONS = (
    "More leadership experience elsewhere", "Wanted deeper SQL", "Internal candidate",
    "Case study too shallow", "Missing industry experience", "Communication of results",
)  # fmt: skip
HEADERS = {"screen": "Phone screen", "interview": "Interview", "final": "Final round"}


@dataclass
class Application:
    """What truly happened to one application, as far as it has happened."""

    applied: date
    channel: str
    company: str
    role: str
    reached: int = 0
    outcome: str = "open"
    days: list[date] = field(default_factory=list)
    closed: date | None = None
    reason: str = ""
    asked: date | None = None
    feedback: str = ""


@dataclass(frozen=True)
class Gaps:
    """What a spreadsheet leaves out: chances that a whole column is not kept, and that a cell is blank."""

    no_applied: float = 0.0
    no_channel: float = 0.0
    no_replied: float = 0.0
    no_stages: float = 0.0
    no_closed: float = 0.0
    no_reason: float = 0.0
    no_asked: float = 0.0
    no_outcome: float = 0.0
    """That no answer of any kind is ever written down."""
    applied: float = 0.0
    days: float = 0.0
    channel: float = 0.0
    reason: float = 0.0
    forgotten: float = 0.0
    """That a rejection is not written down, so the application still looks open."""
    bare: float = 0.0
    """That a rejection does not say after which stage it came."""


COMPLETE = Gaps()


def write(sent: Sequence[Application], stages: Sequence[str], gaps: Gaps, rng: np.random.Generator) -> bytes:
    """The log as a CSV file, with what this person leaves out left out."""

    def kept(chance: float) -> bool:
        return bool(rng.random() >= chance)

    told = kept(gaps.no_outcome)
    columns = {"Company": True, "Role": True, "Date applied": kept(gaps.no_applied)}
    columns["Source"] = kept(gaps.no_channel)
    columns |= dict.fromkeys((HEADERS[s] for s in stages), kept(gaps.no_stages) and told)
    columns |= {"Status": True, "Response date": kept(gaps.no_replied) and told}
    columns["Closed"] = kept(gaps.no_closed) and told
    columns["Reason"] = kept(gaps.no_reason) and told
    columns |= dict.fromkeys(("Feedback asked on", "Feedback"), kept(gaps.no_asked) and told)
    out = io.StringIO()
    table = csv.DictWriter(out, [c for c, there in columns.items() if there], extrasaction="ignore")
    table.writeheader()
    for made in sent:
        table.writerow(_cells(made, stages, gaps, rng, told))
    return out.getvalue().encode()


def _cells(
    made: Application, stages: Sequence[str], gaps: Gaps, rng: np.random.Generator, told: bool
) -> dict[str, str]:
    def kept(value: object, chance: float) -> str:
        return "" if value is None or rng.random() < chance else str(value)

    hidden = rng.random() < gaps.forgotten and made.outcome == "rejected"
    closed = None if hidden else made.closed
    replied = made.days[0] if made.days else closed
    dated = [made.days[i] if i < len(made.days) else None for i in range(len(stages))]
    status = _status(made, stages, rng.random() < gaps.bare, hidden) if told else "Applied"
    return {
        "Company": made.company, "Role": made.role, "Date applied": kept(made.applied, gaps.applied),
        "Source": kept(rng.choice(SOURCES[made.channel]), gaps.channel),
        **{HEADERS[s]: kept(day, gaps.days) for s, day in zip(stages, dated, strict=True)},
        "Status": status, "Response date": kept(replied, gaps.days), "Closed": kept(closed, gaps.days),
        "Reason": "" if hidden else kept(made.reason, gaps.reason),
        "Feedback asked on": kept(made.asked, 0.0), "Feedback": kept(made.feedback, gaps.reason),
    }  # fmt: skip


def _status(made: Application, stages: Sequence[str], bare: bool, hidden: bool) -> str:
    names = ("Applied", *(HEADERS[stage] for stage in stages), "Offer")
    reached = names[made.reached]
    if made.outcome == "open" or hidden:
        return reached
    if made.outcome in ("offer", "declined"):
        return "Offer" if made.outcome == "offer" else "Offer declined"
    word = {"rejected": "Rejected", "no_reply": "No response", "withdrawn": "Withdrawn"}[made.outcome]
    return word if bare or not made.reached else f"{word} after {reached.lower()}"
