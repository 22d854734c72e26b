"""The moment after news: what it was, what to do today, and what is prepared for the days after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from lib.focus import messages
from lib.focus.addressees import address, can_be_asked
from lib.focus.days import next_workday, workdays_after
from lib.focus.messages import Recipient
from lib.focus.today import REST
from lib.log.news import Event
from lib.log.schema import STAGES
from lib.words import terms
from lib.words.phrases import counted, named_day

FEEDBACK_AFTER = 2
"""Workdays until the request for feedback: late enough to write it calmly, early enough to be remembered."""
TOUCH_POINT_DAYS = 91
"""Days until a word to an employer that said no after a final round: a quarter of a year."""

ASK, DOOR, TOUCH_POINT, THANKS = STEPS = (
    "feedback/ask",
    "networking/door",
    "networking/touch-point",
    "networking/thanks",
)
"""The kinds of steps of the plan that news prepares."""

WRITE = "Write down what happened and how it feels, for yourself; twenty minutes is enough."
TALK = "Tell one person who is on your side."
RESET = "Do one thing that resets you: a walk, sport, an evening off."


@dataclass(frozen=True)
class Prepared:
    """Something that is ready for a later day: a letter, or a thing to do."""

    what: str
    due: date
    letter: str | None = None
    to: str | None = None
    """The mail address, None where the log has none that somebody reads."""
    step: str | None = None
    """Which of `STEPS` it is; None for one that no plan proposes."""


@dataclass(frozen=True)
class Moment:
    """What is shown on the one calm page after a piece of news."""

    title: str
    was: str
    """What this was in the person's own counts ("your third interview"); "" where there is nothing to say."""
    today: tuple[str, ...]
    resume_on: date | None
    """The day to pick the search up again; None where nothing was interrupted."""
    prepared: tuple[Prepared, ...]


def after_news(applications: pd.DataFrame, place: int, event: Event, today: date) -> Moment:
    """What to say after one event about the application at `place`; `applications` include it already."""
    row = applications.iloc[place]
    to = messages.recipient(row, event.on)
    asked = bool(can_be_asked(applications).iloc[place])
    mail = address(row["contact"]) if asked else None
    if not asked:
        to = Recipient(None, to.company, to.role, to.applied_on, to.heard_on)
    news = _News(applications, row, event, to, mail, today)
    return _ANSWERS.get(event.what, _other)(news)


@dataclass(frozen=True)
class _News:
    applications: pd.DataFrame
    row: pd.Series
    event: Event
    to: Recipient
    mail: str | None
    today: date

    @property
    def who(self) -> str:
        """The employer, for the beginning of a sentence."""
        return self.to.company or "They"

    @property
    def stage(self) -> str:
        """How far the application got."""
        return str(self.row["stage"])


def _turned_down(news: _News) -> Moment:
    if news.stage == "applied":
        return Moment(
            title=f"{news.who} said no without a conversation.",
            was=_counted_nos(news.applications),
            today=(
                "Nothing has to be done about this one. A form letter is no verdict on you.",
                "If it stings all the same: " + WRITE[0].lower() + WRITE[1:],
            ),
            resume_on=next_workday(news.today),
            prepared=(),
        )
    due = workdays_after(news.today, FEEDBACK_AFTER)
    prepared = [
        Prepared(
            f"Ask {_them(news)} what decided it", due, messages.feedback_request(news.to), news.mail, ASK
        )
    ]
    if STAGES.index(news.stage) >= STAGES.index("final"):
        prepared += _door(news, due)
    since = (news.today - (news.event.on or news.today)).days
    return Moment(
        title=f"{news.who} said no after the {terms.STAGES[news.stage].one}.",
        was=_how_many_got_there(news.applications, news.stage),
        today=(WRITE, TALK, RESET),
        resume_on=next_workday(news.today + timedelta(days=max(REST - since, 0))),
        prepared=tuple(prepared),
    )


def _door(news: _News, due: date) -> list[Prepared]:
    """After a final round, people there know the person: a thank-you now, and a word in three months."""
    again = next_workday(news.today + timedelta(days=TOUCH_POINT_DAYS))
    return [
        Prepared(
            f"Thank {_them(news)}, and keep the door open",
            due,
            messages.keep_door_open(news.to),
            news.mail,
            DOOR,
        ),
        Prepared(
            f"A short word to {_them(news)} again",
            again,
            messages.touch_point(news.to),
            news.mail,
            TOUCH_POINT,
        ),
    ]


def _them(news: _News) -> str:
    if news.to.contact:
        return f"{news.to.contact} at {news.to.company}" if news.to.company else news.to.contact
    return news.to.company or "them"


def _invited(news: _News) -> Moment:
    stage = terms.STAGES[news.event.stage or "screen"].one
    when = f" on {named_day(news.event.due)}" if news.event.due else ""
    before = next_workday(news.today) if news.event.due is None else _day_before(news.event.due, news.today)
    return Moment(
        title=f"{news.who} invited you to the {stage}{when}.",
        was=_how_many_got_there(news.applications, news.stage),
        today=("Say yes, and ask who will be there and how long it takes.",),
        resume_on=None,
        prepared=(
            Prepared(f"Prepare for the {stage}: {QUESTIONS}", before),
            *(
                (Prepared("Say thank you, within a day", next_workday(news.event.due + timedelta(days=1)),
                          messages.thank_you(_heard_on(news, news.event.due)), news.mail, THANKS),)
                if news.event.due else ()
            ),
        ),
    )  # fmt: skip


def _heard_on(news: _News, day: date) -> Recipient:
    to = news.to
    return Recipient(to.contact, to.company, to.role, to.applied_on, day)


def _day_before(due: date, today: date) -> date:
    return max(today, due - timedelta(days=1))


QUESTIONS = (
    "what they need most from this role, one story of yours for each thing the advert asks for, "
    "why them, and two questions of your own"
)


def _offer(news: _News) -> Moment:
    return Moment(
        title=f"{news.who} made you an offer.",
        was=_how_many_got_there(news.applications, "offer"),
        today=(
            "Thank them, and ask by when they need your answer. You need not answer today.",
            "Write down what would make you take it, before you talk about it with anybody.",
            "Ask what you do not know yet: pay, start, tasks, hours, place, who you report to.",
        ),
        resume_on=None,
        prepared=(Prepared("Decide about the offer, and tell them", workdays_after(news.today, 3)),),
    )


def _accepted(news: _News) -> Moment:
    still_open = int((news.applications["outcome"] == "open").sum())
    close = f"Withdraw what still waits ({counted(still_open, 'application')}): a line each is enough."
    return Moment(
        title=f"You accepted the offer of {news.to.company or 'this employer'}.",
        was=f"It took {counted(len(news.applications), 'application')}.",
        today=(
            *((close,) if still_open else ()),
            "Thank whoever helped you: those who referred you, practised with you, or gave an honest answer.",
            "Keep what worked: the résumé you sent, the stories you told, and this log.",
        ),
        resume_on=None,
        prepared=(),
    )


def _ended_by_person(news: _News) -> Moment:
    done = "declined the offer of" if news.event.what == "declined" else "withdrew from"
    prepared = Prepared(
        f"Tell {_them(news)}, kindly and shortly",
        next_workday(news.today),
        messages.withdraw(news.to),
        news.mail,
    )
    return Moment(
        title=f"You {done} {news.to.company or 'this employer'}.",
        was="",
        today=("If you have not told them yet, a short line keeps the door open.",),
        resume_on=None,
        prepared=(prepared,),
    )


def _let_go(news: _News) -> Moment:
    return Moment(
        title=f"{news.who} never answered, and you let it go.",
        was=_never_answered(news.applications, news.to.company),
        today=("Nothing is left to do here. A reply that comes later is easily noted.",),
        resume_on=None,
        prepared=(),
    )


def _other(news: _News) -> Moment:
    return Moment(f"Noted for {news.to.company or 'this employer'}.", "", (), None, ())


_ANSWERS = {
    "rejected": _turned_down,
    "invited": _invited,
    "offer": _offer,
    "accepted": _accepted,
    "declined": _ended_by_person,
    "withdrawn": _ended_by_person,
    "no_reply": _let_go,
}


def _how_many_got_there(applications: pd.DataFrame, stage: str) -> str:
    """A sentence on how many applications of the log got this far."""
    reached = int((applications["stage"].cat.codes >= STAGES.index(stage)).sum())
    name = terms.STAGES[stage].one
    if reached == 1:
        one = name.removeprefix("first ")
        return f"It is your first {one} in this log, after {counted(len(applications), 'application')}."
    return f"{reached} of your {counted(len(applications), 'application')} have got to the {name} or further."


def _counted_nos(applications: pd.DataFrame) -> str:
    at_once = int(((applications["outcome"] == "rejected") & (applications["stage"] == "applied")).sum())
    if at_once <= 1:
        return ""
    return f"{at_once} of your {counted(len(applications), 'application')} ended like this."


def _never_answered(applications: pd.DataFrame, company: str | None) -> str:
    same = applications[(applications["company"] == company) & (applications["outcome"] == "no_reply")]
    if company is None or len(same) < 2:
        return ""
    return f"{company} has never answered {len(same)} of your applications."
