"""The page that says where the documentation is: in two languages, without scripts."""

import re

from http_scene import Scene


def test_a_page_is_whole_without_scripts(scene: Scene):
    page = scene.client.simulate_get("/docs")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    for inline in ("<script", "<style", "style=", "onclick", "$"):
        assert inline not in page.text
    assert 'lang="bn"' in page.text
    assert "width=device-width" in page.text
    links = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert "/api/docs" in links
    for address in links:
        assert address.startswith("/"), "every part is served from here"
        assert address == "/" or scene.client.simulate_get(address).status_code == 200
