"""Each overlay, made once by kustomize."""

import pytest

from kubernetes_files import OVERLAYS, overlay


@pytest.fixture(scope="session", params=OVERLAYS)
def documents(request, tmp_path_factory):
    """What would be sent to Kubernetes."""
    return overlay(request.param, tmp_path_factory.mktemp("kubernetes"))
