"""The system: a brief, whose it is, and the rule by which it comes back as a task."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from bot.attached import Attached
from bot.handoff.records import Event
from bot.recurrence import Recurrence
from bot.requests import Record


class SystemState(StrEnum):
    """`adrift` has a holder who cannot work here any more; `over` is one whose rule has ended."""

    __hash__ = str.__hash__  # Enum's own is written in Python, and slow

    RUNNING = "running"
    PAUSED = "paused"
    ADRIFT = "adrift"
    DECLINED = "declined"
    STOPPED = "stopped"
    OVER = "over"


ENDED = frozenset({SystemState.STOPPED, SystemState.OVER})
RUNNING = "running"  # the term those are filed under that make tasks


class System(Record, frozen=True, kw_only=True):
    """Work that recurs; `id` is its number as text, shown as S3. The brief is that of each of its tasks.

    `minutes` after midnight in `zone` is when each is due, `ahead` the working days it appears before that.
    `accepted_at` is empty until the holder has accepted it as it is now; `asked` is the task by which that is done.
    `made` is the last turn, by the day its rule says, that was made into a task or passed over, `last` that task's
    number and `last_day` the day it is due; `times` counts the tasks. `coming` is the turn that a job waits for.
    `done` is the day the last task was done, where the rule counts from that.
    """

    giver: str
    holder: str = ""
    open_to: tuple[str, ...] = ()
    outcome: str
    done_when: str = ""
    effort_minutes: int = 0
    priority: str = ""
    source: str = ""
    links: tuple[str, ...] = ()
    files: tuple[Attached, ...] = ()
    repeat_hours: int = 0
    quoted: str = ""
    recurrence: Recurrence
    minutes: int
    zone: str
    ahead: int = 1
    state: SystemState = SystemState.RUNNING
    created_at: datetime
    accepted_at: datetime | None = None
    asked: str = ""
    made: date | None = None
    last: str = ""
    last_day: date | None = None
    times: int = 0
    coming: date | None = None
    done: date | None = None
    events: tuple[Event, ...] = ()

    @property
    def name(self) -> str:
        """S3"""
        return f"S{self.id}"

    def terms(self) -> tuple[str, ...]:
        """Those that have not ended by person and together, and those that run."""
        if self.state in ENDED:
            return ()
        filed = ("systems", f"giver:{self.giver}", f"holder:{self.holder}")
        return (*filed, RUNNING) if self.state is SystemState.RUNNING else filed
