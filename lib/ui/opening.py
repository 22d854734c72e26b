"""The ways to open a log: upload, paste, a sample, or a blank template to begin with."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from lib.log.files.archives import write_archive
from lib.summary.template import blank_workbook
from lib.ui import freeing, session, start

TYPES = ["csv", "tsv", "txt", "md", "xlsx", "xlsm", "xls", "xlsb", "ods", "zip", "json", "jsonl", "ndjson"]


def ways() -> None:
    """Upload, paste, samples and the template, one tab each."""
    upload, paste, samples, template = st.tabs(["Upload", "Paste", "Try a sample", "Start from a template"])
    with upload:
        _upload()
    with paste:
        _paste()
    with samples:
        st.markdown("Four invented job seekers, each with a different story.")
        start.samples()
    with template:
        _template()


def _upload() -> None:
    # Each file has an uploader of its own, because the browser sends its file until a page is complete. If a
    # person forgets everything before that, the same uploader would take the file for a new one.
    key = f"upload_{session.held().files}"
    st.file_uploader(
        "Your spreadsheet",
        type=TYPES,
        key=key,
        accept_multiple_files=True,
        on_change=_take_files,
        args=(key,),
        help="Excel, OpenDocument, text (CSV, TSV), ZIP or JSON, up to 50 MB; several files at once. "
        "No template is needed.",
    )
    st.caption(
        "Your file stays with you: only the Detour that serves this page reads it, and only this browser "
        "remembers it, on this device, until you delete it."
    )


def _take_files(key: str) -> None:
    """Opens what was given; a run stopped in the middle may call again, with files that are freed by then."""
    files = [file for file in st.session_state.get(key) or () if isinstance(file, UploadedFile)]
    if len(files) == 1:
        session.open_upload(files[0].name, files[0].getvalue())
    elif files:
        together = write_archive([(file.name, file.getvalue()) for file in files])
        session.open_upload(f"{len(files)} files.zip", together)
    freeing.uploads()


def _paste() -> None:
    st.text_area(
        "Cells copied from your spreadsheet",
        key="pasted",
        height=160,
        placeholder="Select the cells in your spreadsheet, headers included, copy them, and paste here.",
    )
    st.button("Read these cells", type="primary", on_click=_take_paste)


def _take_paste() -> None:
    if (text := st.session_state["pasted"]).strip():
        session.open_upload("pasted cells.tsv", text.encode("utf-8", "replace"))


def _template() -> None:
    st.markdown("No log yet? This workbook has the columns that tell most, with lists to choose from.")
    st.download_button(
        "Download the blank template",
        data=blank_workbook,
        file_name="detour_template.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )
