"""The pages for people: what this is, in which state, where the documentation is; in two languages, without scripts."""

import re

import pytest
from dependency_injector import providers

from http_scene import Scene, a_scene_over
from shrutik_core.shared.errors import Unavailable


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_is_whole_without_scripts(scene: Scene, path):
    page = scene.client.simulate_get(path)
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
        assert scene.client.simulate_get(address).status_code == 200


def test_the_first_page_leads_on_and_tells_the_state(scene: Scene):
    page = scene.client.simulate_get("/")
    assert 'href="/docs"' in page.text
    assert "It is running." in page.text
    assert "সার্ভার চালু আছে।" in page.text


def test_it_says_when_the_database_does_not_answer(scene: Scene):
    def broken():
        raise Unavailable("database_unavailable", "The database does not answer.")

    scene.installation.platform.count_jobs.override(providers.Object(broken))
    page = a_scene_over(scene.installation).client.simulate_get("/")
    assert page.status_code == 200
    assert "its database does not answer" in page.text
    assert 'class="state waiting"' in page.text


def test_a_head_of_the_first_page(scene: Scene):
    head = scene.client.simulate_head("/")
    assert (head.status_code, head.content) == (200, b"")
