"""The command line, run as a person or a script runs it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from lib.__main__ import main
from lib.summary.formats import FORMATS
from tests.log.files.hostile_files import HOSTILE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
DAVID = ROOT / "sample_data" / "david.csv"
MESSY = ROOT / "sample_data" / "messy_europe.xlsx"
DAY = ("--as-of", "2026-11-23")


def run(*arguments):
    """A process of its own: (exit status, standard output as bytes, standard error as text)."""
    done = subprocess.run([sys.executable, "-m", "lib", *map(str, arguments)], cwd=ROOT, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.outside
def test_one_log_is_a_summary_on_standard_output():
    """Without options, a log gives Markdown and status 0."""
    status, out, err = run(DAVID, *DAY)
    assert (status, err) == (0, "")
    assert out.decode().startswith("# Next steps, Mon 23 Nov 2026\n")


def test_several_formats_go_into_a_folder(tmp_path):
    """Each result is named after its log and its format, and each is what it says."""
    wanted = [flag for key in FORMATS for flag in ("--format", key)]
    assert main([str(DAVID), str(MESSY), *DAY, *wanted, "--out", str(tmp_path / "out")]) == 0
    made = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(made) == {f"{log}.{key}" for log in ("david.csv", "messy_europe.xlsx") for key in FORMATS}
    assert zipfile.is_zipfile(io.BytesIO(made["david.csv.xlsx"]))
    assert made["david.csv.html"].startswith(b"<!doctype html>")
    assert made["david.csv.ics"].startswith(b"BEGIN:VCALENDAR")


def test_json_and_csv_agree(tmp_path):
    """The table has as many rows as the JSON has applications, each with its row of the sheet."""
    main([str(DAVID), *DAY, "--format", "json", "--format", "csv", "--out", str(tmp_path)])
    shown = json.loads((tmp_path / "david.csv.json").read_text(encoding="utf-8"))
    with (tmp_path / "david.csv.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["row"] for row in rows] == [str(number) for number in range(2, 60)]
    assert shown["rows"] == {"read": 58, "applications": 58, "set_aside": 0}


def test_a_header_that_no_column_has_is_an_error(tmp_path, capsys):
    """A misspelt header is not ignored: status 2, and the headers that are spelt most like it."""
    call = [str(DAVID), *DAY, "--column", "company=Compny", "--out", str(tmp_path / "x.md")]
    assert main(call) == 2
    assert "“Company”" in capsys.readouterr().err


def test_an_unusable_log_does_not_stop_the_rest(tmp_path, capsys):
    """It is named on standard error, its JSON is the error, the others are written, the status is 2."""
    (tmp_path / "cat.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    call = [str(tmp_path / "cat.csv"), str(DAVID), *DAY, "--format", "json", "--out", str(tmp_path / "out")]
    status = main(call)
    error = json.loads((tmp_path / "out" / "cat.csv.json").read_text())["error"]
    assert (status, capsys.readouterr().err) == (2, f"cat.csv: {error['title']}. {error['message']}\n")
    assert (tmp_path / "out" / "david.csv.json").exists()


def test_a_file_that_ends_its_reader_does_not_stop_the_rest(tmp_path, capsys):
    """A cell in the far corner, in a folder where no check looks, costs one line; the other logs are read."""
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(HOSTILE["corner_elsewhere.xlsx"]())
    status = main([str(bad), str(DAVID), *DAY, "--format", "json", "--out", str(tmp_path / "out")])
    assert (status, capsys.readouterr().err.count("\n")) == (2, 1)
    assert (tmp_path / "out" / "david.csv.json").exists()


def test_a_missing_file_is_said_plainly(capsys):
    """A file that is not there is a line on standard error, not a traceback."""
    assert main(["nowhere.csv", *DAY]) == 2
    assert capsys.readouterr().err == "nowhere.csv: This file cannot be opened. No such file or directory.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["a.csv", "b.csv"],
        ["a.csv", "--format", "pdf"],
        ["a.csv", "--format", "md", "--format", "csv"],
        ["a.csv", "--column", "company"],
        ["a.csv", "--column", "shoe_size=Size"],
        ["a.csv", "--as-of", "tomorrow"],
        ["a.csv", "--day-first", "--month-first"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_status_two(arguments, capsys):
    """A call that cannot be meant says what is wrong and how to call."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m lib" in capsys.readouterr().err


