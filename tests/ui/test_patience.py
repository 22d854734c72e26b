"""Files made for a download outlast the runs of other visitors, and answers the runs of their own."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.media_file_manager import MediaFileManager, MediaFileMetadata
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from lib.ui.patience import SECONDS, keep_answers, keep_downloads, mend

DOWNLOADS = pytest.mark.cure(
    "Look in streamlit/runtime/media_file_manager.py whether a file for a download still goes when two "
    "runs end before a browser has fetched it. If it stays now, delete keep_downloads in "
    "lib/ui/patience.py; if not, write it anew for the members that stand there. Then set WRITTEN_FOR to "
    "the new version."
)
ANSWERS = pytest.mark.cure(
    "Look in streamlit/runtime/forward_msg_queue.py whether a run that begins still drops answers that "
    "wait to be sent. If it keeps them now, delete keep_answers in lib/ui/patience.py; if not, write it "
    "anew for the members that stand there. Then set WRITTEN_FOR to the new version."
)


def made() -> tuple[MediaFileManager, MemoryMediaFileStorage, str]:
    """A manager with one file that was made on a click, and the file's name."""
    storage = MemoryMediaFileStorage("/media")
    manager = MediaFileManager(storage)
    url = manager.execute_deferred(manager.add_deferred(lambda: b"report", "text/plain", "1.2.3", "r.txt"))
    return manager, storage, url.rsplit("/", 1)[1]


@DOWNLOADS
def test_a_file_made_on_a_click_outlasts_two_runs_of_others():
    """Two runs that end before the browser has fetched a file do not take it away."""
    keep_downloads(SECONDS)
    manager, storage, name = made()
    for _ in range(3):
        manager.remove_orphaned_files()
    assert storage.get_file(name).content == b"report"


@DOWNLOADS
def test_a_file_is_dropped_when_its_time_is_over():
    """Nothing is kept for ever: what is past its time goes with the next run."""
    keep_downloads(0.0)
    manager, storage, _ = made()
    for _ in range(2):
        manager.remove_orphaned_files()
    keep_downloads(SECONDS)
    assert storage._files_by_id == {}


@DOWNLOADS
def test_a_new_file_is_not_due():
    """A file is due only after somebody asked for its removal."""
    keep_downloads(0.0)
    file = MediaFileMetadata(MediaFileKind.DOWNLOADABLE)
    assert not file.is_marked_for_delete
    keep_downloads(SECONDS)


@ANSWERS
def test_a_run_that_begins_drops_no_answer():
    """Where to send a file is told also when the page runs again; what was drawn before is dropped."""
    keep_answers()
    queue, answer, drawn = ForwardMsgQueue(), ForwardMsg(), ForwardMsg()
    answer.file_urls_response.response_id = "1"
    drawn.delta.new_element.text.body = "old"
    for message in (drawn, answer):
        queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True)
    assert [message.WhichOneof("type") for message in queue.flush()] == ["file_urls_response"]
    assert queue.flush() == []


@ANSWERS
def test_a_run_of_a_part_sends_an_answer_once():
    """Streamlit keeps it by itself where only a part of the page runs: it is not doubled."""
    keep_answers()
    queue, answer = ForwardMsgQueue(), ForwardMsg()
    answer.file_urls_response.response_id = "1"
    queue.enqueue(answer)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["part"])
    assert len(queue.flush()) == 1


@DOWNLOADS
def test_another_streamlit_is_left_as_it_is(monkeypatch):
    """What was written for one version is not put into another; the version that is pinned is the one."""
    untouched = property(lambda file: "as Streamlit made it")
    monkeypatch.setattr(MediaFileMetadata, "is_marked_for_delete", untouched)
    assert not mend("1.68.0")
    assert MediaFileMetadata.is_marked_for_delete is untouched
    assert mend()
    assert MediaFileMetadata.is_marked_for_delete is not untouched
    keep_downloads(SECONDS)
