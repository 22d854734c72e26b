"""The calm page after news, and who can be written to at all."""

from datetime import date, timedelta

import pytest

from lib.focus.addressees import address, can_be_asked, is_somebody, mail_link
from lib.focus.moment import after_news
from lib.focus.today import today_card
from lib.log.identity import application_keys
from lib.log.news import Event, record, with_news
from lib.log.reading import read_log
from lib.measures.seen import Seen

TODAY = date(2026, 11, 27)  # a Friday
LOG = (
    "Company,Role,Date applied,Status,Contact\n"
    "Norvik,Analyst,2026-10-01,Final round,Ann Bole <ann@norvik.example>\n"
    "Ardel,Clerk,2026-10-02,Applied,noreply@ardel.example\n"
    "Quell,Clerk,2026-10-03,Rejected after final round,\n"
    "Ostra,Clerk,2026-10-05,Phone screen,none named\n"
)


def after(place: int, what: str, **more):
    """What the page says after one event."""
    return told(place, what, TODAY, **more)[0]


def told(place: int, what: str, on: date, **more):
    """The same of an event of another day, and the log with it."""
    log = read_log(LOG.encode(), "log.csv", as_of=TODAY).log
    event = Event(application_keys(log.applications)[place], what, on, TODAY, **more)
    changed = with_news(log, record((), log, event))
    return after_news(changed.applications, place, event, TODAY), changed


def test_a_no_after_a_final_round_asks_for_two_days_and_keeps_the_door_open():
    """Pick it up on the Monday; ask on the second workday, thank then, a word in three months."""
    moment = after(0, "rejected")
    assert moment.title == "Norvik said no after the final round."
    assert moment.was == "2 of your 4 applications have got to the final round or further."
    assert moment.resume_on == date(2026, 11, 30)
    assert [p.due for p in moment.prepared] == [date(2026, 12, 1), date(2026, 12, 1), date(2027, 2, 26)]
    assert {p.to for p in moment.prepared} == {"ann@norvik.example"}
    assert "Hello Ann Bole," in moment.prepared[0].letter


@pytest.mark.parametrize("place", [0, 3], ids=["final round", "first conversation"])
@pytest.mark.parametrize("ago", [0, 1, 2])
def test_the_search_is_picked_up_on_one_day(place, ago):
    """The calm page names the day that Focus and Next steps name: two days after the “no” came."""
    moment, log = told(place, "rejected", TODAY - timedelta(days=ago))
    card = today_card(Seen(log, TODAY))
    assert card is not None
    assert moment.resume_on == card.resume_on


def test_a_form_letter_asks_nothing_of_anybody():
    """No conversation, no request for feedback, and nothing to an address that nobody reads."""
    moment = after(1, "rejected")
    assert moment.prepared == ()
    assert "no verdict" in moment.today[0]


def test_a_placeholder_is_nobody():
    """Nobody called “none named” is greeted or written to."""
    moment = after(3, "rejected")
    assert moment.prepared[0].what == "Ask Ostra what decided it"
    assert "Hello,\n" in moment.prepared[0].letter


def test_an_invitation_is_prepared_for_on_the_day_before():
    """And thanked for on the workday after."""
    moment = after(1, "invited", stage="interview", due=date(2026, 12, 4))
    assert moment.title == "Ardel invited you to the interview on Fri 4 Dec 2026."
    assert [p.due for p in moment.prepared] == [date(2026, 12, 3), date(2026, 12, 7)]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("offer", "You need not answer today."),
        ("accepted", "Withdraw what still waits (2 applications)"),
        ("withdrawn", "keeps the door open"),
        ("no_reply", "Nothing is left to do here."),
    ],
)
def test_every_other_news_has_its_own_answer(what, said):
    """An offer is decided first; a job is closed well."""
    assert said in " ".join(after(0, what).today)


@pytest.mark.parametrize(
    ("contact", "somebody"),
    [
        ("jobs-noreply@board.example", False),
        ("no-reply@careers.ardel.example", False),
        ("donotreply@ostra.example", False),
        ("none named", False),
        ("Not found", False),
        ("HR", False),
        ("Ann Bole", True),
        ("Ann Bole <noreply@norvik.example>", True),
        ("ann.noble@norvik.example", True),
        ("Norbert Reply", True),
        ("Arno Replyson", True),
    ],
)
def test_a_contact_is_somebody_or_nobody(contact, somebody):
    """Unread addresses and placeholders are nobody; names that look like them are people."""
    assert is_somebody(contact) == somebody


def test_the_address_beside_most_employers_is_the_persons_own():
    """The same address at four employers of four: nobody to ask there."""
    rows = "".join(f"Firm {i},Cook,2026-10-0{i},Applied,me@mail.example\n" for i in range(1, 5))
    log = read_log(("Company,Role,Date applied,Status,Contact\n" + rows).encode(), "x.csv", as_of=TODAY).log
    assert not can_be_asked(log.applications).any()


def test_a_letter_opens_in_the_mail_program_with_subject_and_text():
    """Accents, line ends and question marks arrive; an address nobody reads is never filled in."""
    link = mail_link("Subject: Zoë?\n\nHello,\n\nBye", address("Ann <ann@norvik.example>"))
    assert link == "mailto:ann@norvik.example?subject=Zo%C3%AB%3F&body=Hello%2C%0D%0A%0D%0ABye"
    assert mail_link("Subject: A\n\nB", address("no-reply@x.example")).startswith("mailto:?subject=A")