def test_corrections_are_followed(tmp_path):
    """A column and the order of day and month can be said on the command line."""
    log = tmp_path / "log.csv"
    log.write_text(
        "Where,What,When,Standing\n" + "".join(f"Co {n},Analyst,0{n}/02/2026,Rejected\n" for n in (3, 4, 5))
    )
    corrected = ["--column", "company=Where", "--column", "applied_on=When", "--month-first"]
    main([str(log), *DAY, *corrected, "--format", "csv", "--out", str(tmp_path / "out.csv")])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as handle:
        first = next(csv.DictReader(handle))
    assert (first["company"], first["applied_on"]) == ("Co 3", "2026-03-02")


def test_the_seed_decides_the_draws(tmp_path):
    """The same seed gives the same bytes."""
    outs = [tmp_path / name for name in ("one.json", "two.json")]
    for out in outs:
        main([str(DAVID), *DAY, "--seed", "7", "--format", "json", "--out", str(out)])
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_saved_workbook_is_read_as_the_log_it_holds(tmp_path):
    """A workbook that was written here gives the same counts as the spreadsheet it was made from."""
    saved = tmp_path / "saved.xlsx"
    main([str(DAVID), *DAY, "--format", "xlsx", "--out", str(saved)])
    shown = []
    for log in (DAVID, saved):
        main([str(log), *DAY, "--format", "json", "--out", str(tmp_path / "shown.json")])
        shown.append(json.loads((tmp_path / "shown.json").read_text(encoding="utf-8")))
    assert shown[0]["counts"] == shown[1]["counts"]
    assert shown[0]["focus"] == shown[1]["focus"]


def test_the_manual_names_every_option_and_format():
    """docs/command-line.md leaves out no option, no format and no key of the JSON."""
    manual = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    options = [
        "--sheet",
        "--column",
        "--day-first",
        "--month-first",
        "--as-of",
        "--format",
        "--out",
        "--seed",
    ]
    keys = ["as_of", "source", "columns", "statuses", "date_order", "rows", "set_aside", "repairs", "counts"]
    keys += ["rates", "waiting", "pace", "focus", "steps"]
    told = [f"`{name}" for name in (*options, *FORMATS)] + [f'"{key}"' for key in keys]
    assert [name for name in told if name not in manual] == []


NEWS = "Norvik,Cook,2026-10-01,Applied\nNorvik,Clerk,2026-10-05,Applied\nArdel,Cook,2026-10-02,Interview\n"


FORMS = ["--format", "updated", "--format", "json", "--format", "md"]


def write_log(tmp_path) -> Path:
    """A small log of three applications."""
    path = tmp_path / "log.csv"
    path.write_text(
        "Company,Role,Date applied,Status,Last word\n" + NEWS.replace("\n", ",\n"), encoding="utf-8"
    )
    return path


