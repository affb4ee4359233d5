"""What kustomize makes of an overlay hangs together: each name that is called is there, each selector finds pods."""

from kubernetes_files import matches, pods, program_of
from shrutik_bootstrap.settings import Settings

PART = "app.kubernetes.io/component"
ASKED_OF_OPERATORS = {("Secret", "shrutik-tls")}
"""What an operator makes by other means."""


def of_kind(documents, kind):
    return [one for one in documents if one["kind"] == kind]


def names(documents, kind):
    return {one["metadata"]["name"] for one in of_kind(documents, kind)}


def labels_of_pods(documents):
    return {name: pod["metadata"]["labels"] for name, pod in pods(documents)}


def containers(pod):
    return [*pod["spec"]["containers"], *pod["spec"].get("initContainers", [])]


def ports_of(pod):
    return {port["name"] for port in program_of(pod).get("ports", ())}


def test_all_is_in_one_namespace_that_refuses_what_is_not_restricted(documents):
    (namespace,) = of_kind(documents, "Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
    others = {one["metadata"].get("namespace") for one in documents if one is not namespace}
    assert others == {namespace["metadata"]["name"]}


def test_each_pod_keeps_to_the_restricted_standard(documents):
    for name, pod in pods(documents):
        account = pod["spec"]["securityContext"]
        assert account["runAsNonRoot"], name
        assert account["runAsUser"] == account["runAsGroup"] == account["fsGroup"] == 10001, name
        assert account["seccompProfile"] == {"type": "RuntimeDefault"}, name
        assert not pod["spec"]["automountServiceAccountToken"], name
        assert not pod["spec"]["enableServiceLinks"], name
        assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod["spec"]), name
        for one in containers(pod):
            closed = one["securityContext"]
            assert closed["readOnlyRootFilesystem"], (name, one["name"])
            assert closed["allowPrivilegeEscalation"] is False, (name, one["name"])
            assert closed["capabilities"] == {"drop": ["ALL"]}, (name, one["name"])


