"""What every repository of known devices must keep."""

from shrutik_core.people.device import Acquaintance
from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.shared.ids import ContributorId
from shrutik_core.testing.builders import an_instant
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.people import a_contributor

PERSON, OTHER = a_contributor(1).id, a_contributor(2).id


def greet(units: UnitsOfWork, device: str, number: int = 1, person: ContributorId = PERSON) -> Acquaintance:
    """What was known of the device at the instant of this number."""
    with units() as work:
        found = work.known_devices.greet(person, device, an_instant(number))
        work.commit()
    return found


class KnownDevicesContract(StoreContract):
    """By which kinds of device each account was logged in to."""

    def test_the_first_is_nothing_new_another_is_and_is_known_from_then_on(self, stage: UnitsOfWork) -> None:
        devices = ["Firefox", "Firefox", "curl", "curl", "Firefox", ""]
        first, known, strange = Acquaintance.FIRST, Acquaintance.KNOWN, Acquaintance.STRANGE
        assert [greet(stage, one) for one in devices] == [first, known, strange, known, known, strange]
        with stage() as work:
            assert work.known_devices.of_account(PERSON) == ("", "Firefox", "curl")

    def test_each_account_knows_its_own(self, stage: UnitsOfWork) -> None:
        greet(stage, "Firefox")
        assert greet(stage, "curl", person=OTHER) is Acquaintance.FIRST
        assert greet(stage, "curl") is Acquaintance.STRANGE

    def test_what_was_not_used_for_long_is_forgotten_some_at_a_time(self, stage: UnitsOfWork) -> None:
        for number, device in enumerate(("a", "b", "c"), 1):
            greet(stage, device, number)
        greet(stage, "a", 9)
        with stage() as work:
            assert work.known_devices.forget(an_instant(5), 1) == 1
            assert work.known_devices.forget(an_instant(5), 9) == 1
            assert work.known_devices.forget(an_instant(5), 9) == 0
            assert work.known_devices.of_account(PERSON) == ("a",)
