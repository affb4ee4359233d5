#!/bin/sh
# Runs rsyslog with the configuration that is shipped, over the log files of all programs of this stack. LOGS_SERVER names the
# receiver that speaks Elasticsearch's protocol by HTTPS; without one, all lines come together in /var/log/shrutik, a file a day.
# What is older than LOGS_KEPT_DAYS is deleted there, and of nginx's own files; the programs see to theirs.
set -eu
shipped=/opt/rsyslog/shrutik.conf
sed -e 's#file="/srv/shrutik/logs/#file="/srv/shrutik/*/logs/#' -e 's#file="/srv/shrutik/security.log"#file="/srv/shrutik/*/security.log"#' \
    -e 's#file="/var/log/nginx/shrutik.log"#file="/srv/edge/shrutik-*.log"#' \
    -e "s/server=\"logs.example.org\"/server=\"${LOGS_SERVER:-}\"/" \
    -e '/tls.cacert=/d' "$shipped" > /tmp/shipped.conf
for place in '/srv/shrutik/*/logs/' '/srv/shrutik/*/security.log' /srv/edge/; do
    grep -qF "file=\"$place" /tmp/shipped.conf || { echo "logs.sh does not know deploy/rsyslog/shrutik.conf any more" >&2; exit 1; }
done
if [ -z "${LOGS_SERVER:-}" ]; then
    awk '/^    action\($/ { print "    action(type=\"omfile\" dynaFile=\"shrutik_file\" template=\"shrutik_whole\")"; left = 1 }
         !left { print }
         left && /^    \)$/ { left = 0 }' /tmp/shipped.conf > /tmp/kept.conf
    mv /tmp/kept.conf /tmp/shipped.conf
fi
cat > /tmp/rsyslog.conf <<'EOT'
global(workDirectory="/var/spool/rsyslog")
template(name="shrutik_file" type="string" string="/var/log/shrutik/%$.stream%-%$.day%.log")
template(name="shrutik_whole" type="string" string="%$!all-json%\n")
include(file="/tmp/shipped.conf")
EOT
while true; do
    find /var/log/shrutik /srv/edge -name '*.log' -type f -mtime "+${LOGS_KEPT_DAYS:-30}" -delete || true
    sleep 3600
done &
exec rsyslogd -n -f /tmp/rsyslog.conf -i NONE
