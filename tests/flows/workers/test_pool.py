"""Worker processes: order, limits of time and memory, deaths, and no orphans."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.records import RawDocument, Rejected
from flows.workers import worker
from flows.workers.pool import PoolClosed, WorkerPool, WorkerStartError, run_bounded
from flows.workers.worker import _AHEAD, started_ahead
from tests.forked import STARTED

sys.path.insert(0, str(Path(__file__).parent))

import worker_tasks

MB = 1_000_000


@pytest.fixture(autouse=True)
def started_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start workers as they are in use, not as copies of the tests."""
    monkeypatch.setattr(worker, "_start", STARTED)


def documents(*bodies: str) -> list[RawDocument]:
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        RawDocument(raw_id=f"{at}", body=body.encode(), location=f"{at}.txt", seen_at=seen)
        for at, body in enumerate(bodies)
    ]


def outcomes(*bodies, initializer=worker_tasks.nothing, processes=2, timeout_seconds=1.0, memory_bytes=200 * MB):
    found = run_bounded(
        worker_tasks.act,
        documents(*bodies),
        processes=processes,
        timeout_seconds=timeout_seconds,
        memory_bytes=memory_bytes,
        initializer=initializer,
    )
    return [each.reason if isinstance(each, Rejected) else each for each in found]


def test_results_come_in_order():
    bodies = [str(at) for at in range(200)]
    assert outcomes(*bodies) == bodies


def test_state_is_made_in_the_worker():
    assert outcomes("a ", initializer=worker_tasks.folder_state) == ["astate"]


@pytest.mark.parametrize(("prepare", "state"), [("prepare", "ahead"), ("prepare_badly", "late"), ("none", "late")])
def test_a_process_started_ahead_is_the_first_worker(prepare, state):
    with started_ahead("worker_tasks", prepare):
        assert outcomes("a ", "b ", initializer=worker_tasks.prepared_state, processes=1) == [
            f"a{state}",
            f"b{state}",
        ]


def test_a_process_started_ahead_for_nothing_is_ended():
    with started_ahead("worker_tasks", "prepare"):
        process = _AHEAD[0]
    assert (_AHEAD, process.returncode) == ([], -9)


def test_no_documents():
    assert outcomes() == []


def test_prints_do_not_mix_with_results():
    assert outcomes("print", "b") == ["print", "b"]


def test_one_bad_document_costs_only_itself():
    bodies = ["a", "spin", "b", "eat", "c", "die", "d", "fail", "e", "sleep", "f"]
    expected = ["a", "timeout", "b", "memory", "c", "worker_died", "d", "error", "e", "timeout", "f"]
    assert outcomes(*bodies) == expected


def test_a_document_whose_worker_was_ended_from_outside_is_tried_again(tmp_path):
    assert outcomes(f"die-once {tmp_path / 'died'}") == ["die-once"]


def test_large_bodies_pass():
    body = "x" * 5 * MB
    assert outcomes(body, body, memory_bytes=500 * MB) == [body, body]


def test_broken_initializer_is_said():
    with pytest.raises(WorkerStartError, match="no lexicon here"):
        outcomes("a", initializer=worker_tasks.broken_start)


def test_few_small_documents_need_one_worker():
    assert len(set(outcomes(*["pid"] * 10))) == 1


def test_pool_is_used_again_and_after_a_break():
    with WorkerPool(
        worker_tasks.act,
        initializer=worker_tasks.nothing,
        processes=1,
        timeout_seconds=2,
        memory_bytes=200 * MB,
    ) as pool:
        first = list(pool.run(documents("pid")))
        assert list(pool.run(documents("pid"))) == first
        running = pool.run(documents("a", "sleep", "b"))
        assert next(running) == "a"
        running.close()
        assert list(pool.run(documents("c"))) == ["c"]


def test_a_pool_that_is_closed_ends_its_work_in_another_thread():
    pool = WorkerPool(
        worker_tasks.act,
        initializer=worker_tasks.nothing,
        processes=2,
        timeout_seconds=60,
        memory_bytes=200 * MB,
    )
    with ThreadPoolExecutor(1) as beside:
        began = time.monotonic()
        at_work = beside.submit(list, pool.run(documents("a", "sleep", "sleep", "b")))
        waiting = beside.submit(list, pool.run(documents("c")))
        time.sleep(1)
        pool.close()
    assert isinstance(at_work.exception(), PoolClosed)
    assert isinstance(waiting.exception(), PoolClosed)
    assert time.monotonic() - began < 30


PARENT = """
import sys; sys.path[:0] = {paths!r}
import worker_tasks
from tests.flows.workers.test_pool import documents
from flows.workers.pool import run_bounded
for result in run_bounded(worker_tasks.act, documents("pid", "sleep"), processes=1, timeout_seconds=60,
                          memory_bytes=200_000_000, initializer=worker_tasks.nothing):
    print(result, flush=True)
"""


def test_workers_end_with_a_killed_parent():
    root = Path(__file__).parents[3]
    code = PARENT.format(paths=[str(root), str(Path(__file__).parent)])
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not is_running(pid):
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its parent")


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
