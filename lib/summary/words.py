"""Numbers and names in words, the same in every download."""

from __future__ import annotations

import re
from datetime import date

from lib.focus.results import AreaEffect
from lib.log.schema import Channel, Outcome, Stage
from lib.measures.rates import Rate

STAGE_WORDS: dict[Stage, str] = {
    "applied": "application",
    "screen": "first conversation or test",
    "interview": "interview",
    "final": "final round",
    "offer": "offer",
}
REACHED_WORDS: dict[Stage, str] = {
    "applied": "sent",
    "screen": "led to a first conversation or test",
    "interview": "to an interview",
    "final": "to a final round",
    "offer": "to an offer",
}
OUTCOME_WORDS: dict[Outcome, str] = {
    "open": "open",
    "rejected": "turned down",
    "no_reply": "no reply",
    "withdrawn": "withdrawn",
    "offer": "offer in hand",
    "accepted": "accepted",
    "declined": "offer declined",
}
CHANNEL_WORDS: dict[Channel, str] = {
    "board": "job board",
    "site": "company website",
    "outreach": "outreach",
    "referral": "referral",
    "recruiter": "recruiter",
    "unknown": "not recorded",
}
RATE_WORDS = {
    "any_reply": "Any reply",
    "positive_reply": "Positive reply",
    "rejection": "Rejection rate",
    "turned_down": "Turned down so far",
}
RATE_MEANINGS = {
    "any_reply": "answered either way, of applications that are answered, decided or old enough to tell",
    "positive_reply": "reached a first conversation or further, of the same applications",
    "rejection": "turned down, of the applications that are decided",
    "turned_down": "turned down, of all applications, open ones included",
}

NOTHING = "–"
"""What stands where there is no number."""


def rate_words(rate: Rate) -> str:
    """Counts first, then the share and its range: "4 of 31 (13%, range 5% to 29%)"; "–" without a trial.

    Under five trials the counts stand alone: a share of four things says less than the four things.
    """
    if rate.share is None or rate.low is None or rate.high is None:
        return NOTHING
    counts = f"{rate.hits} of {rate.trials}"
    if rate.trials < 5:
        return counts
    return f"{counts} ({rate.share:.0%}, range {rate.low:.0%} to {rate.high:.0%})"


def signed_share(share: float) -> str:
    """A relative change as people say it: 0.41 is "+41%"; no change is "no change"."""
    return "no change" if abs(share) < 0.005 else f"{share:+.0%}".replace("-", "−")


def effect_words(area: AreaEffect) -> str:
    """The best guess of an area's effect; "+100% or more" where the model looks no further."""
    return signed_share(area.effect) + (" or more" if area.is_capped else "")


def effect_range(area: AreaEffect) -> str:
    """The range of an area's effect: "+2% to +29%"; once where both ends read the same."""
    ends = dict.fromkeys((signed_share(area.low), signed_share(area.high)))
    return " to ".join(ends) + (" or more" if area.is_open_ended else "")


def usual_pace(number: float | None) -> str:
    """What follows a pace: "; usually 2.0 a week", or nothing where no usual pace is known."""
    return "" if number is None else f"; usually {per_week(number)} a week"


def per_week(number: float | None) -> str:
    """Applications a week to one decimal; "–" where unknown."""
    return NOTHING if number is None else f"{number:.1f}"


def day_words(day: date) -> str:
    """A day as a person writes it: "Wed 25 Nov 2026"."""
    return f"{day:%a} {day.day} {day:%b %Y}"


_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def visible(text: str) -> str:
    """The text without what nobody sees and programs obey; whatever breaks a line becomes a line feed.

    Control characters go, halves of characters, and those that turn the direction of all that follows.
    """
    return _HIDDEN.sub("", _BREAK.sub("\n", text))


_MARKDOWN = re.compile(r"([\\`*_\[\]|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([#+>=-]|\d+(?=[.)]))")


def plain_markdown(text: str) -> str:
    """The text on one line, shown by Markdown as it is: no link, picture, heading or HTML comes of it."""
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))
    escaped = _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")
    unlinked = escaped.replace("://", ":\\//").replace("www.", "www\\.").replace("@", "\\@")
    return _LINE_START.sub(_behind_backslash, unlinked)


def _behind_backslash(match: re.Match[str]) -> str:
    start = match.group()
    return f"{start[:-1]}&#{ord(start[-1])};" if start[-1].isdigit() else f"\\{start}"
