"""Which column holds what: the employer or the way, a role, a stage, a round, an answer."""

import pytest

from lib.log.unreadable import UnreadableLog
from tests.log.twins import column, outcomes, read


def test_a_column_of_stages_names_no_role():
    """“Stage” is French for an internship; beside it a title still holds the role and the employer."""
    jobs = ("Head Baker - Northmill", "Pastry Cook - Seaview", "Baker - Old Oven", "Baker - Corner House")
    stages = ("Screening", "Rejected", "Final round", "Applied")
    result = read(
        "Name,Stage,Date",
        *(f"{job},{s},2026-01-1{i}" for i, (job, s) in enumerate(zip(jobs, stages, strict=True))),
    )
    assert column(result, "company") == ["Northmill", "Seaview", "Old Oven", "Corner House"]
    assert column(result, "role") == ["Head Baker", "Pastry Cook", "Baker", "Baker"]


def test_no_round_yet_is_no_rejection():
    """“0” in a column of rounds answers that column, not the one with the outcomes."""
    result = read(
        "Company,Role,Applied,Round,Outcome,Pay",
        "Gable,Analyst,2026-01-05,R3,rej,180",
        "Hazel,Analyst,2026-01-07,R1,rej,170",
        "Indigo,Analyst,2026-01-08,0,,",
        "Juniper,Analyst,2026-01-12,R0,ghosted,300",
        "Kestrel,Analyst,2026-01-14,R2,pending,160",
        "Larch,Analyst,2026-01-20,0,rej,",
    )
    assert column(result, "company")[2] == "Indigo"
    assert (outcomes(result)[2], outcomes(result)[5]) == ("open", "rejected")


def test_the_day_of_a_round_between_stages_is_that_of_an_interview():
    """“Tech” with days after a phone screen; with words of tools it is no stage at all."""
    result = read(
        "Company,Position,Applied,Phone screen,Tech,Final round,Rejected",
        "Wren,Backend,2026-03-03,2026-03-09,2026-03-13,,2026-03-18",
        "Martin,Platform,2026-03-04,,,,2026-03-12",
        "Swift,Infra,2026-03-10,,2026-03-16,,2026-03-20",
        "Finch,Backend,2026-03-11,2026-03-13,,,",
    )
    assert column(result, "stage") == ["interview", "applied", "interview", "screen"]
    tools = read(
        "Company,Position,Applied,Phone screen,Tech",
        'Wren,Backend,2026-03-03,2026-03-09,"Java, Spring"',
        "Martin,Platform,2026-03-04,,Go",
        "Swift,Infra,2026-03-10,,Python",
    )
    assert column(tools, "stage") == ["screen", "applied", "applied"]


def test_an_offer_that_was_not_taken_is_declined():
    """“Accepted?” with a no, where only offers are answered; a box that says no to all says nothing."""
    said = ("Y,Y,N", "Y,Y,Y", "N,N,")
    result = read(
        "Company,Role,Date,Interview?,Offer?,Accepted?",
        *(f"C{i},Driver,2026-02-0{i + 1},{s}" for i, s in enumerate(said)),
    )
    assert outcomes(result)[:2] == ["declined", "accepted"]
    boxes = read(
        "Company,Role,Date,Interview?,Offer?,Accepted?",
        *(f"C{i},Driver,2026-02-0{i + 1},{s}" for i, s in enumerate(("Y,Y,N", "Y,Y,Y", "N,N,N"))),
    )
    assert outcomes(boxes)[:2] == ["offer", "accepted"]


def test_an_apprenticeship_is_the_role():
    """“Ausbildung” heads what one applied for."""
    result = read(
        "Betrieb;Ausbildung;Abgeschickt;Rückmeldung",
        "Nordbau;Maurer;02.03.2026;Absage",
        "Südholz;Tischlerin;05.03.2026;",
    )
    assert column(result, "role") == ["Maurer", "Tischlerin"]


@pytest.mark.parametrize("header", ["Where did you apply?", "Where did I apply? (employer)", "Wo beworben"])
def test_where_one_applied_is_the_employer_if_nothing_else_is(header):
    """A place in a name does not matter; job boards and web sites are ways of applying."""
    result = read(
        f"{header},Role,Date applied,Status",
        "New York Bagels,Server,2026-03-02,Rejected",
        "Fenmill,Packer,2026-03-03,Interview",
        "London Road Nursery,Cook,2026-03-04,Applied",
    )
    assert column(result, "company") == ["New York Bagels", "Fenmill", "London Road Nursery"]
    ways = read(
        f"{header},Position,Date applied,Status",
        "Indeed,Server,2026-03-02,Rejected",
        "company website,Packer,2026-03-03,Interview",
        "Jobcentre,Cook,2026-03-04,Applied",
    )
    assert column(ways, "channel")[:2] == ["board", "site"]
    told = read("Where did you apply? (platform),Role,Status", "S1,Cook,Rejected", "Fair,Cook,Applied")
    assert {match.field: match.position for match in told.columns}["channel"] == 0


