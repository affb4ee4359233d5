"""Read the audit trail, and verify that none of it was changed."""

from uuid import UUID

import attrs

from shrutik_core.audit.chain import AuditFault, AuditHead, find_fault, head_after
from shrutik_core.audit.entry import AuditEntry
from shrutik_core.people.roles import Actor, Permission
from shrutik_core.ports.unit_of_work import UnitOfWork, UnitsOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.shared.pages import Page, PageRequest

_BATCH = 1_000


@attrs.frozen
class AuditReport:
    """What a verification found.

    Attributes:
        entries: how many hold.
        head: where the chain ends, as far as it holds.
        fault: the first place at which it does not hold; None if all of it does.
    """

    entries: int
    head: AuditHead
    fault: AuditFault | None = None


@attrs.frozen
class ReadAudit:
    """The audit trail for those who may read it; ``actor`` is None for the operator at the command line."""

    units_of_work: UnitsOfWork

    def list(
        self,
        actor: Actor | None,
        request: PageRequest,
        *,
        subject: UUID | None = None,
        by: ContributorId | None = None,
        action: str | None = None,
    ) -> Page[AuditEntry]:
        """All entries, or those about one thing, by one account or of one action, newest first.

        Raises:
            Refused: ``not_permitted``.
        """
        if actor is not None:
            actor.require(Permission.READ_AUDIT)
        with self.units_of_work() as uow:
            return uow.audit.page(request, subject, actor=by, action=action)

    def head(self) -> AuditHead:
        """Where the chain ends, to be noted down elsewhere; for the operator."""
        with self.units_of_work() as uow:
            return uow.audit.head()


@attrs.frozen
class VerifyAudit:
    """Computes the chain anew; for the operator."""

    units_of_work: UnitsOfWork

    def __call__(self, noted: AuditHead | None = None) -> AuditReport:
        """What was found, up to the end that the chain had when this began.

        Args:
            noted: an earlier end of the chain, as it was noted down elsewhere. Whoever can write to the database can
                compute a whole chain anew, but none that leads through this one.
        """
        with self.units_of_work() as uow:
            end, head = uow.audit.head(), AuditHead()
            while head.number < end.number:
                entries = uow.audit.chain(head.number, min(_BATCH, end.number - head.number))
                for entry in entries:
                    fault = find_fault(entry, head) or _fault_of(head_after(entry), noted)
                    if fault is not None:
                        return AuditReport(head.number, head, fault)
                    head = head_after(entry)
                if not entries:
                    break
            return AuditReport(head.number, head, self._fault_at_end(uow, head, end, noted))

    @staticmethod
    def _fault_at_end(uow: UnitOfWork, head: AuditHead, end: AuditHead, noted: AuditHead | None) -> AuditFault | None:
        if head.number < end.number:
            return AuditFault(head.number + 1, f"there is no entry {head.number + 1}; the last one was {end.number}")
        if head != end:
            return AuditFault(head.number, "it is not the one that the trail ended with")
        if noted is not None and noted.number > head.number:
            return AuditFault(head.number + 1, f"there is no entry {head.number + 1}; {noted.number} was noted down")
        # Entries beyond the end that were there before it was read would have been written past it.
        if uow.audit.head() == end and (beyond := uow.audit.chain(end.number, 1)):
            return AuditFault(beyond[0].place.number, f"the trail ended with {end.number}")
        return None


def _fault_of(here: AuditHead, noted: AuditHead | None) -> AuditFault | None:
    if noted is not None and noted.number == here.number and noted != here:
        return AuditFault(here.number, "its digest is not the one that was noted down")
    return None
