#!/bin/sh
# Runs nginx with the configuration that is shipped, with this stack's addresses in it: sh nginx.sh; sh nginx.sh healthy asks it.
set -eu
main=/tmp/nginx.conf
if [ "${1:-}" = healthy ]; then
    # Whether it takes connections: `nginx -t` would not know, and not each image has a program that speaks HTTP.
    exec sh -c 'kill -0 "$(cat /tmp/nginx.pid)" && grep -q ":01BB .* 0A " /proc/net/tcp'
fi
sed -e 's/server 127\.0\.0\.1:8001 /server api-1:8000 /' \
    -e 's/server 127\.0\.0\.1:8002 /server api-2:8000 /' \
    -e "s/server_name voices\.example\.org;/server_name ${SITE_NAME};/" \
    -e 's#/etc/nginx/tls/shrutik\.pem#/run/secrets/site.pem#' \
    -e 's#/etc/nginx/tls/shrutik\.key#/run/secrets/site.key#' \
    -e 's#access_log /var/log/nginx/shrutik\.log shrutik;#access_log /dev/stdout shrutik; access_log /var/log/edge/shrutik-$shrutik_day.log shrutik;#' \
    -e '/listen \[::\]/d' \
    -e 's#proxy_cache_path /var/cache/nginx/shrutik#proxy_cache_path /tmp/shrutik#; s#max_size=1g#max_size=200m#' \
    /opt/nginx/shrutik.conf > /tmp/shrutik.conf
for address in api-1:8000 api-2:8000 /run/secrets/site.pem /run/secrets/site.key /tmp/shrutik /var/log/edge; do
    grep -q "$address" /tmp/shrutik.conf || { echo "nginx.sh does not know deploy/nginx/shrutik.conf any more" >&2; exit 1; }
done
cat > "$main" <<EOT
daemon off;
pid /tmp/nginx.pid;
error_log stderr warn;
worker_processes auto;
events { worker_connections 4096; }
http {
    access_log off;
    # `logs` reads these files and deletes old ones; a name with a variable in it is opened only where there is a root.
    map \$time_iso8601 \$shrutik_day { "~^(?<shrutik_date>[0-9]+-[0-9]+-[0-9]+)T" \$shrutik_date; }
    open_log_file_cache max=4 valid=10s inactive=20s;
    root /opt/nginx;
    include /etc/nginx/mime.types;
    client_body_temp_path /tmp/bodies;
    proxy_temp_path /tmp/proxied;
    fastcgi_temp_path /tmp/f;
    uwsgi_temp_path /tmp/u;
    scgi_temp_path /tmp/s;
    include /tmp/shrutik.conf;
}
EOT
exec nginx -e stderr -c "$main"
