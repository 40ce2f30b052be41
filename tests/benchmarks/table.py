"""The table of the rows: for a terminal, or as Markdown for the README, with the machine that it ran on."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import Comparison

HEAD = ("operation", "ours", "plain peer", "ratio", "spread", "at most", "")
WITHIN, BEYOND = "within", "beyond"


def machine() -> str:
    """Name the machine: processor, how many of it, and this Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores of {_processor()}, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def as_text(found: Sequence[Comparison]) -> str:
    """Return the table with its columns under each other."""
    rows = [HEAD, *(_cells(each) for each in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, *_remarks(found), "", machine()])


def as_markdown(found: Sequence[Comparison]) -> str:
    """Return the table as the README shows it."""
    rows = [HEAD, ("---",) * len(HEAD), *(_cells(each) for each in found)]
    return "\n".join([*(f"| {' | '.join(row)} |" for row in rows), *_remarks(found), "", machine()])


def _cells(row: Comparison) -> tuple[str, ...]:
    return (
        row.operation,
        _said(row.ours, row.unit),
        f"{row.peer}: {_said(row.plain, row.unit)}",
        f"{row.ratio:.2f}",
        f"{row.ratios[0]:.2f}–{row.ratios[-1]:.2f}",
        f"{row.at_most:g}",
        WITHIN if row.is_within else BEYOND,
    )


def _said(measured: Sequence[float], unit: str) -> str:
    middle = sorted(measured)[len(measured) // 2]
    if unit == "bytes":
        return f"{middle / 1e6:.0f} MB"
    return f"{middle * 1000:,.0f} ms" if middle >= 1 else f"{middle * 1000:.3g} ms"


def _remarks(found: Sequence[Comparison]) -> list[str]:
    told = [f"{row.operation}: {row.why_not}" for row in found if row.why_not and not row.is_within]
    return ["", *told] if told else []
