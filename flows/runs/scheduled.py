"""Scheduled runs: what they are to do, and the rows of those that are skipped."""

import uuid
from datetime import UTC, datetime

from flows.lists.settings import Settings, settings_hash
from flows.lists.version import code_version
from warehouse.place import place_of
from warehouse.runs import Run, leave_pending

# In the environment the service hands its runs what they are to do, out of the reach of whoever may start one.
# Not CUTTINGS_…, which would be a setting.
SCHEDULED = "SCHEDULED_CUTTINGS"


def leave_skipped(settings: Settings, *, started_at: datetime, reason: str) -> None:
    """Leave the row of a scheduled run that was never begun."""
    skipped = Run(
        run_id=uuid.uuid4().hex,
        flow="run",
        started_at=started_at,
        finished_at=datetime.now(UTC),
        outcome="skipped",
        executed_by="prefect",
        code_version=code_version(),
        config_hash=settings_hash(settings),
        error=reason,
    )
    leave_pending(place_of(settings.database), skipped)
