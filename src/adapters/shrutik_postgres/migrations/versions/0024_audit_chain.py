"""Link the entries of the audit trail into a chain, and let no one change them from now on.

Entries that are there are numbered by age. Whoever adds one meanwhile waits until that is done: some seconds for a
hundred thousand entries. Nobody is kept from reading.

Revision: 0024, after 0023, 2026-11-28.
"""

from alembic import op
from sqlalchemy import Connection, Row, text

from shrutik_core.audit.chain import AuditHead, head_after, link
from shrutik_core.audit.entry import AuditEntry

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_COLUMNS = ("number BIGINT", "previous TEXT", "digest TEXT", "origin_digest TEXT")
_TABLES = """
CREATE TABLE audit_head (
    single BOOLEAN NOT NULL DEFAULT true,
    number BIGINT NOT NULL,
    digest TEXT NOT NULL,
    CONSTRAINT pk_audit_head PRIMARY KEY (single),
    CONSTRAINT ck_audit_head_single CHECK (single)
);
CREATE TABLE audit_origins (
    entry UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor UUID,
    origin TEXT NOT NULL,
    salt BYTEA NOT NULL,
    CONSTRAINT pk_audit_origins PRIMARY KEY (entry)
);
CREATE INDEX ix_audit_origins_at ON audit_origins (at);
CREATE INDEX ix_audit_origins_actor ON audit_origins (actor);
"""
_REFUSAL = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of the audit trail are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
"""
_LINK = """
UPDATE audit_entries SET number = :number, previous = :previous, digest = :digest, origin_digest = '' WHERE id = :id
"""
_BATCH = 1_000


def upgrade() -> None:
    connection = op.get_bind()
    op.execute("LOCK TABLE audit_entries IN EXCLUSIVE MODE")
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE audit_entries ADD COLUMN {column}")
    op.execute("ALTER TABLE audit_entries DROP CONSTRAINT fk_audit_entries_actor")
    op.execute(_TABLES)
    head = _link_all(connection)
    connection.execute(
        text("INSERT INTO audit_head (number, digest) VALUES (:number, :digest)"),
        {"number": head.number, "digest": head.digest},
    )
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE audit_entries ALTER COLUMN {column.split()[0]} SET NOT NULL")
    op.execute("CREATE UNIQUE INDEX ix_audit_entries_number ON audit_entries (number)")
    for column in ("actor", "action"):
        op.execute(f"CREATE INDEX ix_audit_entries_{column} ON audit_entries ({column}, id)")
    op.execute(_REFUSAL)


def _link_all(connection: Connection) -> AuditHead:
    head, last = AuditHead(), None
    while rows := _after(connection, last):
        steps = []
        for row in rows:
            entry = link(AuditEntry(row.id, row.at, row.actor, row.action, row.subject, row.facts), head)
            head, last = head_after(entry), row.id
            place = entry.place
            steps.append({"id": row.id, "number": place.number, "previous": place.previous, "digest": place.digest})
        connection.execute(text(_LINK), steps)
    return head


def _after(connection: Connection, last: object) -> "list[Row[tuple[object, ...]]]":
    later = "SELECT * FROM audit_entries WHERE id > :last ORDER BY id LIMIT :limit"
    first = later.replace("WHERE id > :last ", "")
    found = connection.execute(
        text(later if last else first), {"last": last, "limit": _BATCH} if last else {"limit": _BATCH}
    )
    return list(found.all())
