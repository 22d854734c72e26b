"""Writes the sample logs: invented people, invented companies, the same bytes on every run.

Each log tells a story that the numbers alone should bring out (tests/test_samples.py holds them to it):

* `david.csv`: referrals open doors, final rounds go to people who have led teams, and nobody was asked why.
* `many_sent.csv`: 180 applications through job boards, and next to no answer.
* `slowed_down.csv`: a good search that stopped, twice, on the day after bad news.
* `messy_europe.xlsx`: a German spreadsheet with title rows, merged cells, month bands and a totals line.
* `blank_template.xlsx`: the empty log, ready to fill.

Run `python sample_data/make_samples.py` from the project's folder.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from german_sheet import write_sheet
from journeys import LAST_DAY, Application, Course, days_between, story

HERE = Path(__file__).resolve().parent


def write_csv(name: str, rows: Sequence[dict[str, str]]) -> None:
    """One CSV as spreadsheet programs export it: UTF-8, a header, CRLF."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as handle:
        table = csv.DictWriter(handle, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def salary(rng: random.Random, low: int, high: int, step: int = 5) -> str:
    """A posted range such as "$95k–$110k", or nothing where the posting gave none."""
    start = rng.randrange(low, high, step)
    return f"${start}k–${start + rng.choice((10, 15, 20))}k" if rng.random() < 0.7 else ""


DAVIDS_FINALS = (
    Course(24, "final", "rejected", "referral", "Panel of five. Felt strong on the analysis case."),
    Course(
        20.5,
        "final",
        "rejected",
        "referral",
        "Three lines by mail.",
        "Another candidate with more leadership experience",
    ),
    Course(17, "final", "rejected", "recruiter", "They took somebody who has run a bigger team, says Priya."),
    Course(14.2, "final", "rejected", "referral", "Presentation to the VP. Questions about managing people."),
    Course(13.1, "final", "rejected", "referral", "Form mail. The role went to a former head of analytics."),
    Course(
        12,
        "final",
        "rejected",
        "referral",
        "They asked three times about leading a team through a reorganisation.",
    ),
    Course(
        11,
        "final",
        "rejected",
        "outreach",
        "Close call, said the recruiter. More leadership experience won.",
    ),
    Course(9.4, "final", "rejected", "referral", "No details. Offered to stay in touch."),
    Course(4.6, "final", "open", "referral", "Final round done, they decide next week."),
)


DAVIDS_OTHERS = (
    Course(22, "interview", "rejected", "site", "Hiring manager wanted dbt in production."),
    Course(
        16,
        "interview",
        "rejected",
        "referral",
        "Good talk, position was frozen two weeks later.",
    ),
    Course(10.2, "interview", "rejected", "board", "Technical went well. Then silence, then a form mail."),
    Course(8.1, "interview", "rejected", "referral", "Asked how many people I have managed."),
    Course(18.5, "screen", "rejected", "board", ""),
    Course(7.3, "screen", "rejected", "recruiter", "Salary fits, seniority not sure."),
    Course(15, "screen", "withdrawn", "referral", "Relocation needed after all. I withdrew."),
    Course(3.6, "interview", "open", "referral", "Second conversation with the team on Tuesday."),
    Course(2.7, "screen", "open", "referral", "Call with the recruiter went well."),
    Course(5.2, "interview", "open", "outreach", "Take-home handed in."),
)


def david() -> list[dict[str, str]]:
    """Fifty-eight applications, most through people he knows; eight final rounds lost, no offer."""
    rng = random.Random(7)
    filler = (
        [Course(0, "applied", "rejected", c) for c in ("board",) * 5 + ("site",) * 4 + ("referral",) * 4]
        + [Course(0, "applied", "no_reply", c) for c in ("board", "site", "site", "outreach", "referral")]
        + [
            Course(0, "applied", "open", c)
            for c in ("referral",) * 9 + ("outreach",) * 4 + ("board",) * 5 + ("site",) * 3
        ]
    )
    earlier = days_between(rng, date(2026, 5, 18), date(2026, 10, 22), 44)
    days = earlier + days_between(rng, date(2026, 10, 26), date(2026, 11, 19), 14)
    roles = [
        "Analytics Manager",
        "Senior Data Analyst",
        "Lead Data Analyst",
        "Data Analytics Lead",
        "BI Team Lead",
    ]
    places = ["Boston, MA", "Boston, MA", "Remote (US)", "Providence, RI", "New York, NY"]
    apps = story(rng, days, DAVIDS_FINALS + DAVIDS_OTHERS, filler, roles=roles, places=places)
    return [david_row(rng, app) for app in apps]


def david_row(rng: random.Random, app: Application) -> dict[str, str]:
    """One line of David's sheet: ISO dates, a column for each round."""
    source = {
        "board": "LinkedIn",
        "site": "Company website",
        "outreach": "Cold email",
        "referral": "Referral",
    }
    people = (
        "Priya N.",
        "Tomás R.",
        "Hannah B.",
        "Marc L.",
        "Ines (meetup)",
        "Old team at Fernley",
        "Joon K.",
    )
    status = {"no_reply": "No response", "withdrawn": "Withdrawn"}.get(app.outcome)
    rounds = {"screen": "phone screen", "interview": "interview", "final": "final round"}
    if app.outcome == "rejected":
        status = f"Rejected after {rounds[app.furthest]}" if app.on else "Rejected"
    person = rng.choice(people) if app.channel in ("referral", "outreach") else ""
    return {
        "Company": app.company,
        "Role": app.role,
        "Location": app.location,
        "Source": source.get(app.channel, "Recruiter"),
        "Contact": person,
        "Date applied": app.applied.isoformat(),
        "First reply": iso(app.replied),
        "Phone screen": iso(app.on.get("screen")),
        "Interview": iso(app.on.get("interview")),
        "Final round": iso(app.on.get("final")),
        "Status": status or rounds.get(app.furthest, "applied").capitalize(),
        "Closed": iso(app.closed),
        "Salary range": salary(rng, 115, 160),
        "Resume version": "2026-05" if app.applied < date(2026, 8, 1) else "2026-08",
        "Company size": rng.choice(("11–50", "51–200", "201–1000", "1000+")),
        "Reason given": app.reason,
        "Asked for feedback": "",
        "Notes": app.note,
    }


def iso(day: date | None) -> str:
    """2026-09-03, or nothing."""
    return day.isoformat() if day else ""


FEW_HEARD = (
    Course(
        17, "screen", "rejected", "LinkedIn", "Recruiter call, 15 minutes. They wanted agency background."
    ),
    Course(
        13.5,
        "interview",
        "rejected",
        "Indeed",
        "Two interviews on Zoom. Went with an internal candidate.",
    ),
    Course(10, "screen", "rejected", "LinkedIn", "Recorded video questions, no human"),
    Course(8.3, "screen", "rejected", "Indeed", "Online test, 40 minutes"),
    Course(6.5, "interview", "rejected", "Company site", "Nice people. Short no a week later."),
    Course(2.2, "screen", "open", "LinkedIn", "Phone screen done, waiting"),
)


MARKETING = (
    "Marketing Coordinator",
    "Marketing Specialist",
    "Content Marketing Specialist",
    "Digital Marketing Coordinator",
    "Social Media Manager",
    "Email Marketing Specialist",
    "Sr. Marketing Coordinator",
    "Marketing Coordinator (Remote)",
)


def many_sent() -> list[dict[str, str]]:
    """One hundred and eighty applications in five months, none through a person; six first conversations."""
    rng = random.Random(11)
    boards = ["LinkedIn"] * 105 + ["Indeed"] * 42 + ["ZipRecruiter"] * 13 + ["Company site"] * 20
    endings = ["rejected"] * 32 + ["no_reply"] * 28 + ["open"] * 120
    rng.shuffle(boards)
    filler = [Course(0, "applied", ending, board) for ending, board in zip(endings, boards, strict=True)]
    days = days_between(rng, date(2026, 6, 29), LAST_DAY, 180)
    places = [
        "Columbus, OH",
        "Cleveland, OH",
        "Remote",
        "Remote",
        "Chicago, IL",
        "Pittsburgh, PA",
        "Cincinnati, OH",
    ]
    apps = story(rng, days, FEW_HEARD, filler, roles=MARKETING, places=places)
    return [many_row(rng, app) for app in apps]


def many_row(rng: random.Random, app: Application) -> dict[str, str]:
    """One line of a log kept in a hurry: US dates, one status column."""
    status = {"rejected": "Rejected", "no_reply": "No response", "open": "Applied"}[app.outcome]
    if app.on:
        done = "phone screen" if app.furthest == "screen" else "interview"
        status = f"Rejected after {done}" if app.outcome == "rejected" else "Phone screen"
    slug = app.company.lower().replace(" ", "-")
    return {
        "Date Applied": us(app.applied),
        "Company Name": app.company,
        "Job Title": app.role,
        "Job Board": app.channel,
        "Location": app.location,
        "Salary": salary(rng, 42, 65),
        "Status": status,
        "Date of Response": us(app.replied),
        "Resume Version": rng.choice(("general", "general", "content")),
        "Easy Apply?": "Yes" if app.channel == "LinkedIn" and rng.random() < 0.8 else "No",
        "Link": f"https://jobs.{slug}.example/{rng.randint(1000, 9999)}" if rng.random() < 0.8 else "",
        "Notes": app.note,
    }


def us(day: date | None) -> str:
    """9/3/2026, or nothing."""
    return f"{day.month}/{day.day}/{day.year}" if day else ""


SEPTEMBER, NOVEMBER = date(2026, 9, 29), date(2026, 11, 4)
DOMAIN = "They wrote back: strong, but the other person knew the billing domain."
KNOWN_ENDS = (
    Course(27, "offer", "declined", "referral", "Two hours each way. Said no, with regret."),
    Course(
        25,
        "final",
        "rejected",
        "referral",
        "",
        "Less B2B experience than the other",
        "Work on pricing cases",
    ),
    Course(24, "interview", "withdrawn", "board", "Office four days a week after all"),
    Course(23, "final", "withdrawn", "outreach", "They cut the salary by a fifth"),
    Course(22, "offer", "declined", "recruiter", "Contract ended at six months. Declined."),
    Course(20, "interview", "rejected", "referral", "", "Wanted SQL on the spot", "Practise SQL aloud"),
    Course(19, "interview", "withdrawn", "referral", "The team is leaving, says my contact"),
    Course(18, "final", "withdrawn", "outreach", "Team was dissolved while we talked, I withdrew"),
    Course(17, "screen", "rejected", "board", "", "Internal candidate"),
    Course(16, "interview", "withdrawn", "site", "On-call every second week. Not for me."),
    Course(15, "interview", "rejected", "referral", "", "Hiring freeze"),
    Course(14.5, "interview", "rejected", "site", "", "Team on hold"),
    Course(14, "screen", "rejected", "recruiter", "", "Salary"),
    Course(12.6, "screen", "rejected", "board", "", "Visa timing misunderstood"),
    Course(12, "final", "rejected", "referral", "", "Other candidate knew the domain", DOMAIN, SEPTEMBER),
    Course(10.5, "interview", "rejected", "referral", "", "Wanted more discovery work", "", SEPTEMBER),
    Course(10, "screen", "rejected", "outreach", "", "Internal candidate", "", date(2026, 9, 28)),
    Course(9.6, "screen", "rejected", "site", "", "Position withdrawn", "", date(2026, 9, 28)),
    Course(9.1, "applied", "rejected", "board", "", "", "", SEPTEMBER),
    Course(
        11.5,
        "final",
        "rejected",
        "referral",
        "That one hurt.",
        "Second choice",
        "Two strong people",
        NOVEMBER,
    ),
    Course(8.8, "interview", "rejected", "recruiter", "", "Budget cut", "", NOVEMBER),
    Course(8.4, "screen", "rejected", "referral", "", "Hired internally", "", date(2026, 11, 3)),
    Course(8.2, "applied", "rejected", "site", "", "", "", date(2026, 11, 2)),
    Course(3.4, "applied", "rejected", "board", "", "", "", NOVEMBER),
)


def slowed_down() -> list[dict[str, str]]:
    """A search that went well, broke off after a bad week in September and again in November."""
    rng = random.Random(19)
    steady = days_between(rng, date(2026, 4, 13), date(2026, 9, 28), 124)
    october = [date(2026, 10, day) for day in (12, 14, 15, 19, 21, 22, 23, 28, 29, 30)]
    restart = [*october, *(date(2026, 11, day) for day in (2, 3))]
    filler = (
        [Course(0, "applied", "rejected", c) for c in ("board",) * 16 + ("site",) * 10 + ("referral",) * 4]
        + [Course(0, "applied", "no_reply", c) for c in ("board",) * 12 + ("site",) * 8 + ("outreach",) * 10]
        + [Course(0, "applied", "open", c) for c in ("board",) * 27 + ("referral",) * 10 + ("outreach",) * 16]
    )
    roles = ["Product Manager", "Senior Product Manager", "Product Owner", "Technical Product Manager"]
    places = ["Manchester", "Leeds", "Remote (UK)", "London", "Sheffield"]
    apps = story(rng, steady + restart, KNOWN_ENDS, filler, roles=roles, places=places)
    for app in apps:
        put_off(app, SEPTEMBER, date(2026, 10, 12))
    return [slowed_row(rng, app, SEPTEMBER) for app in apps]


def put_off(app: Application, start: date, end: date) -> None:
    """A conversation due in the pause was moved behind it."""
    moved = [stage for stage, day in app.on.items() if start < day < end]
    for days, stage in enumerate(moved):
        app.on[stage] = end + timedelta(days=2 * days)


def slowed_row(rng: random.Random, app: Application, pause: date) -> dict[str, str]:
    """One line of a careful log: months by name, reasons and answers written down, a private check-in."""
    found = {
        "board": "Otta",
        "site": "Company site",
        "outreach": "Messaged them",
        "referral": "Through a friend",
    }
    status = {"no_reply": "Ghosted", "withdrawn": "I withdrew", "declined": "Offer declined"}.get(app.outcome)
    rounds = {"screen": "recruiter call", "interview": "team interview", "final": "final interview"}
    if app.outcome == "rejected":
        status = f"Turned down after {rounds[app.furthest]}" if app.on else "Turned down"
    late = app.outcome == "rejected" and bool(app.on)
    mood = (
        ""
        if not late
        else str(rng.choice((1, 2)) if app.closed and app.closed >= pause else rng.choice((3, 4)))
    )
    return {
        "Company": app.company,
        "Position": app.role,
        "City": app.location,
        "How I found it": found.get(app.channel, "Recruiter"),
        "Applied on": named(app.applied),
        "Heard back on": named(app.replied),
        "Recruiter call": named(app.on.get("screen")),
        "Team interview": named(app.on.get("interview")),
        "Final interview": named(app.on.get("final")),
        "Outcome": status or "Waiting",
        "Closed on": named(app.closed),
        "Reason": app.reason,
        "Feedback": app.feedback,
        "Asked for feedback on": named(app.closed) if late and app.reason else "",
        "How I felt (1-5)": mood,
        "Salary": f"£{rng.randrange(55, 80)}k" if rng.random() < 0.5 else "",
        "Notes": app.note,
    }


def named(day: date | None) -> str:
    """3 Sep 2026, or nothing."""
    return f"{day.day} {day:%b %Y}" if day else ""


def main() -> None:
    """Write every sample beside this script."""
    sys.path.insert(0, str(HERE.parent))
    from lib.summary.cells import to_bytes
    from lib.summary.template import blank_workbook

    write_csv("david.csv", david())
    write_csv("many_sent.csv", many_sent())
    write_csv("slowed_down.csv", slowed_down())
    (HERE / "messy_europe.xlsx").write_bytes(to_bytes(write_sheet(LAST_DAY), LAST_DAY))
    (HERE / "blank_template.xlsx").write_bytes(blank_workbook())


if __name__ == "__main__":
    main()
