"""One id: what a request makes due comes of that request, in whatever thread it was answered."""

import pytest

from http_scene import Scene, form, wav
from shrutik_core.shared.correlation import current


def jobs(scene: Scene, correlation: str):
    return scene.installation.platform.manage_jobs().under(None, correlation)


@pytest.mark.parametrize("correlation", ["first", "4f1c0a52e9d84b7f9a53c1f0e2b7d6aa"])
def test_a_job_comes_of_the_request_that_made_it_due(scene: Scene, mina, correlation):
    answer = mina.send(form(("collection", "bn-read"), ("audio", wav())), {"X-Request-ID": correlation})
    assert answer.status_code == 202
    (job,) = jobs(scene, correlation)
    assert job.kind.value == "process_recording"
    assert jobs(scene, "another") == ()
    assert current() == ""
