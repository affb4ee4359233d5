# One image for every program of Shrutik; the command says which one runs. docs/how-to/run-in-containers.md tells of it.
#
# BASE is a Python of 3.11 or newer on Debian or Ubuntu. Whoever publishes an image pins it by its digest:
#   --build-arg BASE=python:3.13-slim@sha256:…
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
# The compiler makes the empty stand-ins for encoders under the GPL, and stays in this stage.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends binutils gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY deploy/image/requirements.lock deploy/image/build.lock deploy/image/leave-out-gpl.sh ./
# A pip.conf of your own, for an index of your own: --secret id=pip,src=pip.conf. It stays out of the image.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf \
    python3 -m venv /opt/shrutik \
    && /opt/shrutik/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --requirement requirements.lock \
    && sh leave-out-gpl.sh /opt/shrutik \
    && python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --require-hashes --only-binary :all: --requirement build.lock
COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN /opt/build/bin/python -m hatchling build --target wheel --directory dist \
    && /opt/shrutik/bin/pip install --no-cache-dir --no-index --no-deps dist/*.whl \
    && /opt/shrutik/bin/pip uninstall --yes --quiet pip
COPY deploy/image/healthy.py /opt/shrutik/

FROM ${BASE}
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Shrutik" \
      org.opencontainers.image.description="Collect voices, agree on their words, release datasets" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# Folders are made with their owner: a new volume takes it over.
RUN groupadd --gid 10001 shrutik \
    && useradd --no-log-init --uid 10001 --gid shrutik --no-create-home --home-dir /data --shell /usr/sbin/nologin shrutik \
    && install --directory --owner=shrutik --group=shrutik --mode=0700 /data /keys
COPY --from=build /opt/shrutik /opt/shrutik
ENV PATH=/opt/shrutik/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SHRUTIK_DATA=/data \
    SHRUTIK_HOST=0.0.0.0 \
    SHRUTIK_SECURITY_LOG=stderr
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=15s --start-period=60s --retries=3 CMD ["python", "-IS", "/opt/shrutik/healthy.py"]
CMD ["shrutik", "serve"]
