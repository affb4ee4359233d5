#!/bin/bash
# Makes the passwords of the database that newcomers get, once: files for PostgreSQL, and one for Shrutik.
set -euo pipefail
[ -s /secrets/database_url ] && exit 0
random() { od --address-radix=n --format=x1 --read-bytes=24 /dev/urandom | tr --delete ' \n'; }
random > /secrets/postgres_password
random > /secrets/replication_password
printf 'postgresql://shrutik:%s@database/shrutik' "$(cat /secrets/postgres_password)" > /secrets/database_url
chmod 0444 /secrets/postgres_password /secrets/replication_password /secrets/database_url
