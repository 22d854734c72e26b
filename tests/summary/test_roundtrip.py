"""A saved workbook, edited as people edit spreadsheets, and opened again."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.log.files.books import open_book
from lib.log.identity import application_keys
from lib.log.reading import read_book, read_log
from lib.log.reflections import Reflection, with_reflections
from lib.log.schema import Choices
from lib.summary.additions import Additions, Contact, StepMark
from lib.summary.bundle import build
from lib.summary.roundtrip import read_contacts, restore
from lib.summary.template import blank_workbook
from lib.summary.workbook import TRIAL, to_workbook
from tests.tries import tries

pytestmark = pytest.mark.slow

AS_OF = date(2026, 11, 23)
HEADER = ("Company", "Role", "Date applied", "Status", "Source", "Visa?")
LOG = (
    ("Fernhill Labs", "Data Analyst", "2026-09-01", "Rejected after interview", "Referral", "no"),
    ("Fernhill Labs", "Data Analyst", "2026-09-01", "Applied", "LinkedIn", "no"),
    ("=1+1 GmbH", "BI Lead", "2026-09-14", "Rejected", "LinkedIn", "yes"),
    ("Orrin, Son & Co", "Analyst", "", "Phone screen", "Cold email", ""),
    ("Kestrel", "Analyst", "2026-10-02", "Ghosted", "Indeed", "no"),
)
ENOUGH = (
    *LOG,
    *((f"Firm {n}", "Analyst", f"2026-09-{n:02d}", "Rejected", "Indeed", "no") for n in range(1, 21)),
)
"""Long enough to rank the areas, and so to propose an experiment."""
TOLD = (
    Reflection(stage="final", reason="More leadership", feedback_asked_on=date(2026, 10, 1), lesson="Ask"),
    Reflection(feeling=2, check_in="=rough"),
    Reflection(),
    Reflection(feedback="Be brief"),
    Reflection(reason="no | budget"),
)


def read(rows=LOG, choices=Choices()):  # noqa: B008 - frozen
    """The import of a CSV with these rows."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return read_log(out.getvalue().encode(), "log.csv", as_of=AS_OF, choices=choices)


def added(result, told=TOLD, **parts):
    """What was told about each application, in the order of the log."""
    keys = application_keys(result.log.applications)
    kept = {key: reflection for key, reflection in zip(keys, told, strict=False) if not reflection.empty}
    return Additions(reflections=kept, **parts)


def saved(result, additions, private=True):
    """The workbook, check-ins included unless said otherwise."""
    return to_workbook(build(result, AS_OF, additions=additions, private=private))


