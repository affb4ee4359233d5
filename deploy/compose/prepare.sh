#!/bin/sh
# What has to be there before the programs of a site start: a bucket, tables of this version, keys. Does no harm twice.
set -eu
python /opt/compose/make_bucket.py
shrutik db upgrade
# Keys are made by whoever opens the installation first: here, so that the programs all find the same.
shrutik jobs list --limit 1 > /dev/null
