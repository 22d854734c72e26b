"""What each measure means, in a sentence to show beside it; docs/measures.md is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

HELP: Mapping[str, str] = MappingProxyType(
    {
        "applications": "Rows that are applications; adverts that were only saved, and drafts, are not.",
        "open": "Applications without an outcome, however long ago you sent them.",
        "range": (
            "With these counts, the true share lies between the two ends in 95 of 100 such logs "
            "(Wilson’s interval)."
        ),
        "rejection_rate": (
            "Turned down, out of the applications that are decided: turned down, noted as no reply, "
            "or with an offer. Waiting and withdrawn ones are left out."
        ),
        "no_reply": (
            "Noted as no reply, or waiting for longer than the days after which hardly any reply comes. "
            "Beside it: how many had a reply, of those answered, decided or waiting for so long."
        ),
        "turned_down_without": (
            "Turned down, and no conversation or test is known to have come before. Those turned down "
            "later are counted under “Led to a conversation”, and in the number of all beside it."
        ),
        "too_early": (
            "Waiting, and too recent to count as no reply; or waiting since a day that your log does not say."
        ),
        "otherwise": "Answered with neither yes nor no so far, or ended by you before any answer.",
        "turned_down_so_far": "Turned down, out of all applications, waiting ones included.",
        "any_reply": (
            "Had a reply of any kind, out of the applications that are decided, answered, or have "
            "waited longer than the days after which no reply is expected. While most are more "
            "recent, the share is too high and will fall."
        ),
        "positive_reply": (
            "Led to a first conversation or test, out of the same applications as “Answered”. While "
            "most are more recent, the share is too high and will fall."
        ),
        "mature": (
            "Applications that are decided, answered, or have waited longer than the days after "
            "which no reply is expected. More recent ones say nothing yet."
        ),
        "reached": (
            "Applications that got at least this far. One that was turned down after an interview "
            "still counts as an interview, and an offer counts at every stage."
        ),
        "conversion": (
            "Of the applications that reached a stage and no longer wait there, those that reached "
            "the next. What you withdrew there is left out."
        ),
        "pooled": (
            "The rate of a value, moved towards your overall rate; more so the fewer applications it "
            "has. So 1 of 2 does not come before 10 of 30."
        ),
        "p_best": "The chance that this value has the highest rate of all, going by these counts.",
        "needed": (
            "About how many more applications with a reply would show a difference between the two "
            "largest values, if their rates stay as they are. Not said where one of them has fewer than five."
        ),
        "role_group": (
            "Job titles that share their main words, without seniority, level, place and working "
            "mode. Rare titles are “other”."
        ),
        "reply_curve": (
            "The share of applications with a reply of any kind by each day after sending. Those "
            "without one count as waiting (Kaplan–Meier)."
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
            "Applications without a usable date: no day of sending, a reply without a day, a day in "
            "the future, or a reply before the application."
        ),
        "median_reply": (
            "The day by which half of your applications had a reply; those without one count as "
            "waiting. “Not yet” while fewer than half had one."
        ),
        "naive_median": (
            "The middle of the waits that ended with a reply. Those you are still waiting for are "
            "left out, so it looks quicker than it is."
        ),
        "median_by_outcome": (
            "The day by which half of the invitations have come, and the same for rejections without "
            "a conversation. Replies still to come are allowed for (Aalen–Johansen), up to the days "
            "that your log has seen."
        ),
        "silence_cutoff": (
            "90% of the employers who reply do so by this day. It lies between 14 and 60 days; what "
            "has waited longer counts as no reply."
        ),
        "follow_up_day": (
            "The day after sending from which to follow up: when half of the invitations have come, "
            "between 7 and 10 days."
        ),
        "age_days": "Days since you sent it.",
        "chance_positive": (
            "The chance that an invitation still comes, given how long you have waited. Empty after a reply."
        ),
        "chance_reply_14d": (
            "The chance of any reply within the next 14 days, given how long you have waited. Empty "
            "after a reply."
        ),
        "advice": (
            "Wait until the follow-up day. Follow up while the chance is above a third of what it "
            "was on the first day. Stop waiting below that, or once no reply is expected."
        ),
        "pace": (
            "Applications sent in the last 28 days, by the week. In a younger log it is the days "
            "since the first application, at least 7."
        ),
        "next_weeks": (
            "What the next four weeks bring in 8 of 10 such searches: half the present pace, half the "
            "usual, and, counted as four weeks of your log, what others send (4.1 a week)."
        ),
        "usual_pace": "Applications a week in the up to 22 weeks before the last 28 days.",
        "idle_days": (
            "Days of the last 56 on which you did nothing for your search, in pauses that began "
            "within two days of a rejection. The first three days of a pause are not counted."
        ),
        "recovery": (
            "Days from a rejection to your next application, conversation or other entry; the pause you are "
            "in counts as still going on."
        ),
        "weekly": "Applications sent, first replies and rejections, week by week (Monday to Sunday).",
        "recent": "The last 28 days, beside the 28 days before them.",
        "by_month": "The rate of the applications sent in each month, with its 95% range.",
        "chance_of_reply": (
            "The chance that at least one of your next applications leads to a conversation, by your log "
            "and published figures. Those still waiting count in part: so it is lower than a young log’s "
            "rate."
        ),
        "applications_for": (
            "How many more applications give an 80% chance of at least one conversation, if things "
            "go on as in your log. In weeks only once your log is two weeks old."
        ),
        "offer_forecast": (
            "The chance that at least one of your next applications ends in an offer, simulated "
            "through the stages that your log records. It is no promise."
        ),
        "themes": (
            "What the reasons and feedback in your log are about, found by a fixed list of words. "
            "One application can count in several themes."
        ),
        "as_of": "The day from which everything is seen: it decides how long each application has waited.",
    }
)
"""Key of a number → one or two short sentences that define it for a person."""
