"""What somebody notices who works on the same server while another visitor uploads hostile files.

The neighbour runs their page again and again: first alone, then while another visitor opens ordinary logs,
then while they upload every hostile file. Run: python -m benchmarks.neighbour
"""

from __future__ import annotations

import statistics
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from benchmarks.serving import App
from benchmarks.visitor import Shown, Visitor
from tests.log.files.hostile_files import HOSTILE

OWN = b"Company,Role,Date applied,Status\n" + b"".join(
    f"Neighbourly {row},Clerk,2026-0{1 + row % 6}-1{row % 9},{('Rejected', 'Applied')[row % 2]}\n".encode()
    for row in range(60)
)
MARK = "Neighbourly"
ALONE = 20


class Neighbour:
    """Somebody with a log of their own, who looks at one page again and again."""

    def __init__(self, url: str) -> None:
        self.visitor = Visitor(url)
        self.visitor.upload(self.visitor.open(), "mine.csv", OWN)
        self.page = self.visitor.visit("your_applications")

    def look(self) -> float:
        """Seconds until the page stands again; raises if it is not whole, or not the neighbour's own."""
        shown = self.visitor.rerun()
        if not shown.holds(MARK) or len(shown.elements) != len(self.page.elements):
            raise AssertionError("the neighbour's page is not what it was")
        return shown.seconds

    def look_while(self, work: Callable[[], object]) -> list[float]:
        """How long each look took, from the beginning of somebody else's work to its end."""
        over, seconds = threading.Event(), []
        with ThreadPoolExecutor(1) as other:
            working = other.submit(work)
            working.add_done_callback(lambda _: over.set())
            while not over.is_set():
                seconds.append(self.look())
            working.result()
        return seconds


def told(shown: Shown) -> str:
    """What a page said in its first message about a file; "" where it said nothing."""
    return next((element.alert.body for element in shown.of_kind("alert")), "")


def upload_all(url: str, files: Iterable[tuple[str, bytes]]) -> Mapping[str, str]:
    """File → what the page said of it, each uploaded by a visitor of its own."""
    said = {}
    for name, data in files:
        visitor = Visitor(url)
        said[name] = told(visitor.upload(visitor.open(), name, data, keeps=False))
        visitor.leave()
    return said


def _line(what: str, seconds: list[float]) -> str:
    high = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return (
        f"| {what} | {len(seconds)} | {statistics.median(seconds) * 1000:.0f} ms | {high * 1000:.0f} ms "
        f"| {max(seconds) * 1000:.0f} ms |"
    )


def main() -> None:
    """Print how long a neighbour's page takes alone and beside others."""
    hostile = [(name, make()) for name, make in HOSTILE.items()]
    with App() as app:
        neighbour = Neighbour(app.url)
        print("| beside the neighbour | looks | median | 95 of 100 within | longest |")
        print("|---|---:|---:|---:|---:|")
        print(_line("nobody", [neighbour.look() for _ in range(ALONE)]))
        ordinary = [(f"log {place}.csv", OWN) for place, _ in enumerate(hostile)]
        print(_line("ordinary logs opened", neighbour.look_while(lambda: upload_all(app.url, ordinary))))
        said: dict[str, str] = {}
        print(
            _line(
                "hostile files opened",
                neighbour.look_while(lambda: said.update(upload_all(app.url, hostile))),
            )
        )
        neighbour.visitor.leave()
    for name, text in said.items():
        print(f"- {name}: {text[:110]}")


if __name__ == "__main__":
    main()