def test_nothing_of_a_pod_is_kept_and_all_that_it_writes_is_bounded(documents):
    for name, pod in pods(documents):
        mounted = {mount["name"] for one in containers(pod) for mount in one["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["spec"]["volumes"]}, name
        for volume in pod["spec"]["volumes"]:
            assert "secret" in volume or volume["emptyDir"]["sizeLimit"], name
        for one in containers(pod):
            assert one["resources"]["limits"]["memory"], (name, one["name"])
            assert one["resources"]["requests"]["cpu"], (name, one["name"])
        assert program_of(pod)["resources"]["limits"]["ephemeral-storage"], name


def test_each_program_has_a_command_and_the_image_of_one_version(documents):
    images = {one["image"] for _, pod in pods(documents) for one in containers(pod)}
    assert len(images) == 1
    assert not images.pop().endswith(":latest")
    assert all(program_of(pod)["command"] for _, pod in pods(documents))


def test_what_pods_are_given_is_there_and_has_all_that_they_ask_for(documents):
    given = {one["metadata"]["name"]: one for one in documents if one["kind"] in {"ConfigMap", "Secret"}}
    for name, pod in pods(documents):
        program = program_of(pod)
        sources = [source for one in program["envFrom"] for source in one.values()]
        assert all(source["name"] in given for source in sources), name
        set_there = {key for source in sources for key in given[source["name"]]["data"]}
        assert set_there <= {f"SHRUTIK_{field.upper()}" for field in Settings.model_fields}, name
        mounts = {mount["name"]: mount["mountPath"] for mount in program["volumeMounts"]}
        (secret,) = [one["secret"]["secretName"] for one in pod["spec"]["volumes"] if "secret" in one]
        settings = {key: text for source in sources for key, text in given[source["name"]]["data"].items()}
        assert settings["SHRUTIK_KEYS"].startswith(mounts["keys"])
        assert settings["SHRUTIK_BACKUP_KEY"].rpartition("/")[2] in given[secret]["data"]
        assert settings["SHRUTIK_DATA"] == mounts["data"]
        assert pod["spec"]["serviceAccountName"] in names(documents, "ServiceAccount")


def test_each_selector_of_a_workload_means_its_own_pods_and_no_others(documents):
    labels = labels_of_pods(documents)
    for one in of_kind(documents, "Deployment"):
        found = [name for name, those in labels.items() if matches(one["spec"]["selector"], those)]
        assert found == [one["metadata"]["name"]]


def test_each_deployment_may_lose_one_pod_at_a_time_to_whoever_looks_after_machines(documents):
    labels = labels_of_pods(documents)
    for deployment in names(documents, "Deployment"):
        budgets = [
            one["spec"]["maxUnavailable"]
            for one in of_kind(documents, "PodDisruptionBudget")
            if matches(one["spec"]["selector"], labels[deployment])
        ]
        assert budgets == [1], deployment


def test_pods_of_each_deployment_lie_apart(documents):
    for one in of_kind(documents, "Deployment"):
        spread = one["spec"]["template"]["spec"]["topologySpreadConstraints"]
        assert [each["topologyKey"] for each in spread] == ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
        labels = one["spec"]["template"]["metadata"]["labels"]
        for each in spread:
            assert matches(each["labelSelector"], labels)
            assert set(each["matchLabelKeys"]) == {PART, "pod-template-hash"}


def test_each_deployment_has_one_who_says_how_many_run(documents):
    scalers = [*of_kind(documents, "HorizontalPodAutoscaler"), *of_kind(documents, "ScaledObject")]
    scaled = [one["spec"]["scaleTargetRef"]["name"] for one in scalers]
    fixed = [one["metadata"]["name"] for one in of_kind(documents, "Deployment") if "replicas" in one["spec"]]
    assert sorted([*scaled, *fixed]) == sorted(names(documents, "Deployment"))


def test_there_is_never_one_api_alone_and_never_one_relay(documents):
    (api,) = of_kind(documents, "HorizontalPodAutoscaler")
    (relay,) = [one for one in of_kind(documents, "Deployment") if one["metadata"]["name"] == "shrutik-relay"]
    assert api["spec"]["minReplicas"] >= 2
    assert relay["spec"]["replicas"] >= 2


def test_autoscalers_ask_for_the_figures_of_their_own_namespace(documents):
    (namespace,) = names(documents, "Namespace")
    for one in of_kind(documents, "ScaledObject"):
        assert f'namespace="{namespace}"' in one["spec"]["triggers"][0]["metadata"]["query"]


def test_services_and_routes_lead_to_open_ports(documents):
    services = {one["metadata"]["name"]: one for one in of_kind(documents, "Service")}
    for service in services.values():
        found = [
            pod
            for _, pod in pods(documents)
            if matches({"matchLabels": service["spec"]["selector"]}, pod["metadata"]["labels"])
        ]
        assert found
        assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports_of(found[0])
    (gateway,) = of_kind(documents, "Gateway")
    listeners = {one["name"]: one for one in gateway["spec"]["listeners"]}
    assert len({one["hostname"] for one in listeners.values()}) == 1
    secrets = {("Secret", one["name"]) for one in listeners["https"]["tls"]["certificateRefs"]}
    assert secrets <= ASKED_OF_OPERATORS
    for route in of_kind(documents, "HTTPRoute"):
        (parent,) = route["spec"]["parentRefs"]
        assert parent["sectionName"] in listeners
        assert parent["name"] == gateway["metadata"]["name"]
        for backend in (one for rule in route["spec"]["rules"] for one in rule.get("backendRefs", ())):
            ports = {port["port"] for port in services[backend["name"]]["spec"]["ports"]}
            assert backend["port"] in ports


def test_only_tls_reaches_the_api(documents):
    routes = {
        one["spec"]["parentRefs"][0]["sectionName"]: one["spec"]["rules"] for one in of_kind(documents, "HTTPRoute")
    }
    (redirect,) = routes["http"]
    assert "backendRefs" not in redirect
    assert redirect["filters"][0]["requestRedirect"]["scheme"] == "https"


def test_nothing_is_let_through_but_what_a_policy_names(documents):
    policies = {one["metadata"]["name"]: one["spec"] for one in of_kind(documents, "NetworkPolicy")}
    assert policies.pop("deny-all") == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    labels = labels_of_pods(documents)
    for name, spec in policies.items():
        found = [pod for pod in labels if matches(spec["podSelector"], labels[pod])]
        assert found, name
        for rule in spec.get("ingress", []):
            assert rule["from"], name
            for pod in found:
                open_ports = ports_of(dict(pods(documents))[pod])
                assert {port["port"] for port in rule["ports"]} <= open_ports, (name, pod)
        assert all(rule["to"] and rule["ports"] for rule in spec.get("egress", [])), name


def test_every_program_may_ask_for_names_and_reach_the_data(documents):
    labels = labels_of_pods(documents)
    out = [one["spec"] for one in of_kind(documents, "NetworkPolicy") if "egress" in one["spec"]]
    for pod in labels:
        ports = {
            port["port"]
            for spec in out
            if matches(spec["podSelector"], labels[pod])
            for rule in spec["egress"]
            for port in rule["ports"]
        }
        assert {53, 443, 5432, 6379} <= ports, pod
        assert ({465, 587} <= ports) is (labels[pod][PART] in {"worker-consensus", "doctor"}), pod


def test_every_pod_that_tells_figures_is_read_with_the_token(documents):
    (monitor,) = of_kind(documents, "PodMonitor")
    secrets = {one["metadata"]["name"]: one["data"] for one in of_kind(documents, "Secret")}
    read = {one["port"] for one in monitor["spec"]["podMetricsEndpoints"]}
    for one in monitor["spec"]["podMetricsEndpoints"]:
        shown = one["authorization"]["credentials"]
        assert shown["key"] in secrets[shown["name"]]
    for name, pod in pods(documents):
        if name in names(documents, "Deployment"):
            assert len(ports_of(pod) & read) == 1, name
            assert matches(monitor["spec"]["selector"], pod["metadata"]["labels"])


def test_the_first_step_brings_all_that_a_migration_needs(documents):
    first = [one for one in documents if one["metadata"].get("labels", {}).get("shrutik/step") == "before"]
    kinds = {one["kind"] for one in first}
    assert kinds == {"Namespace", "ServiceAccount", "ConfigMap", "Secret", "NetworkPolicy", "Job"}
    policies = {one["metadata"]["name"] for one in first if one["kind"] == "NetworkPolicy"}
    assert policies == {"deny-all", "names", "to-data"}
    assert names(first, "Secret") == names(documents, "Secret")
