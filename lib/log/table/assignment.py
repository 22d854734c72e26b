"""The assignment problem: each row gets one column, so that the total gain is greatest."""

from __future__ import annotations

from collections.abc import Sequence


def assign(gains: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row of `gains` the column that it gets, None if it gets none.

    Each column goes to at most one row, and the sum of the gains is the greatest possible (Kuhn 1955, in the
    form with potentials; it takes rows² × columns steps). Gains of zero or less are never taken.
    """
    hopeful = [row for row, row_gains in enumerate(gains) if any(gain > 0 for gain in row_gains)]
    idle = [0.0] * len(hopeful)
    taken: list[int | None] = [None] * len(gains)
    if not hopeful:
        return taken
    costs = [[-max(gain, 0.0) for gain in gains[row]] + idle for row in hopeful]
    for column, place in enumerate(_shortest_paths(costs)[: len(gains[0])]):
        if place is not None and gains[hopeful[place]][column] > 0:
            taken[hopeful[place]] = column
    return taken


def _shortest_paths(costs: list[list[float]]) -> list[int | None]:
    """For each column its row; rows are added one by one along the cheapest alternating path."""
    width = len(costs[0])
    row_price = [0.0] * len(costs)
    column_price = [0.0] * width
    partner: list[int | None] = [None] * width
    for start in range(len(costs)):
        way: list[int | None] = [None] * width
        slack = [float("inf")] * width
        done = [False] * width
        row, column = start, None
        while True:
            best = _relax(costs[row], row_price[row], column_price, slack, done, way, column)
            step = slack[best]
            _reprice(row_price, column_price, partner, slack, done, step, start)
            done[best] = True
            column, holder = best, partner[best]
            if holder is None:
                break
            row = holder
        _flip(partner, way, column, start)
    return partner


def _relax(
    costs: list[float],
    row_price: float,
    column_price: list[float],
    slack: list[float],
    done: list[bool],
    way: list[int | None],
    column: int | None,
) -> int:
    """Shorten the paths that lead through this row; returns the nearest column that is not done."""
    best = -1
    for j, cost in enumerate(costs):
        if done[j]:
            continue
        reduced = cost - row_price - column_price[j]
        if reduced < slack[j]:
            slack[j], way[j] = reduced, column
        if best < 0 or slack[j] < slack[best]:
            best = j
    return best


def _reprice(
    row_price: list[float],
    column_price: list[float],
    partner: list[int | None],
    slack: list[float],
    done: list[bool],
    step: float,
    start: int,
) -> None:
    """Change the prices so that the next column can be reached without cost."""
    row_price[start] += step
    for j, closed in enumerate(done):
        if closed:
            held = partner[j]
            if held is not None:
                row_price[held] += step
            column_price[j] -= step
        else:
            slack[j] -= step


def _flip(partner: list[int | None], way: list[int | None], column: int | None, start: int) -> None:
    """Give each column along the path to the next row, and the last one to the new row."""
    while column is not None:
        before = way[column]
        partner[column] = start if before is None else partner[before]
        column = before
