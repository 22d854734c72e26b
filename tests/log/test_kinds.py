"""Kinds of real logs, each by its rule, in other words and other languages than the logs that showed them."""

import pytest

from lib.log.schema import Choices
from lib.log.unreadable import UnreadableLog
from tests.log.twins import outcomes, read


def test_applying_is_sent_where_it_has_its_day():
    """“apply” and “applying” beside the day applied are sent; without one they are not."""
    result = read(
        "Company,Role,Date applied,Status", "A,Clerk,2026-01-04,apply", "B,Cook,,apply", "C,Cook,,skip"
    )
    assert result.log.applications["company"].tolist() == ["A"]


@pytest.mark.parametrize("state", ["NY,TX,CA", "NSW,VIC,QLD", "BC,ON,QC"])
def test_states_of_addresses_are_no_status(state):
    """Codes of states and provinces below “State” say where, not how it stands."""
    rows = [f"S{i},Teacher,2026-01-0{i + 1},Town,{code}" for i, code in enumerate(state.split(","))]
    assert "status" not in {m.field for m in read("School,Role,Date applied,City,State", *rows).columns}


def test_ones_own_address_is_no_contact():
    """The same address in every row is the person's own."""
    rows = [f"C{i},Clerk,2026-01-0{i + 1},me@home.example" for i in range(4)]
    assert "contact" not in {m.field for m in read("Company,Role,Date applied,Contact email", *rows).columns}


@pytest.mark.parametrize("header", ["Recruiter", "Hiring manager", "HR", "Headhunter"])
def test_names_of_people_are_no_conversations(header):
    """Names below “Recruiter” do not say that one talked; days below it do."""
    rows = [
        f"C{i},Clerk,2026-01-0{i + 1},Applied,{name}"
        for i, name in enumerate(["Ann Bole", "Tim Roe", "Al Kay"])
    ]
    assert set(read(f"Company,Role,Date applied,Status,{header}", *rows).log.applications["stage"]) == {
        "applied"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Hired previous candidate",
        "They hired someone else",
        "Anderen Kandidaten eingestellt",
        "Ont recruté quelqu'un d'autre",
        "Hired an internal applicant",
        "Contrataron a otro candidato",
    ],
)
def test_who_hired_somebody_else_turned_one_down(text):
    """Words for being hired are about others here."""
    assert (
        outcomes(
            read(
                "Company,Role,Date applied,Status", f"A,Clerk,2026-01-04,{text}", "B,Cook,2026-01-05,Applied"
            )
        )[0]
        == "rejected"
    )


def test_words_in_a_stage_cell_cancel_no_cross():
    """A cross below “Offer” is a rejection, whatever words stand in another stage."""
    header = "Company,Role,Date applied,Written test,Interview,Offer"
    told = read(
        header,
        "A,Clerk,2026-01-04,no match,,×",
        "B,Cook,2026-01-05,2026-01-09,2026-01-12,√",
        "C,Cook,2026-01-05,,,",
    )
    assert outcomes(told) == ["rejected", "offer", "open"]


def test_ends_in_stage_cells_are_ends():
    """“offer declined” and “not going” among the days of a stage are the person's own doing."""
    header = "Company,Role,Date applied,First interview,Second interview"
    rows = ["A,Clerk,2026-01-04,2026-01-10,2026-01-20", "B,Cook,2026-01-05,2026-01-11,offer declined"]
    rows += ["C,Cook,2026-01-06,2026-01-12,not going", "D,Cook,2026-01-07,2026-01-13,2026-01-21"]
    assert outcomes(read(header, *rows)) == ["open", "declined", "withdrawn", "open"]


@pytest.mark.parametrize("header", ["CV", "Resume", "Lebenslauf", "简历"])
def test_days_below_the_resume_are_days_applied(header):
    """A column called for the résumé that holds days says when it was sent."""
    rows = [f"C{i},Nurse,2026-01-{i + 10}" for i in range(4)]
    assert {m.field: m.header for m in read(f"Company,Role,{header}", *rows).columns}["applied_on"] == header


def test_what_was_found_and_dropped_was_never_sent():
    """“Discarded” beside “Evaluated” is a posting that one dropped; alone it is asked about."""
    rows = ["A,Clerk,2026-01-04,Applied", "B,Cook,2026-01-05,Discarded"]
    header = "Company,Role,Date,Status"
    assert len(read(header, *rows, "C,Cook,2026-01-06,Evaluated").log) == 1
    assert [q.value for q in read(header, *rows).questions if q.about == "status"] == ["Discarded"]


