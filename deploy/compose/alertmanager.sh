#!/bin/sh
# Runs Alertmanager with the configuration that is shipped, with this site's mail server in it: that of the secret smtp_url, with
# its account; MAIL_FROM sends, ALERTS_TO is written to. Without a mail server alerts are seen at Alertmanager alone.
set -eu
umask 077
shipped=/opt/alertmanager url=/run/secrets/smtp_url
awk -v url_file="$url" -v password_file=/tmp/smtp_password '
function plain(text,    all, at) { # what %40 and the like stand for
    while (match(text, /%[0-9A-Fa-f][0-9A-Fa-f]/)) {
        at = tolower(substr(text, RSTART + 1, 2))
        all = all substr(text, 1, RSTART - 1) sprintf("%c", 16 * digit(at, 1) + digit(at, 2))
        text = substr(text, RSTART + 3)
    }
    return all text
}
function digit(two, place) { return index("0123456789abcdef", substr(two, place, 1)) - 1 }
function quoted(text) { gsub(/\047/, "\047\047", text); return "\047" text "\047" }
BEGIN {
    getline url < url_file
    sub(/[ \t\r]+$/, "", url)
    scheme = host = url
    sub(/:\/\/.*/, "", scheme)
    sub(/^[^:]*:\/\//, "", host)
    sub(/\/$/, "", host)
    if (match(host, /.*@/)) { who = substr(host, 1, RLENGTH - 1); host = substr(host, RLENGTH + 1) }
    if (host !~ /:[0-9]+$/) host = host ":" (scheme == "smtps" ? 465 : scheme == "smtp" ? 25 : 587)
    user = who
    sub(/:.*/, "", user)
    if (who ~ /:/) { sub(/^[^:]*:/, "", who); printf "%s", plain(who) > password_file }
}
/^  smtp_smarthost:/ { print "  smtp_smarthost: " quoted(host); known++; next }
/^  smtp_from:/ { print "  smtp_from: " quoted(ENVIRON["MAIL_FROM"]); known++; next }
/^  smtp_require_tls:/ { print "  smtp_require_tls: " (scheme == "smtp" ? "false" : "true"); known++; next }
/^  smtp_auth_username:/ { if (user) print "  smtp_auth_username: " quoted(plain(user)); known++; next }
/^  smtp_auth_password_file:/ { if (user) print "  smtp_auth_password_file: " password_file; known++; next }
/^  - name:/ { left = 0 }
/^[a-z]/ { left = 0 }
/^    email_configs:/ { left = !url }
left { next }
/^      - to:/ { print "      - to: " quoted(ENVIRON["ALERTS_TO"]); known++; next }
{ print }
END { exit !(known >= 5) }
' "$shipped/alertmanager.yml" > /tmp/alertmanager.yml ||
    { echo "alertmanager.sh does not know deploy/alertmanager/alertmanager.yml any more" >&2; exit 1; }
cp "$shipped/shrutik.tmpl" /tmp/shrutik.tmpl
[ -s "$url" ] && [ -n "$(tr -d '[:space:]' < "$url")" ] || echo "There is no mail server in smtp_url: alerts are not mailed." >&2
exec alertmanager --config.file=/tmp/alertmanager.yml "$@"
