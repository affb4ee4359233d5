"""Each document is of a known kind and read strictly: an unknown kind or field is a failure, never a warning."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import kubernetes_validate
import pytest

VERSIONS = ("1.35", "1.36", "1.37")
"""Of Kubernetes: what docs/how-to/run-on-kubernetes.md says that the manifests are for."""
KINDS = {
    "ScaledObject": "@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject",
    "PodMonitor": "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor",
    "Gateway": "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway",
    "HTTPRoute": "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute",
}
"""Kinds that others brought, and the module with their type."""


def ours(documents):
    return [one for one in documents if one["kind"] not in KINDS]


def others(documents):
    return [one for one in documents if one["kind"] in KINDS]


@pytest.mark.parametrize("version", VERSIONS)
def test_what_kubernetes_itself_knows_is_as_that_version_wants_it(documents, version):
    for one in ours(documents):
        kubernetes_validate.validate(one, version, strict=True)


def test_a_field_or_a_kind_that_nobody_knows_would_be_seen(documents):
    (account,) = [one for one in documents if one["kind"] == "ServiceAccount"]
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate({**account, "automountServiceAccountTokn": True}, VERSIONS[0], strict=True)
    with pytest.raises(kubernetes_validate.SchemaNotFoundError):
        kubernetes_validate.validate({**account, "kind": "ServiceAcount"}, VERSIONS[0], strict=True)


def types():
    """The folder in which the session put the types, and the compiler that reads them."""
    folder = os.environ.get("SHRUTIK_TEST_KUBERNETES_TYPES")
    if not folder or not shutil.which("node"):
        pytest.skip("the types of others' kinds come from npm; `nox -s kubernetes` brings them where Node.js is")
    return Path(folder)


def complaints(documents, name):
    """What the compiler says of documents that are written as values of their types."""
    folder = types()
    lines = [f'import {{ I{kind} }} from "{module}";' for kind, module in KINDS.items()]
    lines += [f"export const of{n}: I{one['kind']} = {json.dumps(one)};" for n, one in enumerate(documents)]
    (folder / f"{name}.ts").write_text("\n".join(lines), encoding="utf-8")
    options = ("--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler")
    command = ["node", "node_modules/typescript/bin/tsc", *options, f"{name}.ts"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    return done.stdout + done.stderr


def test_kinds_of_others_are_as_their_makers_want_them(documents):
    (namespace,) = [one["metadata"]["name"] for one in documents if one["kind"] == "Namespace"]
    assert {one["kind"] for one in others(documents)} == set(KINDS)
    assert not complaints(others(documents), namespace)


def test_a_field_that_the_maker_of_a_kind_does_not_know_would_be_seen(documents):
    (one, *_) = [each for each in documents if each["kind"] == "ScaledObject"]
    wrong = {**one, "spec": {**one["spec"], "maxReplicaCout": 3}}
    assert "maxReplicaCout" in complaints([wrong], "wrong")
