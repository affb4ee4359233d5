#!/bin/sh
# Runs Prometheus with the configuration that is shipped; its figures bear the name of this site.
set -eu
label='replacement: production'
grep -q "$label}" /opt/prometheus/prometheus.yml || { echo "prometheus.sh does not know deploy/prometheus/prometheus.yml any more" >&2; exit 1; }
sed "s/$label}/replacement: \"${SITE_NAME}\"}/" /opt/prometheus/prometheus.yml > /tmp/prometheus.yml
cp /opt/prometheus/alerts.yml /tmp/alerts.yml
exec prometheus --config.file=/tmp/prometheus.yml "$@"
