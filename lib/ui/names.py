"""What fields, stages, outcomes and channels are called on the screen."""

from __future__ import annotations

from lib.charts.labels import AREA_NAMES, CHANNEL_NAMES

FIELDS = {
    "company": "Company",
    "role": "Role",
    "applied_on": "Day applied",
    "status": "Status",
    "replied_on": "Day of first reply",
    "last_word_on": "Day of last word from them",
    "channel": "How you applied",
    "screen_on": "Day of first conversation or test",
    "interview_on": "Day of interview",
    "final_on": "Day of final round",
    "offer_on": "Day of offer",
    "closed_on": "Day it ended",
    "location": "Location",
    "salary": "Salary",
    "resume_version": "Résumé version",
    "seniority": "Seniority",
    "contact": "Contact",
    "url": "Link",
    "reason": "Reason given",
    "feedback_asked_on": "Day you asked for feedback",
    "feedback": "Feedback received",
    "lesson": "What you learned",
    "notes": "Notes",
    "feeling": "How it felt, 1 to 5",
}
"""Field → its name, in the order in which people look for them."""

CORE = ("company", "role", "applied_on", "status", "replied_on", "channel")
"""Fields that every log is asked about; the others are shown where the log has them."""

STAGES = {
    "applied": "Applied",
    "screen": "First conversation or test",
    "interview": "Interview",
    "final": "Final round",
    "offer": "Offer",
}

OUTCOMES = {
    "open": "Waiting",
    "rejected": "Turned down",
    "no_reply": "No reply",
    "withdrawn": "You withdrew",
    "offer": "Offer on the table",
    "accepted": "Accepted",
    "declined": "You declined",
    "not_applied": "Not applied yet",
    "unknown": "Not understood",
}

CHANNELS = CHANNEL_NAMES
AREAS = AREA_NAMES

SET_ASIDE = {
    "blank": "blank",
    "not an application": "not an application",
    "not applied yet": "saved, not applied yet",
    "repeated header": "the header again",
    "total or note": "a total or a note",
    "exact duplicate": "exactly the same as an earlier row",
    "no company and no role": "no company and no role",
}
