"""The page as it is served: every screen is the start document, files are small, kept, and locked in."""

import gzip

import falcon.asgi
import falcon.testing
import pytest

from shrutik_http.page.serving import mount_page
from shrutik_web.files import IMMUTABLE, page_files

SCRIPT = b"document.title = 'Shrutik';" * 100


@pytest.fixture
def client(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(b"<!doctype html><title>Shrutik</title>")
    (tmp_path / "sw.js").write_bytes(b"self.skipWaiting();")
    (tmp_path / "notes.txt").write_bytes(b"not a part of the page")
    script = tmp_path / "assets" / "index-1a2b.js"
    script.write_bytes(SCRIPT)
    script.with_name("index-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    script.with_name("index-1a2b.js.br").write_bytes(b"brotli, say")
    app = falcon.asgi.App()
    mount_page(app, page_files(tmp_path))
    return falcon.testing.TestClient(app)


@pytest.mark.parametrize("path", ["/", "/record", "/record/bn-read", "/mine/recordings/7", "/account/log-in", "/join"])
def test_every_screen_is_the_start_document(client, path):
    answer = client.simulate_get(path)
    assert answer.text == "<!doctype html><title>Shrutik</title>"
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_file_whose_name_tells_its_content_is_kept_for_good(client):
    answer = client.simulate_get("/assets/index-1a2b.js")
    assert answer.content == SCRIPT
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("", None)],
)
def test_the_smallest_form_that_the_browser_takes_is_sent(client, accepted, sent):
    answer = client.simulate_get("/assets/index-1a2b.js", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == sent
    assert answer.headers["vary"] == "Accept-Encoding"


def test_each_form_has_a_tag_of_its_own(client):
    tags = {
        client.simulate_get("/assets/index-1a2b.js", headers={"Accept-Encoding": name}).headers["etag"]
        for name in ("", "gzip", "br")
    }
    assert len(tags) == 3


@pytest.mark.parametrize("path", ["/assets/index-9999.js", "/assets/..%2findex.html", "/notes.txt", "/index.html"])
def test_nothing_else_is_served(client, path):
    assert client.simulate_get(path).status_code == 404


def test_without_a_build_there_is_no_page(tmp_path):
    app = falcon.asgi.App()
    mount_page(app, page_files(tmp_path))
    assert falcon.testing.TestClient(app).simulate_get("/").status_code == 404