def test_cells_that_slipped_over_the_status_are_put_back():
    """A comma in brackets that is not quoted moves the known status word into the next cell."""
    header = "date,company,role,channel,status,notes"
    rows = [f"2026-08-0{i + 1},B{i},Intern,Board (mail, from a friend),drafted,ready" for i in range(3)]
    assert len(read(header, *rows, "2026-08-06,Birch,Intern,job board,applied,sent", only_text=True).log) == 1


def test_the_last_cell_of_a_short_row_may_be_its_status():
    """A row that ends before the status, with a status word at its end, has left cells out."""
    rows = [
        "2025-11-17,Clerk,North,Remote,skipped,",
        "2025-11-18,Cook,South,Sent",
        "2025-11-19,Cook,Rejected",
    ]
    assert outcomes(read("date,title,company,place,status,notes", *rows, only_text=True)) == [
        "open",
        "rejected",
    ]


@pytest.mark.parametrize("header", ["Date applied", "Applied on", "Beworben am", "投递日期"])
def test_a_day_applied_that_is_never_filled_means_that_nothing_was_sent(header):
    """Asked about, and all are read where the person says so."""
    lines = (f"Company,Role,{header},Link", "A,Clerk,,https://a.example", "B,Cook,,https://b.example")
    result = read(*lines)
    assert (len(result.log), result.questions[0].about) == (0, "rows")
    answer = next(a for a in result.questions[0].answers if a.value == "sent")
    assert len(read(*lines, choices=answer.change).log) == 2


def test_a_list_of_people_written_to_is_refused():
    """Names, how one connected and what was sent make a list of contacts."""
    with pytest.raises(UnreadableLog, match="people written to"):
        read("Name,Company,Role,Connection Status,Message Sent,Date Sent", "Ann,A,CTO,Pending,Hi,2026-01-04")


def test_employers_own_sites_are_no_channel():
    """A different site in every row is the employer's address; one board in every row is how one applied."""
    rows = [f"C{i},Clerk,2026-01-0{i + 1},https://www.c{i}.example" for i in range(4)]
    assert set(read("Company,Role,Date applied,Company website", *rows).log.applications["channel"]) == {
        "unknown"
    }
    links = [f"C{i},Clerk,2026-01-0{i + 1},https://www.linkedin.com/jobs/view/{i}" for i in range(4)]
    assert set(read("Company,Role,Date applied,Job Url", *links).log.applications["channel"]) == {"board"}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Referral", "yes no"),
        ("Referred?", "Y N"),
        ("Had a referral?", "TRUE FALSE"),
        ("Referral", "x -"),
        ("Referred by", "Kim -"),
        ("Empfehlung", "ja nein"),
        ("内推", "是 否"),
        ("Referral (Y/N)", "Y N"),
    ],
)
def test_a_referral_beside_the_source_is_the_channel(header, cells):
    """A yes, a tick or a name below “Referral” is a referral; the source tells of the others."""
    yes, no = cells.split()
    lines = (f"A,Clerk,2026-01-04,Applied,LinkedIn,{yes}", f"B,Cook,2026-01-05,Rejected,LinkedIn,{no}")
    result = read(f"Company,Role,Date applied,Status,Source,{header}", *lines)
    assert result.log.applications["channel"].tolist() == ["referral", "board"]


def test_a_log_without_any_answer_is_asked_about():
    """It keeps no outcomes until the person says that all are open."""
    lines = ("Company,Role,Date applied", *(f"C{i},Clerk,2026-01-0{i + 1}" for i in range(4)))
    result = read(*lines)
    assert ([q.about for q in result.questions], result.log.has_outcomes) == (["outcomes"], False)
    assert read(*lines, choices=Choices(outcomes=True)).log.has_outcomes


def test_days_that_a_form_filled_in_are_no_interviews():
    """An interview on the day applied in every row was never held."""
    rows = [f"C{i},Clerk,2026-01-0{i + 1},2026-01-0{i + 1},Applied" for i in range(4)]
    assert set(read("Company,Role,Date applied,Interview date,Status", *rows).log.applications["stage"]) == {
        "applied"
    }


def test_a_no_with_the_day_of_a_reply_is_a_rejection():
    """“Selected for interview? No” with a reply is one; without a reply, and “TBD”, are open."""
    header = "Company,Role,Date applied,Reply date,Selected for interview?"
    rows = ["A,Clerk,2026-01-04,2026-01-09,No", "B,Cook,2026-01-05,,No", "C,Cook,2026-01-06,2026-01-10,Yes"]
    assert outcomes(read(header, *rows, "D,Cook,2026-01-07,,TBD")) == ["rejected", "open", "open", "open"]


