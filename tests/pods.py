"""Pods of our manifests without a Kubernetes: what a kubelet does with them, as far as our programs can tell.

A pod is a borrowed machine with a place in the network of its own. Its volumes are mounted where the manifest says, as
large and with the modes that it says; its root cannot be written to; containers run as the account of the manifest,
without rights, with its environment and its command. Memory, processors and network policies are not held to.
"""

import base64
import contextlib
import shlex
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import httpx

from borrowed_machine import BorrowedMachine, borrowed_machine
from kubernetes_files import Document, program_of
from servers.network import Network
from servers.process import wait_for

_LOG = "/pod/log"
_PIDS = "/pod/pid"
_SECONDS = 300


@attrs.frozen
class Pod:
    """One that runs.

    Attributes:
        machine: where it does.
        address: at which it is asked.
        template: of the manifest.
        environment: of its program.
    """

    machine: BorrowedMachine
    address: str
    template: Document
    environment: Mapping[str, str]

    def prepare(self) -> None:
        """Run the containers that come first, then close what only they may see."""
        for one in self.template["spec"]["initContainers"]:
            self.machine.type(self._as_its_account(one["command"]))
        self.machine.type("umount /secret; mount -o remount,ro,bind /run/shrutik; mount -o remount,ro /")

    def run(self, *command: str) -> str:
        """Run the program of the pod, or another command beside it, to its end; what it printed."""
        words = command or tuple(program_of(self.template)["command"])
        return self.machine.type(self._as_its_account(words), **self.environment)

    def start(self) -> None:
        """Start the program, which goes on."""
        words = self._as_its_account(program_of(self.template)["command"])
        self.machine.type(f"{words} > {_LOG} 2>&1 < /dev/null & echo $! > {_PIDS}", **self.environment)

    def wait_until_ready(self) -> None:
        """Wait until its readiness probe says so."""
        probe = program_of(self.template)["readinessProbe"]
        try:
            wait_for(lambda: self._probed(probe) or not self.runs, _SECONDS, self.machine.name)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.said}") from error
        assert self.runs, self.said

    def end(self) -> float:
        """What happens when it is deleted: SIGTERM, and seconds until it has ended by itself.

        Raises:
            AssertionError: if it would have had to be killed.
        """
        given, told = self.template["spec"]["terminationGracePeriodSeconds"], time.monotonic()
        self.machine.type(f"kill -TERM $(cat {_PIDS})")
        wait_for(lambda: not self.runs, given, f"the end of {self.machine.name}")
        return time.monotonic() - told

    @property
    def runs(self) -> bool:
        """Whether its program has not ended."""
        return self.machine.type(f"kill -0 $(cat {_PIDS}) 2>/dev/null && echo yes || echo no").strip() == "yes"

    @property
    def said(self) -> str:
        """What its program said so far."""
        return self.machine.type(f"cat {_LOG}")

    def port(self, name: str) -> int:
        """The number of a port that its program names."""
        return next(port["containerPort"] for port in program_of(self.template)["ports"] if port["name"] == name)

    def _probed(self, probe: Document) -> bool:
        with contextlib.suppress(httpx.TransportError, OSError):
            if "httpGet" in probe:
                asked = probe["httpGet"]
                url = f"http://{self.address}:{self.port(asked['port'])}{asked['path']}"
                return 200 <= httpx.get(url, timeout=probe["timeoutSeconds"]).status_code < 400
            return _listens(self.address, self.port(probe["tcpSocket"]["port"]))
        return False

    def _as_its_account(self, words: Any) -> str:
        account = self.template["spec"]["securityContext"]
        who = [f"--reuid={account['runAsUser']}", f"--regid={account['runAsGroup']}", f"--groups={account['fsGroup']}"]
        return shlex.join(["setpriv", *who, "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", *words])


def _listens(address: str, port: int) -> bool:
    with contextlib.suppress(httpx.ConnectError):
        httpx.get(f"http://{address}:{port}/", timeout=5)
        return True
    return False


@contextlib.contextmanager
def running_pod(
    network: Network, place: str, folder: Path, template: Document, documents: list[Document]
) -> Iterator[Pod]:
    """A pod whose volumes are mounted and whose first containers have run.

    Args:
        network: with a place for it.
        place: of it.
        folder: of the test.
        template: of the manifest.
        documents: all, ConfigMaps and Secrets among them.
    """
    given = {one["metadata"]["name"]: one for one in documents if one["kind"] in {"ConfigMap", "Secret"}}
    with borrowed_machine(network, place, folder) as machine:
        pod = Pod(machine, network.address(place), template, environment_of(template, given))
        machine.type("cp /opt/ours /usr/local/bin/shrutik; mkdir -p /pod; chmod 0755 /usr/local/bin/shrutik")
        mounts = {
            mount["name"]: mount["mountPath"]
            for one in [*template["spec"]["containers"], *template["spec"]["initContainers"]]
            for mount in one["volumeMounts"]
        }
        group = template["spec"]["securityContext"]["fsGroup"]
        machine.type("mount -t tmpfs tmpfs /pod; chmod 1777 /pod")
        for volume in template["spec"]["volumes"]:
            _mount(machine, volume, mounts[volume["name"]], group, given)
        pod.prepare()
        yield pod


def environment_of(template: Document, given: Mapping[str, Document]) -> dict[str, str]:
    """What the program of a pod finds in its environment."""
    program, found = program_of(template), {"HOME": "/data"}
    for source in (one for each in program["envFrom"] for one in each.values()):
        found |= {name: text.decode() for name, text in data_of(given[source["name"]]).items()}
    return found | {one["name"]: one["value"] for one in program.get("env", ())}


def data_of(document: Document) -> dict[str, bytes]:
    """What a ConfigMap or a Secret holds."""
    if document["kind"] == "ConfigMap":
        return {name: text.encode() for name, text in document["data"].items()}
    return {name: base64.b64decode(text) for name, text in document["data"].items()}


def _mount(machine: BorrowedMachine, volume: Document, path: str, group: int, given: Mapping[str, Document]) -> None:
    """As a kubelet does: an empty folder of the group, or a Secret's files, which the group may read."""
    empty = volume.get("emptyDir", {"sizeLimit": "16M"})
    size = empty["sizeLimit"].removesuffix("i")
    machine.type(f"mkdir -p {path}; mount -t tmpfs -o size={size} tmpfs {path}")
    if "secret" in volume:
        mode = f"{volume['secret']['defaultMode']:04o}"
        for name, content in data_of(given[volume["secret"]["secretName"]]).items():
            machine.write(f"{path}/..data/{name}", content)
            machine.type(f"ln -s ..data/{name} {path}/{name}; chmod {mode} {path}/..data/{name}")
        machine.type(f"chgrp -R {group} {path}; chmod 2755 {path} {path}/..data")
    else:
        machine.type(f"chgrp {group} {path}; chmod 2777 {path}")
