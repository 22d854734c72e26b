"""Tables that hold applications, but not those of one person."""

from datetime import date

import pytest

from lib.log.reading import read_log
from lib.log.schema import UnreadableLog

AS_OF = date(2026, 11, 23)
ROWS = [
    "{person},North,Clerk,2026-01-04,Applied",
    "{person},South,Cook,2026-01-05,Rejected",
    "{person},West,Baker,2026-01-06,Interview",
]


def table(header: str, *people: str) -> bytes:
    """A log whose first column names who applied."""
    rows = [row.format(person=person) for row, person in zip(ROWS, people, strict=True)]
    return "\n".join([f"{header},Company,Role,Applied on,Status", *rows]).encode()


@pytest.mark.parametrize(
    "header", ["Applicant name", "Candidate", "Bewerber", "지원자", "Кандидат", "Aday", "Kandidaat"]
)
def test_a_table_of_several_applicants_is_refused(header):
    """Three different names of people who applied make an employer's list, though it names companies too."""
    with pytest.raises(UnreadableLog, match="kept by an employer"):
        read_log(table(header, "Ada", "Ben", "Cem"), "list.csv", as_of=AS_OF)


def test_a_log_may_name_its_keeper():
    """The same name in every row is the person's own."""
    result = read_log(table("Applicant name", "Ada", "Ada", "Ada"), "log.csv", as_of=AS_OF)
    assert len(result.log) == 3


def test_a_list_of_found_adverts_is_no_log():
    """A day on which a job was found is no day on which anything was sent."""
    text = (
        "found,score,title,company,location,posted,source\n"
        "2026-08-24,76,Clerk,North,Leeds,2026-08-20,board\n"
        "2026-08-25,71,Cook,South,York,2026-08-21,board\n"
    )
    with pytest.raises(UnreadableLog, match="job adverts"):
        read_log(text.encode(), "found.csv", as_of=AS_OF)


def test_lists_without_a_step_are_no_history():
    """Words gathered from adverts, packed into lists, do not tell what came of anything."""
    text = (
        "job_title,job_cmp,words\n"
        "Clerk,North,\"['end', 'div']\"\n"
        "Cook,South,\"['oven', 'shift']\"\n"
        "Baker,West,[]\n"
    )
    with pytest.raises(UnreadableLog, match="No column says"):
        read_log(text.encode(), "words.csv", as_of=AS_OF)


def test_a_table_of_requisitions_is_no_log():
    """Open positions with their applicants counted are kept by an employer, whatever their status."""
    text = (
        "Req ID,Job title,Hiring manager,Opened on,Status,Applicants\n"
        "R1,Clerk,A. North,2026-01-05,Open,43\n"
        "R2,Cook,B. South,2026-01-15,Filled,120\n"
        "R3,Guard,C. West,2026-02-05,On hold,12\n"
    )
    with pytest.raises(UnreadableLog, match="kept by an employer"):
        read_log(text.encode(), "positions.csv", as_of=AS_OF)


def test_adverts_that_are_open_are_no_applications():
    """Rows that are all "open", with the days on which they were seen, are adverts that nobody answered."""
    text = (
        "company,role,source_status,url,first_seen,last_seen\n"
        "North,Clerk,open,https://north.example/1,2026-08-13,2026-08-20\n"
        "South,Cook,open,https://south.example/2,2026-08-14,2026-08-20\n"
    )
    with pytest.raises(UnreadableLog, match="job adverts"):
        read_log(text.encode(), "jobs.csv", as_of=AS_OF)


@pytest.mark.parametrize(
    ("header", "row", "what"),
    [
        (
            "University,Program,Degree,Application fee,GRE required?,Submitted on,Decision",
            "Alba,Economics,PhD,75,Y,2026-01-04,Rejected",
            "university applications",
        ),
        (
            "application_id,date,channel,credit_tier,requested_amount,approved",
            "A1,2026-01-04,Web,Good,900,True",
            "loans",
        ),
        (
            "Age,Attrition,Department,JobRole,MaritalStatus,Gender",
            "41,Yes,Sales,Clerk,Single,Female",
            "employees",
        ),
        (
            "company,domain,to,status,sent_date,opened,replied,call_booked",
            "North,n.example,a,sent,2026-08-11,,,",
            "sales",
        ),
    ],
    ids=lambda value: value.split(",")[0],
)
def test_other_tables_say_what_they_look_like(header, row, what):
    """Admissions, loans, employees and cold mail have columns that no log of applications has."""
    with pytest.raises(UnreadableLog, match=what):
        read_log("\n".join([header, row, row]).encode(), "table.csv", as_of=AS_OF)


def test_a_queue_without_a_day_of_application_is_no_log():
    """Adverts with a column for the day applied that is empty throughout, and one unknown word as status."""
    text = (
        "title,company,url,first_seen,status,applied_date\n"
        "Clerk,North,https://north.example/1,2026-09-15,UUSI,\n"
        "Cook,South,https://south.example/2,2026-09-06,UUSI,\n"
    )
    with pytest.raises(UnreadableLog, match="job adverts"):
        read_log(text.encode(), "queue.csv", as_of=AS_OF)


def test_a_log_of_internships_is_no_staff_list():
    """When a job begins and ends, and in which department or through which agency, stands in logs as well."""
    text = (
        "Company,Role,Department,Start date,End date,Agency,Status\n"
        "North,Analyst intern,Finance,2026-06-01,2026-08-31,Hays,Applied\n"
        "South,Design intern,Studio,2026-06-01,2026-08-31,,Rejected\n"
    )
    assert len(read_log(text.encode(), "log.csv", as_of=AS_OF).log) == 2


def test_counts_of_adverts_by_day_are_no_log():
    """What the rows are about is a guess, and nothing but a plain “date” says that anything was sent."""
    text = "date,area,week,month,main_query,notes\n" + "".join(
        f"2026-05-0{day},Robotics,{day},{9 * day},control engineer,estimated\n" for day in range(1, 6)
    )
    with pytest.raises(UnreadableLog, match="No column surely holds employers or roles"):
        read_log(text.encode(), "counts.csv", as_of=AS_OF)


OFFERS = (
    "Data intern,{0}north,900,2026-04-30,https://n.example/1\n"
    "Design intern,{0}south,none,2026-03-15,https://s.example/2\n"
    "Sales intern,{0}west,1000,2026-05-02,https://w.example/3\n"
)


def test_jobs_on_offer_in_an_unknown_language_are_no_log():
    """Roles, employers and days are guessed by their cells, and nothing says that anybody applied."""
    text = "nimi,asutus,tasu,lõpeb,viide\n" + OFFERS.format("Idakalda ")
    with pytest.raises(UnreadableLog, match="No column surely holds employers or roles"):
        read_log(text.encode(), "offers.csv", as_of=AS_OF)


def test_who_may_only_have_listed_jobs_on_offer_is_asked():
    """Days below a header that nobody knows may be deadlines; “no” sets every row aside."""
    text = "Role,Company,Stipend,Open until the,Link\n" + OFFERS.format("")
    result = read_log(text.encode(), "offers.csv", as_of=AS_OF)
    question = next(q for q in result.questions if q.about == "rows")
    assert (question.default, len(result.log)) == ("sent", 3)
    no = next(answer.change for answer in question.answers if answer.value == "not sent")
    assert len(read_log(text.encode(), "offers.csv", as_of=AS_OF, choices=no).log) == 0
