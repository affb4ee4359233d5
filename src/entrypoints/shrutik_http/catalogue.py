"""All nouns of the API, in the order of its document."""

from shrutik_http.accounts.operations import ACCOUNTS
from shrutik_http.audit.operations import AUDIT
from shrutik_http.chunks.operations import CHUNKS
from shrutik_http.collections.operations import COLLECTIONS
from shrutik_http.consents.operations import CONSENTS
from shrutik_http.documents.operations import DOCUMENTS
from shrutik_http.flags.operations import FLAGS
from shrutik_http.gold.operations import GOLD
from shrutik_http.health.operations import HEALTH
from shrutik_http.invitations.operations import INVITATIONS
from shrutik_http.jobs.operations import JOBS
from shrutik_http.keys.operations import KEYS
from shrutik_http.metrics.operations import METRICS
from shrutik_http.notices.operations import NOTICES
from shrutik_http.openid.operations import OPENID
from shrutik_http.oversight.operations import OVERSIGHT
from shrutik_http.profile.operations import PROFILE
from shrutik_http.prompts.operations import PROMPTS
from shrutik_http.recordings.operations import RECORDINGS
from shrutik_http.releases.operations import RELEASES
from shrutik_http.reviews.operations import REVIEWS
from shrutik_http.series.operations import SERIES
from shrutik_http.sessions.operations import SESSIONS
from shrutik_http.speakers.operations import SPEAKERS
from shrutik_http.tasks.operations import TASKS
from shrutik_http.transcriptions.operations import TRANSCRIPTIONS
from shrutik_http.trust.operations import TRUST
from shrutik_http.uploads.operations import UPLOADS
from shrutik_http.users.operations import USERS
from shrutik_http.webhooks.operations import WEBHOOKS
from shrutik_http.withdrawals.operations import WITHDRAWALS

NOUNS = (
    ACCOUNTS,
    SESSIONS,
    PROFILE,
    CONSENTS,
    COLLECTIONS,
    PROMPTS,
    RECORDINGS,
    UPLOADS,
    CHUNKS,
    TASKS,
    TRANSCRIPTIONS,
    REVIEWS,
    GOLD,
    RELEASES,
    WITHDRAWALS,
    SERIES,
    USERS,
    INVITATIONS,
    SPEAKERS,
    OPENID,
    FLAGS,
    JOBS,
    OVERSIGHT,
    NOTICES,
    AUDIT,
    KEYS,
    WEBHOOKS,
    HEALTH,
    METRICS,
    DOCUMENTS,
    TRUST,
)
OPERATIONS = tuple(operation for noun in NOUNS for operation in noun.operations)
