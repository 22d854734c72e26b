"""Small logs for the tests of what is held, and a reader that reads each of them once."""

from functools import cache

from lib.hand.held import Upload, upload_of
from lib.hand.reader import Opened, Reader
from lib.log.schema import Choices, ImportResult

HEADER = "Company,Role,Date applied,Status\n"
EARLIER = HEADER + "".join(f"Firma {i},Cook,2026-09-{i + 1:02d},Applied\n" for i in range(12))
LATER = EARLIER.replace("09-04,Applied", "09-04,Rejected") + "Neu 1,Cook,2026-10-20,Applied\n"
OTHER = HEADER + "".join(f"Shop {i},Clerk,2026-08-{i + 1:02d},Applied\n" for i in range(12))
NO_LOG = "item,amount\nmilk,2\nbread,1\n"


def upload(text: str, name: str = "log.csv", **more: object) -> Upload:
    """A file of this text."""
    return upload_of(name, text.encode(), **more)


class OnceReader(Reader):
    """Opens and reads each file once for all tests."""

    def open(self, upload: Upload) -> Opened:
        """As the plain reader."""
        return _opened(upload.name, upload.data)

    def read(self, upload: Upload, choices: Choices, now) -> ImportResult:
        """As the plain reader."""
        return _read(upload.name, upload.data, _Key(choices), now)


class _Key(tuple):
    """Choices as a key of a cache."""

    choices: Choices

    def __new__(cls, choices: Choices):
        key = super().__new__(cls, (repr(choices),))
        key.choices = choices
        return key


@cache
def _opened(name: str, data: bytes) -> Opened:
    return Reader().open(upload_of(name, data))


@cache
def _read(name: str, data: bytes, key: _Key, now) -> ImportResult:
    return Reader.read(OnceReader(), upload_of(name, data), key.choices, now)