def test_equal_rows_without_employers_are_different_applications():
    """Many employers seek a clerk on the same day; twice the same one at the same employer is a copy."""
    nameless = read("Role,Date applied,Status", *["Clerk,2026-01-04,Rejected"] * 3, "Cook,2026-01-05,Applied")
    named = read("Company,Role,Date applied,Status", *["A,Clerk,2026-01-04,Rejected"] * 3)
    assert (len(nameless.log), len(named.log)) == (4, 1)


def test_every_column_has_a_use_or_the_reason_why_not():
    """What is not used is named, with why; nothing private is."""
    uses = {
        u.header: u
        for u in read(
            "Company,Role,Date applied,Deadline,Empty,Hobby", "A,Clerk,2026-01-04,2026-02-01,,Chess"
        ).uses
    }
    assert [name for name, use in uses.items() if use.field is None] == ["Deadline", "Empty", "Hobby"]
    assert all(use.why and 0 <= use.confidence <= 1 for use in uses.values())


@pytest.mark.parametrize(
    "note", ["Not sent", "nicht gesendet, keine Zeit", "pas envoyé", "没有投递", "ei lähetetty"]
)
def test_a_note_that_nothing_was_sent_counts(note):
    """Whatever the status says of waiting; beside a rejection the note is about something else."""
    rows = (
        f"A,Clerk,2026-01-04,Pending,{note}",
        f"B,Cook,2026-01-05,Rejected,{note}",
        "C,Cook,2026-01-06,Pending,",
    )
    result = read("Company,Role,Date applied,Status,Notes", *rows)
    assert result.log.applications["company"].tolist() == ["B", "C"]


@pytest.mark.parametrize(
    "name",
    [
        "Northwind (not applied)",
        "Nordwind (nicht beworben)",
        "北风（未投递，准备考试）",
        "Pohja (en hakenut)",
    ],
)
def test_a_bracket_behind_a_name_says_that_nothing_was_sent(name):
    """Other brackets, with a place or a month, are part of the name."""
    result = read(
        "Company,Role,Date applied,Status",
        f"{name},Clerk,,",
        "Tarn (Leeds),Cook,2026-01-05,Rejected",
        "Fell,Cook,2026-01-06,Applied",
    )
    assert result.log.applications["company"].tolist() == ["Tarn (Leeds)", "Fell"]


def test_an_employer_whose_name_begins_like_a_total_is_kept():
    """“Media” is an average elsewhere; a row with a day of its own, with dots too, is an application."""
    rows = ("Media Nord,rejected,06.12.2025", "Tarn,rejected,05.12.2025", "Fell,applied,04.12.2025")
    assert read("Company,Status,Date", *rows).log.applications["company"].tolist()[0] == "Media Nord"


def test_signs_are_explained_by_a_line_above_the_table():
    """“📤 sent · ❌ refused” reads the signs in the cells below, in any language."""
    page = (
        "🔜 à faire · 📤 envoyée · 🎤 entrevue · ❌ refus",
        "",
        "Entreprise,Poste,Statut",
        "A,Commis,🔜",
        "B,Commis,📤",
        "C,Commis,🎤",
        "D,Commis,❌",
    )
    applications = read(*page).log.applications
    assert applications["company"].tolist() == ["B", "C", "D"]
    assert applications["outcome"].tolist() == ["open", "open", "rejected"]
    assert applications["stage"].tolist() == ["applied", "interview", "applied"]


def test_years_come_first_where_the_headers_language_writes_them_first():
    """“25.9.24” is September 24th in a Chinese log, and a deadline beside it is not the day applied."""
    rows = (
        "北风,25.9.24,25.10.9,前端,等回复",
        "南风,25年9月25日14:00,,前端,等回复",
        "东风,25.9.26,,前端,未通过",
    )
    result = read("公司名称,投递时间,截至时间,岗位,投递进度", *rows)
    days = result.log.applications["applied_on"].dt.date.astype(str).tolist()
    assert days == ["2025-09-24", "2025-09-25", "2025-09-26"]


def test_a_history_of_days_without_years_tells_the_stages():
    """Steps begin with their day, joined by dashes; the column of results is mostly empty."""
    rows = (
        "北风,前端,6月1日投递-6月8日笔试-6月19日一面,,",
        "南风,前端,6月2日投递-6月9日流程终止,未通过,",
        "东风,前端,6月3日投递-6月9日修改意向部门,,",
        "西风,前端,6月4日投递-6月5日进度查询,,无",
    )
    applications = read("公司,岗位,进展,结果,Offer", *rows).log.applications
    assert applications["stage"].tolist() == ["interview", "applied", "applied", "applied"]
    assert applications["outcome"].tolist() == ["open", "rejected", "open", "open"]


