#!/bin/sh
# What has to be there before the programs of a site start: a bucket, keys, tables of this version. Does no harm twice.
set -eu
python /opt/compose/bucket_and_keys.py
shrutik db upgrade
