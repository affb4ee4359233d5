# The log shipper: Debian's rsyslog with what the shipped configuration asks for.
ARG BASE=debian:trixie-slim
FROM ${BASE}
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates rsyslog rsyslog-elasticsearch \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 shrutik \
    && useradd --no-log-init --uid 10001 --gid shrutik --no-create-home --home-dir /var/spool/rsyslog shrutik \
    && install --directory --owner=shrutik --group=shrutik --mode=0700 /var/log/shrutik /var/spool/rsyslog \
    # A volume's account is that of the folder where it comes first: nginx writes there, and we delete what is old.
    && install --directory --owner=101 --group=shrutik --mode=0770 /srv/edge
# The account of the programs, whose log files nobody else reads.
USER 10001:10001
CMD ["sh", "/opt/compose/logs.sh"]
