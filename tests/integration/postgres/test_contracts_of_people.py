"""The promises of the ports that are about people, kept by PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from integration.postgres.on_postgres import OnPostgres
from shrutik_core.testing.contracts.accounts import AccountsContract
from shrutik_core.testing.contracts.activity import ActivitiesContract
from shrutik_core.testing.contracts.api_keys import ApiKeysContract, KnownApiKeysContract
from shrutik_core.testing.contracts.arrivals import ArrivalsContract
from shrutik_core.testing.contracts.audit import AuditTrailContract
from shrutik_core.testing.contracts.consent_documents import ConsentDocumentsContract
from shrutik_core.testing.contracts.entrusted import EntrustedSpeakersContract
from shrutik_core.testing.contracts.flags import FlagsContract
from shrutik_core.testing.contracts.identities import IdentitiesContract
from shrutik_core.testing.contracts.invitations import InvitationsContract
from shrutik_core.testing.contracts.known_devices import KnownDevicesContract
from shrutik_core.testing.contracts.notices import (
    NoticePostContract,
    NoticesContract,
    PreferencesOfNoticesContract,
)
from shrutik_core.testing.contracts.people import ContributorsContract
from shrutik_core.testing.contracts.receipts import ReceiptsContract
from shrutik_core.testing.contracts.sessions import SessionsContract
from shrutik_core.testing.contracts.speakers import ConsentsContract, SpeakersContract
from shrutik_core.testing.contracts.standings import StandingsContract
from shrutik_core.testing.contracts.withdrawals import WithdrawalsContract
from shrutik_postgres.account_listener import AccountListener
from shrutik_postgres.accounts import PostgresAccounts
from shrutik_postgres.known_api_keys import PostgresKnownApiKeys


class TestInvitations(OnPostgres, InvitationsContract):
    """Codes that open accounts."""


class TestEntrustedSpeakers(OnPostgres, EntrustedSpeakersContract):
    """Voices that facilitators look after."""


class TestIdentities(OnPostgres, IdentitiesContract):
    """Who is who at providers of log-in."""


class TestSessions(OnPostgres, SessionsContract):
    """Log-ins."""


class TestAccounts(OnPostgres, AccountsContract):
    """Who calls."""

    @pytest.fixture
    def accounts(self, empty_engine: Engine) -> Iterator[PostgresAccounts]:
        accounts = PostgresAccounts(empty_engine)
        yield accounts
        accounts.close()


class TestApiKeys(OnPostgres, ApiKeysContract):
    """What programs show."""


class TestKnownApiKeys(OnPostgres, KnownApiKeysContract):
    """Keys as each request of a program asks for them."""

    @pytest.fixture
    def known(self, empty_engine: Engine) -> Iterator[PostgresKnownApiKeys]:
        listener = AccountListener(empty_engine.url)
        known = PostgresKnownApiKeys(empty_engine, listener)
        yield known
        known.close()
        listener.close()


class TestArrivals(OnPostgres, ArrivalsContract):
    """How accounts came to be."""


class TestFlags(OnPostgres, FlagsContract):
    """What an admin should look at."""


class TestAuditTrail(OnPostgres, AuditTrailContract):
    """What was done."""


class TestNoticePost(OnPostgres, NoticePostContract):
    """Notices that are to go out by mail."""


class TestPreferencesOfNotices(OnPostgres, PreferencesOfNoticesContract):
    """What people chose about notices."""


class TestKnownDevices(OnPostgres, KnownDevicesContract):
    """By which devices accounts are logged in to."""


class TestNotices(OnPostgres, NoticesContract):
    """What people were told."""


class TestReceipts(OnPostgres, ReceiptsContract):
    """What idempotency keys brought about."""


class TestConsents(OnPostgres, ConsentsContract):
    """Agreements."""


class TestContributors(OnPostgres, ContributorsContract):
    """Accounts."""


class TestSpeakers(OnPostgres, SpeakersContract):
    """Voices."""


class TestConsentDocuments(OnPostgres, ConsentDocumentsContract):
    """What speakers are asked to agree to."""


class TestActivities(OnPostgres, ActivitiesContract):
    pass


class TestStandings(OnPostgres, StandingsContract):
    """How reliable people are."""


class TestWithdrawals(OnPostgres, WithdrawalsContract):
    """What people took back."""