@pytest.mark.parametrize("header", ["Where did you apply?", "Where did I apply?", "Wo beworben?"])
def test_where_one_applied_is_the_way_beside_the_employer(header):
    """Even where the ways are unknown ones, and stand before the employer."""
    result = read(
        f"{header},Company,Role,Date applied,Status",
        "Indeed,Fenmill,Packer,2026-03-02,Rejected",
        "fair in May,Ivy House,Carer,2026-03-03,Interview",
        "S1,Oak Inn,Server,2026-03-04,Applied",
    )
    assert column(result, "company") == ["Fenmill", "Ivy House", "Oak Inn"]
    assert {match.field: match.header for match in result.columns}["channel"] == header


def test_the_end_client_is_the_employer_beside_an_agency():
    """Several jobs through one agency are several applications."""
    result = read(
        "Agency,End client,Role,CV sent,Outcome",
        "Hale,North Rail,Analyst,2026-02-03,Rejected",
        "Orbit,South Water,Analyst,2026-02-05,Nothing back",
        "Hale,West Bank,Analyst,2026-02-09,Contract signed",
    )
    assert column(result, "company") == ["North Rail", "South Water", "West Bank"]


@pytest.mark.parametrize("header", ["Shift", "Behaviours", "PI"])
def test_a_column_that_sounds_like_a_stage_is_none(header):
    """“Shift” is no sift, “Behaviours” no behavioural interview, “PI” with names no personal interview."""
    cells = {
        "Shift": "mornings,nights,weekends",
        "Behaviours": "5 and 4,3 and 3,6 and 5",
        "PI": "Dr Kay,Dr Lim,Dr Ode",
    }
    said = cells[header].split(",")
    result = read(
        f"Company,Role,{header},Applied,Result",
        f"A,Cook,{said[0]},2026-03-02,Rejected",
        f"B,Cook,{said[1]},2026-03-03,Waiting",
        f"C,Cook,{said[2]},2026-03-04,No reply",
    )
    assert column(result, "stage") == ["applied"] * 3


def test_rounds_of_a_campus_placement():
    """GD is a group discussion, PI the personal interview; who was absent had none."""
    result = read(
        "Company,Profile,Applied on,OA,GD,PI,Final Result",
        "A,Trainee,2026-08-03,Cleared,NA,Rejected,Not selected",
        "B,Trainee,2026-08-05,Cleared,Not cleared,NA,Not selected",
        "C,Trainee,2026-08-08,Cleared,NA,Absent,Backed out",
        "D,Trainee,2026-08-09,NA,NA,Cleared,Waitlisted",
    )
    assert column(result, "stage") == ["interview", "interview", "screen", "interview"]
    assert outcomes(result) == ["rejected", "rejected", "withdrawn", "open"]


def test_a_column_for_both_answers_is_the_status():
    """“Zu-/Absage” holds either, each with its day; an invitation to a test is none to an interview."""
    result = read(
        "Betrieb,Beruf,abgeschickt am,Einladung Test,Einladung VG,Zu-/Absage",
        "A,Koch,12.09.2025,06.10.2025,,Absage 20.10.2025",
        "B,Koch,12.09.2025,,22.09.2025,Zusage 01.10.2025",
        "C,Koch,14.09.2025,,,",
    )
    assert outcomes(result) == ["rejected", "offer", "open"]
    assert column(result, "stage") == ["screen", "offer", "applied"]


def test_a_shop_is_an_employer_and_an_apprenticeship_a_role():
    """Neither makes a shopping list; one with prices stays refused."""
    result = read(
        "Shop,Apprenticeship,CV handed in,Trial shift,Got it?",
        "Bloom,Florist,2026-03-03,2026-03-10,n",
        "Vale,Bookseller,2026-03-03,,",
        "Pasty,Baker,2026-03-04,2026-03-11,y",
    )
    assert column(result, "company") == ["Bloom", "Vale", "Pasty"]
    assert column(result, "role") == ["Florist", "Bookseller", "Baker"]
    assert outcomes(result) == ["rejected", "open", "offer"]
    with pytest.raises(UnreadableLog, match="shopping list"):
        read("Item,Shop,Price,Date", "Milk,Vale,1.20,2026-03-03", "Bread,Pasty,2.10,2026-03-04")
