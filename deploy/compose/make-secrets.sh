#!/bin/bash
# Makes the secrets of a site, once: deploy/compose/make-secrets.sh NAME, e.g. voices.example.org. The mail server, e.g.
# smtps://USER:SECRET@mail.example.org, is asked for at a terminal and else read from standard input: arguments are seen in
# `ps`. What is there already stays. SECRETS names another folder than the usual one.
#
# The folder is its owner's alone. The files in it are readable, for each is shown to some containers and no other, and the
# accounts in them are not yours.
set -euo pipefail
name=${1:?"the name under which people find the site, such as voices.example.org"}
[ $# -eq 1 ] || { echo "The mail server is not an argument: say it when asked, or on standard input." >&2; exit 2; }
folder=${SECRETS:-$(dirname "$0")/secrets}
mkdir -p "$folder"
chmod 0700 "$folder"
cd "$folder"
random() { openssl rand -hex 24; }
keep() { # FILE CONTENT: unless the file is there
    [ -e "$1" ] || { printf '%s\n' "$2" > "$1" && chmod 0444 "$1"; }
}
say() { cat "$1"; }
mail=
if [ ! -e smtp_url ]; then
    [ ! -t 0 ] || printf 'Mail server, as smtps://USER:SECRET@HOST, or nothing for no letters (it is not shown): ' >&2
    read -rs mail || true
    [ ! -t 0 ] || echo >&2
fi

for file in postgres_password replication_password redis_password metrics_token grafana_password; do
    keep "$file" "$(random)"
done
keep s3_users.json "$(printf '{"identities": [{"name": "shrutik", "actions": ["Admin"],
  "credentials": [{"accessKey": "shrutik", "secretKey": "%s"}]}]}' "$(random)")"
s3_secret=$(sed -n 's/.*"secretKey": "\([^"]*\)".*/\1/p' s3_users.json)
keep database_url "postgresql://shrutik:$(say postgres_password)@postgres/shrutik"
keep replica_url "postgresql://shrutik:$(say postgres_password)@postgres-replica/shrutik"
keep redis_url "redis://shrutik:$(say redis_password)@redis:6379/0"
keep blobs_url "s3+https://shrutik:$s3_secret@s3:8443/voices/blobs?ca=/run/secrets/authority.pem"
keep smtp_url "$mail"
keep redis_users "user default off
user shrutik on >$(say redis_password) ~shrutik:* resetchannels -@all \
+ping +auth +hello +select +client|setname +get +set +del +mget +time +evalsha +script|load +hdel +hexists +hget +hlen \
+hmget +hset +keys +lpop +rpush +sadd +scard +smembers +srem +zadd +zrangebyscore +zrem"

# An authority of this site's own: for the bucket, and for people until there is a certificate that their browsers trust.
[ -e authority.pem ] || {
    openssl ecparam -name prime256v1 -genkey -noout -out authority.key
    openssl req -x509 -new -key authority.key -days 3650 -subj "/CN=Shrutik of $name" -out authority.pem \
        -addext "keyUsage=critical,keyCertSign,cRLSign" -addext "basicConstraints=critical,CA:TRUE,pathlen:0"
    chmod 0400 authority.key
    chmod 0444 authority.pem
}
certificate() { # FILE NAMES
    [ -e "$1.pem" ] && return
    openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
    openssl req -new -key "$1.key" -subj "/CN=$1" | openssl x509 -req -CA authority.pem -CAkey authority.key \
        -CAcreateserial -days 825 -out "$1.pem" -extfile <(printf '%s\n' "subjectAltName=$2" \
        "basicConstraints=critical,CA:FALSE" "keyUsage=critical,digitalSignature" "extendedKeyUsage=serverAuth" \
        "authorityKeyIdentifier=keyid" "subjectKeyIdentifier=hash") 2> /dev/null
    chmod 0444 "$1.pem" "$1.key"
}
certificate s3 "DNS:s3"
certificate site "DNS:$name,DNS:localhost,IP:127.0.0.1"
echo "The secrets are in $PWD. Keep a copy of them elsewhere; put your own certificate into site.pem and site.key."