@pytest.mark.parametrize("header", ["Priority TODO", "Next step / to do", "할일"])
def test_what_is_to_do_says_nothing_of_what_happened(header):
    """“Deadline, closes” in a plan is no end."""
    rows = [f"C{i},Clerk,submitted,sent; 마감 03/1{i}" for i in range(4)]
    assert set(outcomes(read(f"Company,Role,Status,{header}", *rows))) == {"open"}


def test_lines_of_text_between_the_rows_are_no_status():
    """A page's heading “Application strategy” does not make a list of employers a log."""
    page = (
        "| Company | Role to target | Why you fit | Apply |",
        "|---|---|---|---|",
        "| Northwind | Engineer | I know it | n.example/careers |",
        "| Tarn | Engineer | rare overlap | t.example/jobs |",
        "| Fell | Developer | open to it | f.example/jobs |",
        "",
        "## Application strategy",
        "",
        "| Firm | Role | Notes | Apply |",
        "|---|---|---|---|",
        "| Gill | Engineer | met them once | g.example/jobs |",
    )
    with pytest.raises(UnreadableLog, match="list of employers or jobs"):
        read(*page, only_text=True)


@pytest.mark.parametrize("denial", ["never", "not yet", "no"])
def test_a_word_of_denial_in_place_of_the_day_means_that_nothing_was_sent(denial):
    """Also where the person gave up: “withdrawn” before anything was sent is no application."""
    rows = (
        "A,Clerk,2026-01-04,Applied",
        "B,Cook,2026-01-05,Rejected",
        f"C,Cook,{denial},Withdrawn",
        f"D,Cook,{denial},",
    )
    assert read("Company,Role,Applied,Status", *rows).log.applications["company"].tolist() == ["A", "B"]


def test_a_sign_with_its_day_is_the_sign():
    """“❌ 07.10” is a refusal on that day; a legend's word that nobody knows leaves a known sign as it is."""
    page = (
        "✅ sent · ⏳ quuxed · ❌ refused",
        "",
        "Company,Role,Status",
        "A,Clerk,❌ 07.10",
        "B,Clerk,⏳",
        "C,Clerk,✅",
    )
    assert outcomes(read(*page)) == ["rejected", "open", "open"]


def test_titles_between_the_rows_tell_the_year():
    """Two stretches on one page, newest first; days that have a year keep it."""
    page = (
        "## 2026 applications",
        "",
        "| Company | Status | Date |",
        "|---|---|---|",
        "| Northwind | Applied | 1/31 |",
        "| Tarn | Rejected | 2/14 |",
        "",
        "## 2025 applications (Feb-May)",
        "",
        "| Company | Status | Date |",
        "|---|---|---|",
        "| Fell | Applied | 2/26 |",
        "| Gill | Rejected | 3/25/2024 |",
    )
    days = read(*page, only_text=True).log.applications["applied_on"].dt.date.astype(str).tolist()
    assert days == ["2026-01-31", "2026-02-14", "2025-02-26", "2024-03-25"]


@pytest.mark.parametrize(
    ("title", "rows"),
    [("Earlier applications, by e-mail", 3), ("Frühere Bewerbungen", 3), ("Companies to watch", 2)],
)
def test_a_table_titled_applications_belongs_to_the_log(title, rows):
    """Neither status nor day stands in it, but the line above says that these were sent."""
    page = (
        "## This week",
        "",
        "| Company | Role | Channel | Date applied | Status |",
        "|---|---|---|---|---|",
        "| Northwind | Clerk | LinkedIn | 2026-03-02 | Applied |",
        "| Tarn | Cook | LinkedIn | 2026-03-03 | Rejected |",
        "",
        f"## {title}",
        "",
        "| Company | Role | Contact |",
        "|---|---|---|",
        "| Fell | Cook | Ann |",
    )
    assert len(read(*page, only_text=True).log) == rows


@pytest.mark.parametrize("end", ["closed", "withdrawn"])
def test_an_end_among_postings_that_nothing_was_sent_to_is_none(end):
    """In a queue of postings “closed” ends a posting; beside anything sent it ends an application."""
    queue = ("A,Clerk,todo", f"B,Cook,{end}", "C,Cook,watch")
    assert len(read("Company,Role,Status", *queue).log) == 0
    assert len(read("Company,Role,Status", *queue, "D,Cook,applied").log) == 2
