"""One thread that does what may block, in the order it is asked to; quicker to reach than an executor."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue

Then = Callable[[Exception | None], None]
Work = tuple[Callable[[], object], asyncio.AbstractEventLoop, Then]


class WorkThread:
    """Started with the first work."""

    def __init__(self, name: str) -> None:
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def begin(self, work: Callable[[], object], then: Then) -> None:
        """`then` is called on the loop once the work is done, with its OSError if it raised one."""
        if not self._thread.ident:
            self._thread.start()
        self._work.put((work, asyncio.get_running_loop(), then))

    def do(self, work: Callable[[], object]) -> asyncio.Future[None]:
        """Await what is returned for the work to be done; it raises the work's OSError."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.begin(work, partial(_tell, done))
        return done

    def stop(self) -> None:
        """Wait for all that was asked for, then end."""
        if self._thread.ident:
            self._work.put(None)
            self._thread.join()

    def _run(self) -> None:
        for work, loop, then in iter(self._work.get, None):
            failure: Exception | None = RuntimeError("a defect stopped this thread; its own log line tells more")
            try:
                work()
                failure = None
            except OSError as error:
                failure = error
            finally:
                loop.call_soon_threadsafe(then, failure)


def _tell(done: asyncio.Future[None], failure: Exception | None) -> None:
    if done.done():
        return
    if failure is None:
        done.set_result(None)
    else:
        done.set_exception(failure)
