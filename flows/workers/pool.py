"""Worker processes with limits of time and memory: a document that exceeds them is a rejection, the batch goes on.

    with WorkerPool(extract_document, initializer=load_state, processes=2,
                    timeout_seconds=20, memory_bytes=1_000_000_000) as pool:
        for outcome in pool.run(documents):
            ...

`function(document, state)` and `initializer() -> state` are importable (plain functions or partials of such); the
state is made once in each worker. Results come in the order of the documents.
"""

import os
import pickle
import selectors
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from threading import RLock
from typing import Any, Generic, TypeVar

from extractors.records import RawDocument, Rejected
from extractors.rejections import reject_document
from flows.workers.process import NOT_FINAL
from flows.workers.worker import Worker

Result = TypeVar("Result")

# A second worker pays where it takes over more than it costs: starting one, with its first document, takes as much
# CPU as 18 news pages of 250 KB (2.1 s, .115 s a page; 2026-11-28, machine under load), so from 36 pages on. With
# half of each, 30 pages pay for two starts; double would exceed what a pool of two looks ahead.
_SMALL_BATCH_DOCUMENTS = 31
_SMALL_BATCH_BYTES = 9_000_000
# How far results may run ahead of the oldest one that is still awaited.
_WINDOW_PER_WORKER = 16
# A worker is replaced after so many documents, in case a library keeps what it should not.
_DOCUMENTS_PER_LIFE = 2000
# A document may wait for a core; only then is its wall time beyond its CPU time.
_WALL_PER_CPU_SECOND = 4.0
_MAX_FAILED_STARTS = 3


class WorkerStartError(Exception):
    """Workers cannot be started; the message says what their initializer raised."""


def run_bounded(
    function: Callable[[RawDocument, Any], Result],
    documents: Iterable[RawDocument],
    *,
    processes: int,
    timeout_seconds: float,
    memory_bytes: int,
    initializer: Callable[[], Any],
) -> Iterator[Result | Rejected]:
    """Yield the function's result for each document, in order, from a pool that ends with the last one."""
    with WorkerPool(
        function,
        initializer=initializer,
        processes=processes,
        timeout_seconds=timeout_seconds,
        memory_bytes=memory_bytes,
    ) as pool:
        yield from pool.run(documents)


class PoolClosed(Exception):
    """The pool was closed while it was at work in another thread, or before."""