def edited(data, change: Callable[[openpyxl.Workbook], object]):
    """The workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewrite(sheet, rows):
    """Put these rows under the header, each cell as typed as before."""
    kinds = [[(cell.value, cell.data_type) for cell in row] for row in rows]
    sheet.delete_rows(2, sheet.max_row)
    for at, row in enumerate(kinds, start=2):
        for column, (value, kind) in enumerate(row, start=1):
            cell = sheet.cell(at, column, value)
            cell.data_type = kind if value is not None else cell.data_type


def opened(data):
    """The log as the app would show it after an upload, and what was added."""
    found = restore(open_book(data, "detour.xlsx"))
    result = read_book(found.book, as_of=AS_OF, choices=found.choices)
    additions = found.additions(result)
    return with_reflections(result.log, additions.reflections), additions


def facts(log):
    """What each application says, whatever row it stands in."""
    plain = log.applications.drop(columns=["row", "sheet"]).astype(object)
    return sorted(map(repr, plain.where(plain.notna(), None).to_dict("records")))


def test_another_workbook_is_not_ours():
    """A spreadsheet that was not written here is left to the ordinary reader."""
    assert restore(open_book(b"Company,Role\nA,B\n", "detour.xlsx")) is None
    assert restore(open_book(blank_workbook(), "detour.xlsx")) is None


def test_untouched_it_restores_everything():
    """Log, corrections, reflections, ticks, people and experiment are as they were."""
    result = read()
    additions = added(
        result,
        choices=Choices(statuses={"Ghosted": ("applied", "rejected")}),
        marks=(StepMark("own-1", own=True, what="Call Dana", due=date(2026, 12, 1)),),
        contacts=(Contact("Dana", "Northwind", last_contact=date(2026, 9, 1)),),
        experiment={"key": "resume/2026-11-23", "trials": 20},
    )
    log, again = opened(saved(result, additions))
    assert again.reflections == additions.reflections
    assert (again.marks, again.contacts, again.experiment) == (
        additions.marks, additions.contacts, additions.experiment,
    )  # fmt: skip
    assert again.choices.statuses == additions.choices.statuses
    corrected = read(choices=additions.choices)
    assert facts(log) == facts(with_reflections(corrected.log, additions.reflections))


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4)], ids=["reversed", "equals swapped"])
def test_sorting_moves_reflections_with_their_rows(order):
    """After a sort each reflection is still beside its own application, also between equals."""
    result = read()

    def sort(book):
        sheet = book["Applications"]
        rows = list(sheet.iter_rows(min_row=2))
        rewrite(sheet, [rows[i] for i in order])

    log, _ = opened(edited(saved(result, added(result)), sort))
    assert facts(log) == facts(with_reflections(result.log, added(result).reflections))


def test_a_deleted_row_takes_only_its_own_with_it():
    """The other applications keep what was told about them."""
    result = read()
    log, _ = opened(edited(saved(result, added(result)), lambda book: book["Applications"].delete_rows(2)))
    kept = read(LOG[1:])
    assert facts(log) == facts(with_reflections(kept.log, added(kept, TOLD[1:]).reflections))


def test_new_rows_are_read_as_applications():
    """A row typed below counts, with a reflection typed beside it."""
    result = read()

    def add_row(book):
        sheet = book["Applications"]
        beside = {cell.value: cell.column for cell in sheet[1]}
        sheet.append(["Larch", "Analyst", date(2026, 11, 2), "Rejected", "Referral", "no"])
        sheet.cell(sheet.max_row, beside["Detour: reason"], "Salary")

    log, additions = opened(edited(saved(result, added(result)), add_row))
    assert len(log) == len(result.log) + 1
    last = log.applications[log.applications["company"] == "Larch"].iloc[0]
    assert (last["reason"], last["applied_on"].date(), len(additions.reflections)) == (
        "Salary",
        date(2026, 11, 2),
        5,
    )


def test_an_inserted_column_disturbs_nothing():
    """A column put in between is carried along, and the others are found again."""
    result = read()

    def insert(book):
        sheet = book["Applications"]
        sheet.insert_cols(2)
        sheet.cell(1, 2, "Favourite colour")
        sheet.cell(2, 2, "fine")

    log, additions = opened(edited(saved(result, added(result)), insert))
    assert additions.reflections == added(result).reflections
    assert log.extras == ("extra: Favourite colour", *result.log.extras)


def test_a_changed_reflection_counts_and_an_emptied_one_goes():
    """What stands in the added columns now is what the person says."""
    result = read()

    def change(book):
        sheet = book["Applications"]
        reason = next(cell.column for cell in sheet[1] if cell.value == "Detour: reason")
        sheet.cell(2, reason).value, sheet.cell(6, reason).value = "They froze the post", None

    _, additions = opened(edited(saved(result, added(result)), change))
    keys = list(application_keys(result.log.applications))
    assert additions.reflections[keys[0]].reason == "They froze the post"
    assert keys[4] not in additions.reflections


def test_a_deleted_added_column_is_restored_from_what_was_kept():
    """Reflections survive the loss of the column that showed them."""
    result = read()

    def drop(book):
        sheet = book["Applications"]
        for cell in reversed(list(sheet[1])):
            if str(cell.value).startswith("Detour: "):
                sheet.delete_cols(cell.column)

    _, additions = opened(edited(saved(result, added(result)), drop))
    assert additions.reflections == added(result).reflections


def test_without_the_hidden_sheet_the_visible_columns_do():
    """Where the hidden sheet is gone, what stands beside the rows is still read."""
    result = read()
    data = edited(saved(result, added(result)), lambda book: book.remove(book["Detour"]))
    _, additions = opened(data)
    assert additions.reflections == added(result).reflections


def test_ticks_moves_and_own_steps_of_the_sheet_are_marks():
    """A tick, a new day, a new wording and a step of one's own, all typed into the sheet."""
    result = read()
    steps = build(result, AS_OF, additions=added(result)).plan.steps

    def plan(book):
        sheet = book["Next steps"]
        sheet["A2"], sheet["B3"], sheet["C4"] = "x", date(2027, 1, 4), "Something else"
        sheet.append([None, date(2027, 1, 5), "Buy a printer"])

    _, additions = opened(edited(saved(result, added(result)), plan))
    ticked, moved, reworded = (additions.mark(step.key) for step in steps[:3])
    own = next(mark for mark in additions.marks if mark.own)
    assert (ticked.done, ticked.what) == (True, steps[0].what)
    assert (moved.due, moved.what, reworded.what) == (date(2027, 1, 4), None, "Something else")
    assert (own.what, own.due) == ("Buy a printer", date(2027, 1, 5))


def test_the_line_of_the_experiment_is_no_step():
    """It stands on the sheet with its day, and comes back as nothing unless somebody changes it."""
    result = read(ENOUGH)
    summary = build(result, AS_OF, additions=added(result))
    data = saved(result, added(result))
    line = next(
        row for row in openpyxl.load_workbook(io.BytesIO(data))["Next steps"] if row[8].value == TRIAL
    )
    assert (line[1].value.date(), line[2].value) == (summary.experiment.review, summary.experiment.sentence)
    assert opened(data)[1].marks == ()


