"""What each number means, in a sentence to show beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HELP: Mapping[str, str] = MappingProxyType(
    {
        "applications": "Rows that are applications; saved, drafted and skipped postings are not.",
        "open": "Applications without an outcome so far, however long ago you sent them.",
        "range": (
            "With these counts, the true share lies between the two ends in 95 of 100 such logs "
            "(Wilson's interval)."
        ),
        "rejection_rate": (
            "Rejected, out of the applications that are decided: rejected, noted as no reply, or offered. "
            "Open and withdrawn ones are left out."
        ),
        "turned_down_so_far": "Rejected, out of all applications, the open ones included.",
        "any_reply": (
            "Answered either way, out of the applications decided, answered, or silent beyond the silence "
            "cut-off. While many are younger, mostly what has been answered counts, and the share will fall."
        ),
        "positive_reply": (
            "Led to a first conversation or test, out of the applications decided, answered, or silent "
            "beyond the silence cut-off. While many are younger, mostly what has been answered counts: it "
            "will fall."
        ),
        "mature": (
            "Applications that are decided, answered, or silent for longer than the silence cut-off: younger "
            "silence says nothing yet."
        ),
        "reached": (
            "Applications that got at least this far: what was rejected after an interview still counts as "
            "an interview, and an offer counts at every stage."
        ),
        "conversion": (
            "Of the applications that reached a stage and are no longer undecided there, those that reached "
            "the next; what you withdrew there is left out."
        ),
        "pooled": (
            "The rate of a value, drawn towards your overall rate as far as its few applications call for, "
            "so that 1 of 2 does not outrank 10 of 30."
        ),
        "p_best": "The chance that this value has the highest rate of all, going by these counts.",
        "needed": (
            "About how many more answered applications, spread as so far, would show a difference between "
            "the two largest values, if their rates stay as they are; not said under five answered each."
        ),
        "role_group": (
            "Job titles that share their main words, without seniority, level, place and working mode; "
            "titles that come up rarely are “other”."
        ),
        "reply_curve": (
            "The share of applications answered, either way, by each day after sending; those still silent "
            "count as waiting, not as unanswered (Kaplan–Meier)."
        ),
        "invited_curve": (
            "The share of applications invited to a first conversation or test by each day after sending, "
            "where a rejection can come first (Aalen–Johansen)."
        ),
        "turned_down_curve": (
            "The share of applications turned down by each day after sending, where an invitation can come "
            "first (Aalen–Johansen)."
        ),
        "left_out": (
            "Applications without a date that can be used: no date of sending, an answer without a date, a "
            "date in the future, or an answer before the application."
        ),
        "median_reply": (
            "The day by which half of your applications have an answer, with those still silent counted as "
            "waiting; “not yet” while fewer than half have one."
        ),
        "naive_median": (
            "The middle of the waits that ended with an answer; it forgets those you are still waiting for, "
            "so it looks quicker than it is."
        ),
        "median_by_outcome": (
            "The day by which half of the invitations that come have come, and the same for rejections that "
            "are the first word; corrected for answers still to come (Aalen–Johansen), over the days that "
            "your log has seen."
        ),
        "silence_cutoff": (
            "The day by which nine in ten of the answers that come have come, between 14 and 60 days; "
            "longer silence counts as unanswered."
        ),
        "follow_up_day": (
            "The day after sending from which to follow up: when half of the good answers have come, "
            "between 7 and 10 days."
        ),
        "age_days": "Days since you sent it.",
        "chance_positive": (
            "The chance that a first conversation still comes, given the silence so far; empty after "
            "an answer."
        ),
        "chance_reply_14d": (
            "The chance of any answer within the next 14 days, given the silence so far; empty after "
            "an answer."
        ),
        "advice": (
            "Wait until the follow-up day; follow up while the chance is above a third of what it was on the "
            "first day; let go past the silence cut-off or below that third."
        ),
        "pace": (
            "Applications sent in the last 28 days, by the week; in a younger log over the days since the "
            "first one, at least 7."
        ),
        "pace_range": "The range of weekly paces that such a count of applications is compatible with.",
        "usual_pace": "Applications a week in the up to 22 weeks before the last 28 days.",
        "idle_days": (
            "Days of the last 56 without any activity, in pauses that began within two days of a rejection, "
            "counted beyond the third day."
        ),
        "recovery": (
            "Days from a rejection to your next application, conversation or other entry; the pause you are "
            "in counts as still going on."
        ),
        "weekly": "Applications sent, first answers and rejections, week by week (Monday to Sunday).",
        "recent": "The last 28 days, beside the 28 days before them.",
        "by_month": "The rate of the applications sent in each month, with its 95% range.",
        "chance_of_reply": (
            "The chance that at least one of your next applications leads to a conversation, by your log "
            "and published figures. Those still waiting count in part: so it is lower than a young log’s "
            "rate."
        ),
        "applications_for": (
            "How many further applications give an 80% chance of at least one conversation, if things go on "
            "as in your log; in weeks only once your log is two weeks old."
        ),
        "offer_forecast": (
            "The chance that at least one of your next applications ends in an offer, simulated through the "
            "stages that your log records; no promise."
        ),
        "themes": (
            "What the reasons and feedback in your log speak of, found by a fixed list of words; one "
            "application can count in several themes."
        ),
        "as_of": "The day that everything is seen from: it decides how old each open application is.",
    }
)
"""Key of a number → one or two short sentences that define it for a person."""
