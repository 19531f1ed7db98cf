"""Start a job from the command line, directly or through Prefect, and print its closing summary."""

import asyncio
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from flows.errors import ServerNotStarted
from flows.lists.secrets import masked_url
from flows.lists.settings import Settings
from flows.log_lines import JsonTalk, log_line
from flows.output import Talk, terminal_talk
from flows.runs.jobs import make_job
from flows.runs.pipeline import Report, call_directly, run_job
from flows.runs.summary import summary_lines

# Prefect's own lines are left out but for warnings; ours go to its server, and to the terminal by ourselves only.
QUIET_PREFECT = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
}

_ANSWER_SECONDS = 15.0  # a server on a busy machine takes seconds to answer


def launch(
    job: Literal["load", "run", "merge"],
    parameters: dict[str, Any],
    settings: Settings,
    config: Path | None,
    *,
    as_json: bool,
) -> int:
    """Do the job and print its summary on stderr, as JSON on stdout if asked; return the exit code."""
    with terminal_talk() as talk:
        if prefect_api_url() is None:
            plain_job = make_job(job, parameters, settings)
            talk.say("no Prefect API is configured; the steps run directly")
            report = asyncio.run(run_job(plain_job, settings, talk))
        else:
            talk.say(f"runs through Prefect at {masked_url(prefect_api_url() or '')}")
            report = _run_as_flow(job, parameters, settings, config, talk)
        if isinstance(talk, JsonTalk):
            log_line("run", database=str(settings.database), **_report_row(report))
        else:
            for line in summary_lines(report, settings.database):
                talk.say(line)
    if as_json:
        print(json.dumps(_report_row(report), indent=1))
    return 1 if report.counts.rejected else 0


def launch_extraction(
    paths: Sequence[Path],
    columns: Mapping[str, str] | None,
    settings: Settings,
    config: Path | None,
    *,
    inbox: Path,
    part: int,
    parts: int,
    as_json: bool,
) -> int:
    """Hand in one part of what the paths hold, and say how it went; return the exit code."""
    from flows.runs.handing_in import hand_in

    with terminal_talk() as talk:
        if prefect_api_url() is None:
            handed = asyncio.run(
                hand_in(
                    paths, settings, talk,
                    inbox=inbox, part=part, parts=parts, columns=columns, step=call_directly,
                )
            )  # fmt: skip
        else:
            talk.say(f"runs through Prefect at {masked_url(prefect_api_url() or '')}")
            _ask_prefect()
            from flows.ingest import LISTENERS, extract

            LISTENERS.append(talk)
            handed = asyncio.run(
                extract(
                    paths=[str(path) for path in paths], inbox=str(inbox), part=part, parts=parts,
                    columns=dict(columns) if columns else None, config=str(config) if config else None,
                )
            )  # fmt: skip
        for line in handed.lines(inbox):
            talk.say(line)
    if as_json:
        print(json.dumps(handed.row(), indent=1))
    return 1 if handed.rejections else 0


def _ask_prefect() -> None:
    """Keep Prefect's own lines from the terminal, and see that its API answers."""
    for name, level in QUIET_PREFECT.items():
        os.environ.setdefault(name, level)
    must_answer(prefect_api_url() or "")


def _run_as_flow(
    job: Literal["load", "run", "merge"],
    parameters: dict[str, Any],
    settings: Settings,
    config: Path | None,
    talk: Talk,
) -> Report:
    _ask_prefect()
    from flows.ingest import LISTENERS, ingest

    async def report() -> Report:
        """Return the report also of a run that Prefect calls Failed because too much was rejected."""
        state = await ingest(
            job=job,
            parameters=parameters,
            database=str(settings.database),
            config=str(config) if config else None,
            return_state=True,
        )
        result: Any = await state.aresult(raise_on_failure=False)
        if isinstance(result, Report):
            return result
        raise result

    LISTENERS.append(talk)
    return asyncio.run(report())


def must_answer(url: str) -> None:
    """Raise ServerNotStarted where nobody answers at the address of the Prefect API."""
    import httpx

    try:
        httpx.get(f"{url}/health", timeout=_ANSWER_SECONDS, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        raise ServerNotStarted(
            f"the Prefect API at {masked_url(url)} does not answer ({type(error).__name__}: {str(error)[:200]});"
            " unset PREFECT_API_URL to run without it"
        ) from error


def prefect_api_url() -> str | None:
    """Return the address of the Prefect API that is configured, by environment or profile; None where none is."""
    if url := os.environ.get("PREFECT_API_URL"):
        return url
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text(encoding="utf-8"))
        url = profiles["profiles"][profiles["active"]]["PREFECT_API_URL"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(url)


def _report_row(report: Report) -> dict[str, Any]:
    """Return the summary as one JSON object."""
    counts = report.counts
    return {
        "run_id": report.run.run_id,
        "outcome": report.run.outcome,
        "found": counts.found,
        "new": counts.new,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "rejections": dict(counts.rejections),
        "stored": report.stored,
        "stage_seconds": report.stage_seconds,
    }
