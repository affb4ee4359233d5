"""Our image and our compose files, built and brought up without a Docker engine: buildah's and podman's parts do it."""
