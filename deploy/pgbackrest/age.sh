#!/bin/sh
# Leaves the time of the newest backup of pgBackRest in a folder that node_exporter reads: sh age.sh FOLDER. age.yml makes an age of it.
# Without a backup it is 0, which is old; if pgBackRest cannot be asked, what was told before stays, and grows old.
set -eu
folder=${1:?"the folder of --collector.textfile.directory"}
told=$(pgbackrest --stanza="${STANZA:-shrutik}" --output=json info)
newest=$(printf '%s' "$told" | grep -o '"stop":[0-9][0-9]*' | cut -d: -f2 | sort -n | tail -n 1)
printf 'pgbackrest_newest_backup_seconds %s\n' "${newest:-0}" > "$folder/pgbackrest.prom.$$"
chmod 0644 "$folder/pgbackrest.prom.$$"
mv "$folder/pgbackrest.prom.$$" "$folder/pgbackrest.prom"
