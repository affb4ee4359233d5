"""A hundred uploads at once: bytes per second beside nginx writing the same bodies to files.

    python -m benchmarks.platform.uploads [--uploads 100] [--mb 20]

Sends that many WAV files over as many connections from a process of its own to nginx, which keeps each body in a file
and answers 204; to bare loops in Python that do the same, without and with SHA-256; and to `shrutik serve`, which finds
the audio in the form, hashes it, looks into it, writes it through to the disk, and keeps a recording and a job in its
database before it answers. nginx and the bare loops leave their files in the system's memory; these are removed before
the next begins, so that nobody waits for another's bytes to reach the disk. Prints seconds, MB per
second, the most memory of all our processes, and how many were accepted. Needs nginx on the path.
"""

import argparse
import asyncio
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.platform.bare_uploads import bare, hashing
from benchmarks.platform.checkout import ADMIN, HERE, Api, served
from benchmarks.platform.usage import Peak

# As long as browsers and libraries make it.
BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gWx"
RATE = 16_000
NGINX = """
daemon off; error_log {folder}/error.log; pid {folder}/pid; worker_processes auto;
events {{ worker_connections 1024; }}
http {{
    access_log off; client_max_body_size 0; client_body_temp_path {folder}/bodies;
    client_body_in_file_only on; client_body_buffer_size 64k;
    proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{inner}; proxy_pass_request_body off;
                      proxy_set_header Content-Length ""; }} }}
    server {{ listen 127.0.0.1:{inner}; return 204; }}
}}
"""


def wav(number, size):
    """A WAV of noise, different for each number."""
    block = os.urandom(1 << 20)
    samples = (struct.pack("<I", number) + block * (size // len(block) + 1))[:size]
    form = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    head = b"WAVEfmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", len(samples))
    return b"RIFF" + struct.pack("<I", len(head) + len(samples)) + head + samples


async def send(address, headers, body):
    """The status of one upload."""
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = (
        f"POST {address.path or '/'} HTTP/1.1\r\nHost: {address.netloc}\r\n{headers}Content-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode())
    view = memoryview(body)
    for start in range(0, len(body), 1 << 18):
        writer.write(view[start : start + (1 << 18)])
        await writer.drain()
    status = int((await reader.readuntil(b"\r\n")).split()[1])
    writer.close()
    return status


async def send_all(plan):
    """Seconds, and the statuses."""
    part = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'
    fields = f'{part}collection"\r\n\r\nbn\r\n{part}audio"; filename="a.wav"\r\nContent-Type: audio/wav\r\n\r\n'
    body = [fields.encode() + wav(n, plan["size"]) + f"\r\n--{BOUNDARY}--\r\n".encode() for n in range(plan["uploads"])]
    headers = f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n" + plan["headers"]
    begun = time.perf_counter()
    statuses = await asyncio.gather(*(send(urlsplit(plan["url"]), headers, one) for one in body))
    return {"seconds": time.perf_counter() - begun, "statuses": statuses}


def sent(plan, folder):
    """The same, by a process of its own."""
    path = Path(folder) / "plan.json"
    path.write_text(json.dumps(plan))
    command = [sys.executable, "-m", "benchmarks.platform.uploads", "--plan", str(path)]
    return json.loads(subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE, text=True).stdout)


@contextmanager
def nginx(folder, port=18_080):
    """Its address while it runs."""
    Path(folder).chmod(0o755)
    config = Path(folder) / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, inner=port + 1))
    with subprocess.Popen([shutil.which("nginx"), "-c", str(config)]) as program:
        time.sleep(1)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            program.terminate()


def cleared(folder):
    """Remove what one server has kept, and wait until the disk is at rest."""
    shutil.rmtree(folder)
    os.sync()


def consent(api):
    """Let the caller's voice be used."""
    api("POST", "/consents", {"collection": "bn", "version": "1", "purposes": ["record"]})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--uploads", type=int, default=100)
    parser.add_argument("--mb", type=float, default=20)
    parser.add_argument("--plan", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.plan:
        json.dump(asyncio.run(send_all(json.loads(Path(given.plan).read_text()))), sys.stdout)
        return
    plan = {"uploads": given.uploads, "size": int(given.mb * 1e6), "headers": ""}
    with tempfile.TemporaryDirectory(prefix="shrutik-uploads-") as folder:
        with nginx(folder) as url:
            theirs = sent(plan | {"url": url}, folder)
        cleared(Path(folder) / "bodies")
        floor = {}
        for name, hashed in (("bare Python", False), ("… with SHA-256", True)):
            with bare(Path(folder) / name, hashed=hashed) as url:
                floor[name] = sent(plan | {"url": url}, folder)
            cleared(Path(folder) / name)
        with served(HERE, f"{folder}/data") as site, Peak(site.pid) as peak:
            api = Api(site.root).login(ADMIN)
            consent(api)
            headers = f"Authorization: Bearer {api.token}\r\n"
            ours = sent(plan | {"url": f"{site.root}/api/v1/recordings", "headers": headers}, folder)
    total = given.uploads * given.mb
    for name, one in {"nginx": theirs, **floor, "shrutik serve": ours}.items():
        statuses = {status: one["statuses"].count(status) for status in sorted(set(one["statuses"]))}
        print(f"{name:16}{one['seconds']:8.1f} s{total / one['seconds']:8.0f} MB/s   {statuses}")
    print(f"SHA-256 alone, on one core: {hashing():.0f} MB/s")
    print(f"ours / nginx: {theirs['seconds'] / ours['seconds']:.2f}; most memory of ours: {peak.mb:.0f} MB")


if __name__ == "__main__":
    main()
