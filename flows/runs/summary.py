"""The closing summary of a run, in lines for people."""

from pathlib import Path

from flows.runs.pipeline import Report


def summary_lines(report: Report, database: Path) -> list[str]:
    """Return the closing summary: what came in, what was dropped and why, and what is stored now."""
    counts, stored = report.counts, report.stored
    seconds = ", ".join(f"{name} {spent:.1f} s" for name, spent in report.stage_seconds.items())
    lines = [
        f"found {counts.found:,}: new {counts.new:,}, unchanged {counts.unchanged:,}, rejected {counts.rejected:,}"
    ]
    lines += [f"  rejected: {reason} {count:,}" for reason, count in counts.rejections]
    if counts.rejections:
        lines.append("  which: cuttings sql 'select location, reason, detail from rejections'")
    lines.append(
        f"{database}: articles {stored['articles']:,}, distinct texts {stored['texts']:,},"
        f" stories {stored['stories']:,}, mentions {stored['mentions']:,}"
    )
    lines.append(f"time: {seconds}")
    return lines