@pytest.mark.parametrize(("column", "typed"), [(1, "x"), (2, date(2027, 3, 1)), (3, "Ask twice")])
def test_a_changed_line_of_the_experiment_becomes_a_step_of_ones_own(column, typed):
    """Ticked, moved or reworded: what was typed is kept, once, also when it is saved and opened again."""
    result = read(ENOUGH)

    def change(book):
        sheet = book["Next steps"]
        row = next(cells[0].row for cells in sheet if cells[8].value == TRIAL)
        sheet.cell(row, column).value = typed

    _, additions = opened(edited(saved(result, added(result)), change))
    (mark,) = additions.marks
    assert mark.own
    assert typed in (mark.what, mark.due) or mark.done
    assert opened(saved(result, additions))[1].marks == (mark,)


def test_contacts_typed_into_the_template_are_read():
    """The template's Contacts sheet is the workbook's."""
    person = ("Joon", "Orrin", "meetup", date(2026, 8, 1))
    data = edited(blank_workbook(), lambda book: book["Contacts"].append(person))
    assert read_contacts(open_book(data, "x.xlsx")) == (Contact(*person),)


def side_by_side():
    """Two applications to a row, as on a wide sheet."""
    heads = ("Company", "Role", "Date applied", "Status")
    rows = [heads + heads] + [
        (
            f"Left {n}",
            "Analyst",
            f"2026-09-0{n}",
            "Rejected",
            f"Right {n}",
            "Lead",
            f"2026-10-0{n}",
            "Applied",
        )
        for n in range(1, 7)
    ]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return read_log(out.getvalue().encode(), "wide.csv", as_of=AS_OF)


def test_applications_side_by_side_keep_their_own_reflections():
    """Where a row of the sheet held two applications, each comes back with what was told about it."""
    result = side_by_side()
    told = [Reflection(reason=f"reason {n}") for n in range(12)]
    log, additions = opened(saved(result, added(result, told)))
    assert len(log) == 12
    assert additions.reflections == added(result, told).reflections


def test_a_reflection_whose_row_cannot_be_told_is_kept_out_of_sight(result):
    """Two applications in one row of the table: theirs stand in the hidden sheet, and come back from it."""
    merged = replace(result, original=result.original.iloc[1:])
    keys = application_keys(result.log.applications)
    additions = Additions(
        reflections={keys[0]: Reflection(reason="budget"), keys[1]: Reflection(lesson="ask")}
    )
    found = restore(open_book(saved(merged, additions), "detour.xlsx"))
    assert found.told.hidden == {keys[0]}
    assert found.additions(result).reflections[keys[0]].reason == "budget"


def test_saving_what_was_restored_gives_the_same_again():
    """A workbook of a workbook holds no more and no less."""
    result = read()
    found = restore(open_book(saved(result, added(result)), "detour.xlsx"))
    second = read_book(found.book, as_of=AS_OF, choices=found.choices)
    again, _ = opened(saved(second, found.additions(second)))
    assert facts(again) == facts(with_reflections(result.log, added(result).reflections))


WORDS = st.text("abzäß =+-@'\",;|#<&", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
DAYS = st.dates(date(2026, 3, 1), date(2026, 11, 20)).map(str)
ROWS = st.tuples(
    WORDS.map("Co {}".format), WORDS.map("Analyst {}".format), DAYS,
    st.sampled_from(("Applied", "Rejected", "Ghosted", "Rejected after interview")),
    st.sampled_from(("LinkedIn", "Referral")), st.sampled_from(("yes", "no")),
)  # fmt: skip
LOGS = st.lists(ROWS, min_size=4, max_size=8, unique_by=lambda row: row[:3])
TELLING = st.builds(
    Reflection,
    stage=st.none() | st.sampled_from(("screen", "final")),
    reason=st.none() | WORDS,
    feeling=st.none() | st.integers(1, 5),
    feedback_asked_on=st.none() | st.dates(date(2026, 3, 1), date(2026, 11, 20)),
)


@tries(4)
@given(LOGS, st.lists(TELLING, min_size=8, max_size=8), st.randoms(use_true_random=False))
def test_any_log_with_any_edits_comes_back(rows, told, chance):
    """Whatever the log and the reflections, shuffled and thinned rows come back with what belongs to them."""
    result = read(rows)
    kept = sorted(chance.sample(range(len(rows)), chance.randint(3, len(rows))))
    order = chance.sample(kept, len(kept))

    def disturb(book):
        sheet = book["Applications"]
        all_rows = list(sheet.iter_rows(min_row=2))
        rewrite(sheet, [all_rows[i] for i in order])

    log, _ = opened(edited(saved(result, added(result, told)), disturb))
    whole = with_reflections(result.log, added(result, told).reflections)
    assert facts(log) == facts(replace(whole, applications=whole.applications.iloc[kept]))
