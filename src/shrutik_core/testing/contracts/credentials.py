"""What every repository of contributors must keep about their addresses and hashes, beside what they are."""

from shrutik_core.ports.unit_of_work import UnitsOfWork
from shrutik_core.testing.builders import a_contributor, a_speaker, an_email
from shrutik_core.testing.contracts.base import StoreContract
from shrutik_core.testing.scenes import keep

NEWER = "another hash that no password makes"


class CredentialsContract(StoreContract):
    """Addresses and hashes of accounts."""

    def test_who_comes_second_to_an_address_is_not_kept(self, stage: UnitsOfWork) -> None:
        keep(stage, a_speaker(8), a_speaker(9))
        with stage() as work:
            assert not work.contributors.add_if_free(a_contributor(8, email=an_email(1)))
            assert work.contributors.add_if_free(a_contributor(9))
            work.commit()
        with stage() as work:
            assert work.contributors.find(a_contributor(8).id) is None
            assert work.contributors.find(a_contributor(9).id) == a_contributor(9)
            assert work.contributors.find_by_email(an_email(1)) == a_contributor(1)

    def test_another_hash_of_the_same_password_leaves_the_generation(self, stage: UnitsOfWork) -> None:
        with stage() as work:
            before = a_contributor(2).password_hash or ""
            work.contributors.rehash(a_contributor(2).id, "what it is not", "never kept")
            work.contributors.rehash(a_contributor(2).id, before, NEWER)
            work.contributors.rehash(a_contributor(2).id, before, "never kept")
            work.commit()
        with stage() as work:
            found = work.contributors.find(a_contributor(2).id)
        assert found == a_contributor(2, password_hash=NEWER)
        assert found.generation == 0
