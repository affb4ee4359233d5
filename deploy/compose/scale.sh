#!/bin/bash
# Gives a site as many workers for recordings as its oldest job asks for: bash deploy/compose/scale.sh [OPTION …], on the machine of
# the engine; the options are those of `shrutik scale`. It ends when the relay does, as in an upgrade: shrutik-scale.service beside
# it starts it again, and the first thing it then says is how many workers there should be.
set -euo pipefail
cd "$(dirname "$0")/../.."
site() { docker compose --profile production "$@" < /dev/null; }
# What is called in a container outlives whoever called it: no longer than a day.
site exec -T relay timeout 86400 shrutik scale --queue chunking --min 0 --max 6 "$@" |
    while read -r workers; do
        site up --detach --no-deps --no-recreate --scale worker="$workers" worker || true
    done
