"""Short drafts of messages, filled with the names and days of one application; never sent by the app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.words.phrases import long_day

SIGNATURE = "Kind regards,\n[your name]"


@dataclass(frozen=True)
class Recipient:
    """Who a message goes to and what it is about; a part is None where the row does not say."""

    contact: str | None
    company: str | None
    role: str | None
    applied_on: date | None
    heard_on: date | None
    """The last day on which the employer was in touch."""

    @property
    def greeting(self) -> str:
        """The opening line, with the name where it is one."""
        return f"Hello {self.contact}," if self.contact else "Hello,"

    @property
    def position(self) -> str:
        """The role as it can stand after "the"."""
        return f"{self.role} position" if self.role else "position"

    @property
    def employer(self) -> str:
        """The company as it can stand after "at"."""
        return self.company or "your company"


def recipient(application: pd.Series, heard_on: date | None = None) -> Recipient:
    """The recipient of a message about one row of the log."""
    return Recipient(
        contact=_name(_text(application["contact"])),
        company=_text(application["company"]),
        role=_text(application["role"]),
        applied_on=_day(application["applied_on"]),
        heard_on=heard_on,
    )


def feedback_request(to: Recipient) -> str:
    """Asks once and politely why an application was turned down."""
    since = f" on {long_day(to.heard_on)}" if to.heard_on else ""
    return _letter(
        f"A question about the {to.position}",
        to.greeting,
        f"Thank you for letting me know{since} about the {to.position} at {to.employer}, "
        "and for the time that you and your colleagues took.",
        "I would like to learn from it. If you can share one thing that decided it, or one thing that "
        "I should work on, a line is plenty. I am not asking to reopen the decision.",
    )


def follow_up(to: Recipient) -> str:
    """Asks whether there is news of an application."""
    sent = f" on {long_day(to.applied_on)}" if to.applied_on else ""
    subject = f"My application for the {to.position}"
    return _letter(
        subject,
        to.greeting,
        f"I applied for the {to.position} at {to.employer}{sent} and remain very interested.",
        "Is there anything else that would help you decide, and do you know when you expect to?",
    )


def after_conversation(to: Recipient) -> str:
    """Asks for the next step after a conversation that has gone quiet."""
    since = f" on {long_day(to.heard_on)}" if to.heard_on else ""
    return _letter(
        f"Next steps for the {to.position}",
        to.greeting,
        f"Thank you again for our conversation{since} about the {to.position} at {to.employer}.",
        "I am still interested. Could you tell me what the next step is, and when you expect it?",
    )


def thank_you(to: Recipient) -> str:
    """Says thank you within days of a conversation."""
    when = f" on {long_day(to.heard_on)}" if to.heard_on else ""
    return _letter(
        f"Thank you: {to.position}",
        to.greeting,
        f"Thank you for the conversation{when} about the {to.position} at {to.employer}.",
        "What you said about [one thing you talked about] stayed with me, and I would be glad to go on.",
    )


def keep_door_open(to: Recipient) -> str:
    """Thanks an employer that said no after a final round, so that they think of the person again."""
    return _letter(
        f"Thank you: {to.position}",
        to.greeting,
        f"Thank you for the time you gave me over the {to.position} at {to.employer}. I enjoyed getting to "
        "know the team, and I understand the decision.",
        "I would be glad to hear from you when something similar comes up, and I wish you a good start with "
        "whoever joins you.",
    )


def touch_point(to: Recipient) -> str:
    """A short word, months later, to people who know the person from a final round."""
    return _letter(
        f"A short hello after the {to.position}",
        to.greeting,
        f"We talked about the {to.position} at {to.employer} some months ago. I hope the team is doing well.",
        "Since then I have [one thing you did]. If you are looking for somebody again, I would like to hear "
        "of it.",
    )


def withdraw(to: Recipient) -> str:
    """Ends an application from the person's side."""
    return _letter(
        f"My application for the {to.position}",
        to.greeting,
        f"Thank you for considering me for the {to.position} at {to.employer}. I have decided not to go on "
        "with it.",
        "I wish you all the best in finding the right person, and would be glad to stay in touch.",
    )


def again(name: str) -> str:
    """A second message to somebody who has not answered the first."""
    return _letter(
        "A short question",
        f"Hello {name},",
        "I wrote to you the other day and know how full an inbox gets, so here it is once more, in one line:",
        "[your question]. A word is plenty, and no answer is fine as well.",
    )


def reconnect(to: Recipient) -> str:
    """Picks up a contact that has gone quiet."""
    last = "It has been a while"
    if to.company or to.role:
        last = f"We were last in touch when I applied for the {to.position} at {to.employer}"
    return _letter(
        "Keeping in touch",
        to.greeting,
        f"{last}. I hope you are well.",
        "I am still looking for a [kind of role]. Is there one person or team that you think I should "
        "talk to? Twenty minutes on the phone would help me a great deal.",
    )


def looking() -> str:
    """Tells somebody whom the person worked with what they are looking for."""
    return _letter(
        "A quick hello",
        "Hello [name],",
        "It has been a while, and I hope you are well. I am looking for a [kind of role] in [place].",
        "If you hear of something, or know somebody I should talk to, a line would help me a great deal.",
    )


def introduction() -> str:
    """Asks somebody who works at an employer a question before applying there."""
    return _letter(
        "A question about [team or role]",
        "Hello [name],",
        "I am about to apply for the [role] at [company] and saw that you work there as [their role].",
        "What matters most to the team at the moment? Two lines are plenty, and I would be grateful.",
    )


def mock_interview() -> str:
    """Asks somebody who hires for an hour of practice."""
    return _letter(
        "A favour: one practice interview",
        "Hello [name],",
        "I am interviewing for [kind of role] and want to know what I cannot see myself. You hire "
        "people for such roles: would you take me through a practice interview of 45 minutes?",
        "Afterwards I would ask you for one thing only: what would have decided against me.",
    )


def _letter(subject: str, *paragraphs: str) -> str:
    return "\n\n".join((f"Subject: {subject}", *paragraphs, SIGNATURE))


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, pd.Timestamp) and not pd.isna(value) else None


def _name(contact: str | None) -> str | None:
    """The name in a contact cell, without address, number and anything in brackets; None without one."""
    if contact is None:
        return None
    for mark in ("<", "(", ",", ";", "/", "|", " - "):
        contact = contact.split(mark)[0]
    words = contact.split()
    if not words or len(words) > 4 or not all(_is_name(word) for word in words):
        return None
    return " ".join(words)


PARTICLES = frozenset(
    ("von", "van", "de", "der", "den", "la", "le", "du", "di", "da", "dos", "del", "bin", "al")
)


def _is_name(word: str) -> bool:
    """Whether a word can be part of a name: not an address, a number, or in lower case ("old team at")."""
    if "@" in word or any(c.isdigit() for c in word):
        return False
    return word in PARTICLES or not word[0].islower()
