"""Makes the bucket that SHRUTIK_BLOBS_URL names, if it is not there, in the server of this stack."""

import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from shrutik_bootstrap.settings import read_settings
from shrutik_s3.address import read_blobs_url


def main() -> int:
    """The exit code: 0 if the bucket is there now."""
    address = read_blobs_url(read_settings().blobs_url or "")
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
        code = error.response["Error"]["Code"]
        if code not in {"BucketAlreadyExists", "BucketAlreadyOwnedByYou"}:
            sys.stderr.write(f"The bucket {address.bucket} could not be made: {code}.\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
