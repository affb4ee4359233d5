#!/bin/sh
# Makes the lists of what the image installs anew, each with the hashes of its files: sh deploy/image/lock.sh
# With --upgrade the newest versions; otherwise those that are listed stay as far as pyproject.toml allows.
set -eu
cd "$(dirname "$0")/../.."
lock() {
    list=$1
    shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "sh deploy/image/lock.sh" --output-file "deploy/image/$list" "$@"
}
lock requirements.lock pyproject.toml --extra server "$@"
echo "hatchling>=1.27" | lock build.lock - "$@"
