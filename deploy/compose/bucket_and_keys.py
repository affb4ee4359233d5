"""Makes the bucket that SHRUTIK_BLOBS_URL names, and the keys of SHRUTIK_KEYS, if they are not there."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from shrutik_bootstrap.keys_folder import keys_folder
from shrutik_bootstrap.settings import Settings, read_settings
from shrutik_s3.address import read_blobs_url
from shrutik_system.keys import load_keys
from shrutik_system.release_keys import load_release_keys


def make_keys(settings: Settings) -> None:
    """Made by whoever opens an installation first: here, so that programs which start together find the same."""
    folder = keys_folder(settings, settings.data)
    load_keys(folder)
    load_release_keys(folder)


def make_bucket(settings: Settings) -> str:
    """Make it; why it could not be made, empty if it is there."""
    address = read_blobs_url(settings.blobs_url or "")
    client = boto3.client(
        "s3",
        endpoint_url=address.endpoint,
        region_name=address.region,
        aws_access_key_id=address.user,
        aws_secret_access_key=address.secret,
        verify=address.authority or None,
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 10, "mode": "standard"}),
    )
    try:
        client.create_bucket(Bucket=address.bucket)
    except ClientError as error:
        code = str(error.response["Error"]["Code"])
        return "" if code in {"BucketAlreadyExists", "BucketAlreadyOwnedByYou"} else code
    return ""


def main() -> int:
    """The exit code: 0 if all is there now."""
    settings = read_settings()
    make_keys(settings)
    refused = make_bucket(settings)
    if refused:
        sys.stderr.write(f"The bucket could not be made: {refused}.\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
