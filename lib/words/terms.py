"""What stages, outcomes, channels, areas and fields are called: one name each, wherever it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lib.words.phrases import counted, with_article


@dataclass(frozen=True)
class Thing:
    """The name of something that can be counted, alone and in a sentence."""

    label: str
    """The name where it stands alone: in a cell, on an axis, on a button."""
    one: str
    """The name of one in a sentence, without an article."""
    many: str

    @property
    def a(self) -> str:
        """One of them with its article: "an interview"."""
        return with_article(self.one)

    def counted(self, count: int) -> str:
        """A number of them: "1 interview", "3 interviews"."""
        return counted(count, self.one, self.many)


@dataclass(frozen=True)
class Name:
    """The name of a state: alone, and as it stands in a sentence."""

    label: str
    """The name where it stands alone: in a cell, on an axis, on a button."""
    text: str
    """The name in a sentence, after a count of applications: "3 turned down"."""


@dataclass(frozen=True)
class AreaName:
    """The name of an improvement area: in full, and a short one for where there is little room."""

    title: str
    label: str


def labels(names: Mapping[str, Thing] | Mapping[str, Name] | Mapping[str, AreaName]) -> dict[str, str]:
    """Key → the name as it stands alone."""
    return {key: name.label for key, name in names.items()}


STAGES: Mapping[str, Thing] = MappingProxyType(
    {
        "applied": Thing("Applied", "application", "applications"),
        "screen": Thing("First conversation", "first conversation", "first conversations"),
        "interview": Thing("Interview", "interview", "interviews"),
        "final": Thing("Final round", "final round", "final rounds"),
        "offer": Thing("Offer", "offer", "offers"),
    }
)
OUTCOMES: Mapping[str, Name] = MappingProxyType(
    {
        "open": Name("Waiting", "waiting"),
        "rejected": Name("Turned down", "turned down"),
        "no_reply": Name("No reply", "without a reply"),
        "withdrawn": Name("You withdrew", "withdrawn by you"),
        "offer": Name("Offer", "with an offer"),
        "accepted": Name("You accepted", "accepted by you"),
        "declined": Name("You declined", "declined by you"),
    }
)
"""How an application stands. "You" is said where the person decided, since employers decline as well."""

NEWS: Mapping[str, str] = MappingProxyType(
    {
        "rejected": "Turned down",
        "invited": "Invited to talk",
        "offer": "An offer",
        "no_reply": "No reply, I let it go",
        "withdrawn": "I withdrew",
        "accepted": "I accepted",
        "declined": "I declined",
    }
)
"""What can have happened to an application, as the person says it when they record news."""

READINGS: Mapping[str, Name] = MappingProxyType(
    {
        **OUTCOMES,
        "not_applied": Name("Not applied yet", "not applied yet"),
        "unknown": Name("Not understood", "not understood"),
    }
)
"""What a status can mean: one of the outcomes, not an application yet, or nothing that Detour knows."""

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "board": "Job board",
        "site": "Company site",
        "outreach": "You wrote to them",
        "referral": "Referral",
        "recruiter": "Recruiter",
        "unknown": "Not recorded",
    }
)
AREAS: Mapping[str, AreaName] = MappingProxyType(
    {
        "emotions": AreaName("Process the emotions, don’t dwell", "Process the emotions"),
        "feedback": AreaName("Seek constructive feedback", "Seek feedback"),
        "reflect": AreaName("Reflect and improve", "Reflect and improve"),
        "networking": AreaName("Keep networking and exploring", "Keep networking"),
        "resilience": AreaName("Stay resilient and keep applying", "Stay resilient"),
    }
)
"""The five areas, in the order in which a person meets them after a "no"."""

LEVERS: Mapping[str, str] = MappingProxyType(
    {
        "resume": "résumé and targeting",
        "story": "the first conversation and the story told in it",
        "interview": "interview depth and skills",
    }
)
"""What the area "Reflect and improve" would change first, by where applications are lost."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "company": "Employer",
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
)
"""What a column can hold, in the order in which people look for it."""

SEGMENTS: Mapping[str, str] = MappingProxyType(
    {
        "channel": FIELDS["channel"],
        "role_group": "Role group",
        "role_seniority": "Level in the title",
        "location": FIELDS["location"],
        "seniority": FIELDS["seniority"],
        "resume_version": FIELDS["resume_version"],
        "salary": FIELDS["salary"],
        "weekday": "Weekday sent",
        "sheet": "Sheet",
    }
)
"""What every log can be compared by; a log's own further columns come after these."""

SET_ASIDE: Mapping[str, str] = MappingProxyType(
    {
        "blank": "blank",
        "not an application": "not an application",
        "not applied yet": "saved, not applied yet",
        "repeated header": "the header again",
        "total or note": "a total or a note",
        "exact duplicate": "exactly the same as an earlier row",
        "no company and no role": "no company and no role",
    }
)
"""Why a row of the file does not count as an application."""

RATES: Mapping[str, str] = MappingProxyType(
    {
        "any_reply": "Answered",
        "positive_reply": "Led to a conversation",
        "rejection": "Rejection rate among the decided",
        "turned_down": "Turned down so far",
    }
)
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "any_reply": (
            "a reply of any kind, of the applications that are decided, answered, or have waited long"
        ),
        "positive_reply": "a first conversation or further, of the same applications",
        "rejection": (
            "turned down, of the applications that are decided: turned down, without a "
            "reply, or with an offer"
        ),
        "turned_down": "of all applications, waiting ones included",
    }
)
"""What each rate counts, and out of which applications."""
