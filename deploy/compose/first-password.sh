#!/bin/bash
# Makes the password of the database that newcomers get, once: a file for PostgreSQL and one for Shrutik.
set -euo pipefail
[ -s /secrets/database_url ] && exit 0
password=$(od --address-radix=n --format=x1 --read-bytes=24 /dev/urandom | tr --delete ' \n')
printf '%s' "$password" > /secrets/password
printf 'postgresql://shrutik:%s@database/shrutik' "$password" > /secrets/database_url
chmod 0444 /secrets/password /secrets/database_url
