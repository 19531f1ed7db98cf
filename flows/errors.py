"""What makes a command end with one line and exit code 2, beside the errors of the warehouse.

CuttingsError
├── SettingsError         a setting is unknown or has no usable value
├── OutletsError          the list of outlets cannot be used
├── SourcesError          the list of sources cannot be used
├── UnknownRule           the watchlist has no rule of the id that was asked for
├── AlertsError           the list of alerts, or what was told by it, cannot be used
├── CorrectionsError      the list of corrections cannot be used
├── ModelError            a model file is missing or not the released one
├── NothingToLoad         none of the paths given exists
├── InboxRefused          an inbox holds another order, or the part asked for is none
├── BackupRefused         a backup cannot be made or restored as it is
├── RebuildRefused        there is a database already, or no archive to make one of
├── NotWritable           a file that was asked for cannot be written
├── OtherDatabase         the deployment's last run wrote to another database
├── AddressTaken          nothing can listen at the address
└── ServerNotStarted      the Prefect server did not answer in time

Caught where they are raised and told as an outcome: AnswerRefused (`fetch.answer`), HostPaused
(`fetch.politeness`), WorkerStartError and PoolClosed (`workers.pool`), DecodingFailed (`bodies.decoding`),
ArchiveDamaged (`archive`), ChunkDamaged (`inbox.chunks`). Terminated (`cli`) is a signal.
"""


class CuttingsError(Exception):
    """Something that a person can mend; the message is one line and names the place."""


class SettingsError(CuttingsError):
    """A setting is unknown or has no usable value."""


class OutletsError(CuttingsError):
    """The list of outlets cannot be used."""


class SourcesError(CuttingsError):
    """The list of sources cannot be used."""


class UnknownRule(CuttingsError):
    """The watchlist has no rule of this id."""


class AlertsError(CuttingsError):
    """The list of alerts, or the file of what was told, cannot be used."""


class CorrectionsError(CuttingsError):
    """The list of corrections cannot be used."""


class ModelError(CuttingsError):
    """A model file is missing or not the released one."""


class NothingToLoad(CuttingsError):
    """None of the paths given exists."""


class InboxRefused(CuttingsError):
    """What others extract into the inbox does not agree with what was asked for."""


class BackupRefused(CuttingsError):
    """A backup cannot be made or restored as it is; nothing was written."""


class RebuildRefused(CuttingsError):
    """A database cannot be made anew from the archive as it is; nothing was written."""


class NotWritable(CuttingsError):
    """A file that was asked for cannot be written."""


class OtherDatabase(CuttingsError):
    """The deployment's last run wrote to another database."""


class AddressTaken(CuttingsError):
    """Nothing can listen at the address that was asked for."""


class ServerNotStarted(CuttingsError):
    """The Prefect server did not answer in time."""
