"""Commands about alerts: alerts list, test, send."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Answer, ConfigOption, DatabaseOption, LimitOption, answering, settings_of

if TYPE_CHECKING:
    from flows.lists.settings import Settings

alerts_app = typer.Typer(
    no_args_is_help=True, help="Who is told of what: what was told, a trial, and sending now."
)


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.add_typer(alerts_app, name="alerts")
    alerts_app.command("list", epilog="Example: cuttings alerts list --json")(answering(_list))
    alerts_app.command("test", epilog="Example: cuttings alerts test meta --days 7")(answering(_try))
    alerts_app.command("send", epilog="Example: cuttings alerts send --database news.duckdb")(_send)


def _list(settings: "Settings", limit: LimitOption = 100) -> Answer:
    """List what was told and what is due, the latest first, with how it ended."""
    from flows.alerts.outbox import open_outbox
    from flows.lists.secrets import masked_url
    from warehouse.database import stored_place

    with open_outbox(stored_place(settings.database).work) as outbox:
        columns, rows = outbox.listed(limit=limit)
    at = columns.index("channel")
    return columns, [(*row[:at], masked_url(str(row[at])), *row[at + 1 :]) for row in rows]


def _try(
    settings: "Settings",
    alert: Annotated[str, typer.Argument(help="Id of the alert", show_default=False)],
    days: Annotated[int, typer.Option(min=1, max=36_500, help="Of articles first seen in so many days")] = 7,
) -> Answer:
    """Show what an alert would tell of the last days; nothing is sent or written down."""
    from datetime import timedelta

    from flows.alerts.deliver import messages_of
    from flows.alerts.rules import read_alerts
    from flows.errors import UnknownRule
    from flows.lists.secrets import masked_url

    rules = {each.alert_id: each for each in read_alerts(settings.alerts)}
    found = rules.get(alert)
    if found is None:
        known = f"it has {', '.join(sorted(rules)[:20])}" if rules else "it has none, or is not there"
        raise UnknownRule(f"{settings.alerts}: no alert {alert!r}; {known}")
    now = datetime.now(UTC)
    told = [
        message
        for channel in found.channels
        for message in messages_of(settings, found, channel, since=now - timedelta(days=days), now=now)
    ]
    return ["channel", "title", "body"], [(masked_url(each.channel), each.title, each.body) for each in told]


def _send(database: DatabaseOption = None, config: ConfigOption = None) -> None:
    """Find and send what is due now, as each run does at its end."""
    from flows.alerts.deliver import tell
    from flows.output import terminal_talk
    from warehouse.asking.counts import counted
    from warehouse.database import stored_place

    settings = settings_of(config, database)
    stored_place(settings.database)  # raises where there is none
    with terminal_talk() as talk:
        count = tell(settings, talk)
        talk.say(f"{counted(count, 'message')} sent")