def test_recorded_news_is_measured_and_written_into_the_own_file(tmp_path):
    """Employer, employer and role, or row; the JSON lists it, the file has it and is otherwise the same."""
    log, out = write_log(tmp_path), tmp_path / "out"
    lines = ["ardel: rejected after interview 2026-11-20", "Norvik / clerk: no reply 2026-11-20"]
    lines += ["row 2: invited to first conversation 2026-11-21"]
    told = [part for line in lines for part in ("--record", line)]
    assert main([str(log), *DAY, *told, *FORMS, "--out", str(out)]) == 0
    shown = json.loads((out / "log.csv.json").read_text(encoding="utf-8"))
    assert shown["recorded"] == [
        {"row": 4, "what": "rejected after interview", "day": "2026-11-20"},
        {"row": 3, "what": "no reply", "day": "2026-11-20"},
        {"row": 2, "what": "invited to first conversation", "day": "2026-11-21"},
    ]
    assert shown["counts"]["outcome"] == {"open": 1, "rejected": 1, "no_reply": 1} | {
        key: 0 for key in shown["counts"]["outcome"] if key not in ("open", "rejected", "no_reply")
    }
    with (out / "log.csv.updated.csv").open(encoding="utf-8", newline="") as handle:
        rows = [[cell for cell in row if cell] for row in csv.reader(handle)][1:]
    assert "Ask Ardel what decided it" in (out / "log.csv.md").read_text(encoding="utf-8")
    assert rows == [
        ["Norvik", "Cook", "2026-10-01", "Phone screen", "2026-11-21"],
        ["Norvik", "Clerk", "2026-10-05", "No reply"],
        ["Ardel", "Cook", "2026-10-02", "Rejected after interview", "2026-11-20"],
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Norvik: rejected 2026-11-20", "row 2 Norvik / Cook, applied 2026-10-01; row 3 Norvik / Clerk"),
        ("Quell: rejected 2026-11-20", "No application in your log is called “Quell”"),
        ("row 9: rejected 2026-11-20", "No application in your log is called “row 9”"),
        (
            "Norvig: rejected 2026-11-20",
            "No application in your log is called “Norvig”; the nearest: “Norvik”",
        ),
        ("Ardel: rejected 2027-11-20", "2027-11-20 is still to come"),
        ("Ardel: rejected 2026-10-01", "2026-10-01 is before the day applied, for row 4 Ardel / Cook"),
    ],
)
def test_news_that_cannot_be_recorded_is_refused(tmp_path, capsys, line, said):
    """Several rows or none, or a day on which it cannot have been: status 2, why, and nothing written."""
    out = tmp_path / "x.csv"
    assert (
        main([str(write_log(tmp_path)), *DAY, "--record", line, "--format", "updated", "--out", str(out)])
        == 2
    )
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ardel: went well 2026-11-20", "rejected [after STAGE]"),
        ("Ardel: rejected 20.11.2026", "does not end with a day such as 2026-11-23"),
    ],
)
def test_news_in_another_form_is_a_wrong_call(tmp_path, capsys, line, said):
    """Status 2, and the form that is understood."""
    with pytest.raises(SystemExit) as ended:
        main([str(write_log(tmp_path)), "--record", line])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_logs_of_one_name_do_not_overwrite_one_another(tmp_path):
    """Each result says whose it is: by its folder where the names are the same."""
    for who in ("anna", "ben"):
        (tmp_path / who).mkdir()
        (tmp_path / who / "log.csv").write_bytes(DAVID.read_bytes())
    logs = [str(tmp_path / who / "log.csv") for who in ("anna", "ben")]
    assert main([*logs, *DAY, "--format", "csv", "--out", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"anna_log.csv.csv", "ben_log.csv.csv"}


@pytest.mark.parametrize("wrong", [["--as-of", "9999-12-31"], ["--seed", "-1"], ["--seed", "1e9"]])
def test_a_value_beyond_sense_is_said_in_one_line(wrong, capsys):
    """Never a traceback, and nothing is read."""
    with pytest.raises(SystemExit) as ended:
        main([str(DAVID), *wrong])
    said = capsys.readouterr().err
    assert (ended.value.code, "Traceback" in said, "error: argument" in said) == (2, False, True)


def test_a_file_name_cannot_write_to_the_terminal(tmp_path, capsys):
    """Escape codes in a name are not passed on."""
    bad = tmp_path / "\x1b[31mred.csv"
    bad.write_bytes(b"")
    assert main([str(bad), *DAY]) == 2
    assert capsys.readouterr().err.startswith("[31mred.csv: This file is empty.")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of Unix")
def test_a_device_without_an_end_is_refused(capsys):
    """It is read as far as a file may be large."""
    assert main(["/dev/zero", *DAY]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_said_in_one_line(capsys):
    """The result cannot be written, and that is all that is said."""
    assert main([str(DAVID), *DAY, "--out", "/dev/full"]) == 2
    assert capsys.readouterr().err == "/dev/full: No space left on device\n"