class WorkerPool(Generic[Result]):
    """Processes that apply one function to documents; they start when needed and stay until `close`."""

    def __init__(
        self,
        function: Callable[[RawDocument, Any], Result],
        *,
        initializer: Callable[[], Any],
        processes: int,
        timeout_seconds: float,
        memory_bytes: int,
    ) -> None:
        self._task = pickle.dumps((function, initializer, timeout_seconds, memory_bytes))
        self._wall_seconds = max(timeout_seconds * _WALL_PER_CPU_SECOND, 1.0)
        self._limits = f"more than {timeout_seconds:g} s of CPU", f"more than {memory_bytes / 1e6:.0f} MB"
        self._workers: list[Worker] = []
        self._processes = max(1, processes or os.cpu_count() or 1)
        self._failed_starts = 0
        self._retried: set[int] = set()
        self._again: list[tuple[int, RawDocument]] = []
        self._is_closed = False
        self._at_work = RLock()

    def __enter__(self) -> "WorkerPool[Result]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, whatever they are at, also in another thread: there `run` raises PoolClosed."""
        self._is_closed = True
        for worker in list(self._workers):
            worker.end()
        with self._at_work:
            for worker in self._workers:
                worker.kill()
            self._workers = []

    def run(self, documents: Iterable[RawDocument]) -> Iterator[Result | Rejected]:
        """Yield the result or the rejection of each document, in the order of the documents."""
        with self._at_work:
            try:
                yield from self._run(iter(documents))
            finally:
                self._retried.clear()
                self._again.clear()
                for worker in self._workers:
                    if worker.order is not None:
                        worker.kill()

    def _run(self, waiting: Iterator[RawDocument]) -> Iterator[Result | Rejected]:
        ahead: deque[tuple[int, RawDocument]] = deque()
        finished: dict[int, Result | Rejected] = {}
        taken = given = 0
        is_exhausted = False
        while True:
            if self._is_closed:
                raise PoolClosed
            while not is_exhausted and taken - given < self._processes * _WINDOW_PER_WORKER:
                document = next(waiting, None)
                if document is None:
                    is_exhausted = True
                    break
                ahead.append((taken, document))
                taken += 1
            ahead.extendleft(reversed(self._again))
            self._again.clear()
            self._hand_out(ahead)
            while given in finished:
                yield finished.pop(given)
                given += 1
            if is_exhausted and given == taken:
                return
            if any(worker.order is not None or not worker.is_ready for worker in self._workers):
                finished.update(self._collect())

    def _hand_out(self, ahead: "deque[tuple[int, RawDocument]]") -> None:
        """Give documents to workers that are free; start as many workers as the documents are worth."""
        self._workers = [worker for worker in self._workers if worker.is_alive]
        body_bytes = sum(len(document.body) for _, document in ahead)
        is_small = len(ahead) <= _SMALL_BATCH_DOCUMENTS and body_bytes <= _SMALL_BATCH_BYTES
        wanted = min(self._processes, 1 if is_small else len(ahead))
        while ahead and len(self._workers) < wanted:
            self._workers.append(Worker(self._task))
        for worker in self._workers:
            if ahead and worker.is_ready and worker.order is None:
                worker.give(*ahead.popleft(), wall_seconds=self._wall_seconds)

    def _collect(self) -> dict[int, Result | Rejected]:
        """Wait until a worker answers, dies or runs out of time; return what is finished, by order."""
        with selectors.DefaultSelector() as selector:
            for worker in self._workers:
                worker.register(selector)
            deadline = min(worker.deadline for worker in self._workers)
            for key, events in selector.select(max(0.0, deadline - time.monotonic())):
                key.data.exchange(events)
        finished: dict[int, Result | Rejected] = {}
        for worker in self._workers:
            finished.update(self._settle(worker))
        return finished

    def _settle(self, worker: "Worker") -> Iterator[tuple[int, Result | Rejected]]:
        """Yield what has become of the worker's document, if it is decided."""
        kind, content = worker.take_answer()
        if kind is None:
            return
        if worker.order is None:
            self._note_start(worker, kind, content)
            return
        order, document = worker.order, worker.document
        worker.order = worker.document = None
        assert document is not None
        if kind in ("memory", "error") or worker.documents_given >= _DOCUMENTS_PER_LIFE:
            worker.kill()
        if kind in ("died", "killed") and order not in self._retried:
            # Perhaps it was not this document's fault.
            self._retried.add(order)
            self._again.append((order, document))
            return
        if kind == "done":
            yield order, pickle.loads(content)  # noqa: S301 - our own worker wrote it
            return
        reason, detail = {
            "timeout": ("timeout", self._limits[0]),
            "hang": ("timeout", f"{NOT_FINAL}no answer, and no CPU used, for {self._wall_seconds:g} s"),
            "memory": ("memory", self._limits[1]),
            "killed": ("memory", f"{NOT_FINAL}{content}"),
            "died": ("worker_died", content),
            "error": ("error", content),
        }[kind]
        yield order, reject_document(document, reason, detail)

    def _note_start(self, worker: "Worker", kind: str, content: Any) -> None:
        if kind == "ready":
            worker.is_ready = True
            self._failed_starts = 0
        if worker.is_ready:
            return
        self._failed_starts += 1
        if kind == "unready" or self._failed_starts >= _MAX_FAILED_STARTS:
            raise WorkerStartError(str(content))
