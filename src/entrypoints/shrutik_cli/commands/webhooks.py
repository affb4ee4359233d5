"""`shrutik webhooks`: programs that are told of events, looked after by the operator."""

from itertools import islice
from typing import Annotated

import typer

from shrutik_cli.examples import examples
from shrutik_cli.listing import print_list
from shrutik_cli.open_installation import DataOption, JsonOption, open_installation
from shrutik_cli.paging import every
from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import HappeningId, WebhookId, parse_id
from shrutik_core.use_cases.webhooks.tell_webhooks import message_of
from shrutik_core.webhooks.delivery import Delivery, DeliveryStatus
from shrutik_core.webhooks.webhook import Webhook

app = typer.Typer(
    rich_markup_mode=None, no_args_is_help=True, add_completion=False, help="Programs that are told of events."
)
WebhookArgument = Annotated[str, typer.Argument(help="Its id; see `shrutik webhooks list`.", show_default=False)]
StatusOption = Annotated[DeliveryStatus | None, typer.Option(help="Only those in this state.")]


@app.command("list", epilog=examples("shrutik webhooks list", "shrutik webhooks list --json"))
def list_(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Lists everybody's webhooks, newest first."""
    with open_installation(data) as installation:
        manage = installation.platform.manage_webhooks()
        webhooks = list(every(lambda request: manage.list(None, request)))
    lines = (
        f"{one.id}  {one.status.value:<7}  {one.name}: {', '.join(sorted(one.events))}  {one.url}" for one in webhooks
    )
    print_list("webhooks", [_plain(one) for one in webhooks], lines, as_json=as_json)


@app.command(
    epilog=examples(
        "shrutik webhooks deliveries 0198c1d2-...", "shrutik webhooks deliveries 0198c1d2-... --status dead"
    )
)
def deliveries(
    webhook: WebhookArgument,
    status: StatusOption = None,
    most: Annotated[int, typer.Option("--limit", min=1, help="How many at most.")] = 50,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lists what a webhook was told, newest first, with what waits for it and what was given up."""
    id_ = WebhookId(parse_id(webhook))
    with open_installation(data) as installation:
        look = installation.platform.look_at_deliveries()
        found = list(islice(every(lambda request: look.list(None, id_, request, status)), most))
    _print(found, as_json)


@app.command("test", epilog=examples("shrutik webhooks test 0198c1d2-..."))
def try_out(webhook: WebhookArgument, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Sends an event `webhook.test`; a running server or worker carries it out."""
    with open_installation(data) as installation:
        made = installation.platform.look_at_deliveries().test(None, WebhookId(parse_id(webhook)))
    _print([made], as_json)


@app.command(
    epilog=examples(
        "shrutik webhooks resend 0198c1d2-... 0198c1d3-...", "shrutik webhooks resend 0198c1d2-... --all-dead"
    )
)
def resend(
    webhook: WebhookArgument,
    event: Annotated[str | None, typer.Argument(help="Id of an event that it was told of.", show_default=False)] = None,
    all_dead: Annotated[bool, typer.Option("--all-dead", help="Every event that was given up.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tells a webhook once more, with the same message ids."""
    if (event is None) is not all_dead:
        raise Invalid("event_or_all", "Name one event, or give --all-dead.")
    id_ = WebhookId(parse_id(webhook))
    with open_installation(data) as installation:
        look = installation.platform.look_at_deliveries()
        events = [HappeningId(parse_id(event))] if event else []
        if all_dead:
            dead = every(lambda request: look.list(None, id_, request, DeliveryStatus.DEAD))
            events = [one.event.id for one in list(dead)]
        again = [look.resend(None, id_, one) for one in events]
    _print(again, as_json)


def _print(found: list[Delivery], as_json: bool) -> None:
    print_list("deliveries", [_told(one) for one in found], map(_line, found), as_json=as_json)


def _line(one: Delivery) -> str:
    line = f"{one.event.id}  {one.event.type.value:<18}  {one.status.value:<9}  attempts {one.attempts}"
    return f"{line}  {one.error}".rstrip()


def _told(delivery: Delivery) -> dict[str, object]:
    return {
        "event_id": str(delivery.event.id),
        "message": message_of(delivery.event),
        "status": delivery.status.value,
        "attempts": delivery.attempts,
        "due_at": delivery.due_at.isoformat(),
        "answer": delivery.answer,
        "error": delivery.error,
    }


def _plain(webhook: Webhook) -> dict[str, object]:
    return {
        "id": str(webhook.id),
        "owner": str(webhook.contributor),
        "name": webhook.name,
        "url": webhook.url,
        "events": sorted(webhook.events),
        "collection": str(webhook.collection) if webhook.collection else None,
        "status": webhook.status.value,
        "failures": webhook.health.failures,
        "created_at": webhook.created_at.isoformat(),
    }
