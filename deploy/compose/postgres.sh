#!/bin/bash
# Runs PostgreSQL as the account of its image: `postgres.sh primary` makes the database at its first start,
# `postgres.sh replica` copies the primary's at its first start, and follows it.
set -euo pipefail
umask 0077
export PGDATA=/var/lib/postgresql/data/database
new=$PGDATA.new
# Where a server that is not ready for anybody yet has its socket; that of one that is ready lies in /tmp.
waiting=/var/lib/postgresql/data
secret() { cat "${HANDED_IN:-/run/secrets}/$1"; }

make_primary() {
    rm -rf "$new"
    initdb --pgdata="$new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
        --auth-local=peer --auth-host=scram-sha-256 > /dev/null
    cat > "$new/pg_hba.conf" <<EOT
local all         postgres              peer
host  shrutik     shrutik    samenet    scram-sha-256
host  replication replicator samenet    scram-sha-256
EOT
    pg_ctl --pgdata="$new" --wait --silent --options="-c listen_addresses='' -c unix_socket_directories=$waiting" start
    # Passwords in the environment, which others cannot read, and not in arguments, which `ps` shows to everybody.
    OURS=$(secret postgres_password) COPIES=$(secret replication_password) \
        psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host="$waiting" --username=postgres --dbname=postgres <<'EOT'
\getenv ours OURS
\getenv copies COPIES
CREATE ROLE shrutik LOGIN PASSWORD :'ours';
CREATE ROLE replicator LOGIN REPLICATION PASSWORD :'copies';
CREATE DATABASE shrutik OWNER shrutik;
EOT
    pg_ctl --pgdata="$new" --wait --silent --mode=fast stop
    mv "$new" "$PGDATA"
}

make_replica() {
    rm -rf "$new"
    export PGPASSWORD
    PGPASSWORD=$(secret replication_password)
    until pg_isready --quiet --host=postgres; do sleep 1; done
    copy=(pg_basebackup "--pgdata=$new" --host=postgres --username=replicator --wal-method=stream --write-recovery-conf
        --checkpoint=fast --slot=shrutik_replica)
    # The slot is there already if this replica is made anew.
    "${copy[@]}" --create-slot || { rm -rf "$new" && "${copy[@]}"; }
    mv "$new" "$PGDATA"
}

[ -s "$PGDATA/PG_VERSION" ] || "make_$1"
# A replica that stays away must not fill the primary's disk: from 4 GB on it has to be made anew.
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp -c max_connections=200 -c shared_buffers=256MB -c wal_level=replica \
    -c max_slot_wal_keep_size=4GB -c hot_standby_feedback=on -c password_encryption=scram-sha-256 \
    -c idle_in_transaction_session_timeout=5min -c log_line_prefix='%m [%p] %a '
