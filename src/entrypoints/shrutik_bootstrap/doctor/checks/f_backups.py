"""Back-ups: whether there are any, how old the newest is, whether it lacks something."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shrutik_bootstrap.backups import list_backups, open_vault
from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_core.shared.errors import Conflict, Missing
from shrutik_core.use_cases.backups.keep_backups import NEWEST

LATE_TIMES = 2
"""The newest back-up is too old at so many times the hours between two."""
OLD_DAYS = 7
"""The same in days, if the service makes none by itself."""

_KEY_ADVICE = {
    True: "set SHRUTIK_BACKUP_KEY to the file with that key",
    False: "point SHRUTIK_BACKUP_KEY to the file with the key that sealed them, or back up to an empty place",
}
"""By whether no key is set."""


class BackupsCheck(HealthCheck):
    """The age of the newest."""

    name = "back-ups"

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        settings = patient.settings
        if not settings.backup_to:
            yield yellow("none are made by the service", "set SHRUTIK_BACKUP_TO and SHRUTIK_BACKUP_EVERY_HOURS")
            return
        hours = settings.backup_every_hours
        oldest = timedelta(hours=hours * LATE_TIMES) if hours else timedelta(days=OLD_DAYS)
        try:
            vault = open_vault(settings)
            newest, damaged = list_backups(vault).get(NEWEST), len(vault.marked())
        except Missing:
            yield red("there is none yet", "run `shrutik backup create`")
            return
        except Conflict as error:
            # What it says is for commands that take a key as an option.
            yield red(error.detail.partition(";")[0], _KEY_ADVICE[settings.backup_key is None], code=error.code)
            return
        age = datetime.now(UTC) - newest.at
        told = f"the newest, {newest.id}, is {age.total_seconds() / 3_600:.1f} hours old"
        figures = {"id": newest.id, "hours": age.total_seconds() / 3_600}
        if damaged:
            advice = "run `shrutik backup create`, which copies them anew while the blobs are there"
            yield red(f"{told}, and {damaged} objects of back-ups are damaged", advice, damaged=damaged, **figures)
        elif age > oldest:
            yield red(told, "run `shrutik backup create`, and look in the log why none was made", **figures)
        elif not newest.sound:
            lacks = f"{told} and lacks {len(newest.missing)} blobs; {len(newest.changed)} had changed"
            yield red(lacks, "`shrutik backup verify` names them", **figures)
        else:
            yield green(told, **figures)


CHECKS = (BackupsCheck,)
