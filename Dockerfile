# One image for every program of Shrutik; the command says which one runs.
FROM python:3.12-slim
RUN useradd --create-home --uid 10001 shrutik && install -d -o shrutik /data
COPY --chown=shrutik . /src
RUN pip install --no-cache-dir '/src[laptop]'
USER shrutik
ENV SHRUTIK_DATA=/data SHRUTIK_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
CMD ["shrutik", "serve"]
