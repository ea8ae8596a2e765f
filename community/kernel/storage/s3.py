"""Files in an object store: `s3://key:secret@host[:port]/bucket?region=eu-west-1&style=path&tls=on`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import IO, Any
from urllib.parse import parse_qs, unquote, urlsplit

from community.kernel.storage.port import NotStored, StorageFailed, as_stream, checked

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
GONE = {"404", "NoSuchKey", "NotFound"}


class S3Storage:
    """`style` is path (default) or virtual; `tls` is off by default on loopback only."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.bucket = parts.path.strip("/")
        if not parts.hostname or not self.bucket or "/" in self.bucket:
            raise ValueError("An object store is written s3://key:secret@host/bucket")
        tls = options.get("tls", "off" if parts.hostname in LOOPBACK else "on")
        port = f":{parts.port}" if parts.port else ""
        self._endpoint = f"{'http' if tls == 'off' else 'https'}://{parts.hostname}{port}"
        self._key, self._secret = unquote(parts.username or ""), unquote(parts.password or "")
        self._region, self._style = options.get("region", "us-east-1"), options.get("style", "path")

    def put(
        self, key: str, content: bytes | IO[bytes], content_type: str = "application/octet-stream"
    ) -> None:
        kept = {"ContentType": content_type, "CacheControl": "private, max-age=31536000, immutable"}
        with _answered():
            self._client.upload_fileobj(
                as_stream(content), self.bucket, checked(key), ExtraArgs=kept
            )

    def get(self, key: str, start: int = 0) -> IO[bytes]:
        part = {"Range": f"bytes={start}-"} if start else {}
        with _answered():
            found = self._client.get_object(Bucket=self.bucket, Key=checked(key), **part)
            body: IO[bytes] = found["Body"]
            return body

    def exists(self, key: str) -> bool:
        try:
            return self.size(key) >= 0
        except NotStored:
            return False

    def size(self, key: str) -> int:
        with _answered():
            return int(
                self._client.head_object(Bucket=self.bucket, Key=checked(key))["ContentLength"]
            )

    def delete(self, key: str) -> None:
        with _answered():
            self._client.delete_object(Bucket=self.bucket, Key=checked(key))

    def list(self, prefix: str = "") -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix
        )
        with _answered():
            for page in pages:
                yield from (item["Key"] for item in page.get("Contents", ()))

    def url(self, key: str, seconds: int = 300) -> str | None:
        wanted = {"Bucket": self.bucket, "Key": checked(key)}
        address: str = self._client.generate_presigned_url(
            "get_object", Params=wanted, ExpiresIn=seconds
        )
        return address

    def forget_unfinished(self, before: datetime) -> int:
        """Large files come in parts; without this the store keeps, and bills, the parts of a broken one."""
        pages = self._client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket)
        with _answered():
            left = [
                each
                for page in pages
                for each in page.get("Uploads", ())
                if each["Initiated"] < before
            ]
            for each in left:
                self._client.abort_multipart_upload(
                    Bucket=self.bucket, Key=each["Key"], UploadId=each["UploadId"]
                )
        return len(left)

    @cached_property
    def _client(self) -> Any:
        """Made when first needed: importing boto3 takes longer than starting the rest."""
        import boto3
        from botocore.config import Config

        return boto3.session.Session().client(
            "s3",
            endpoint_url=self._endpoint,
            aws_access_key_id=self._key,
            aws_secret_access_key=self._secret,
            region_name=self._region,
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": self._style},
                connect_timeout=5,
                read_timeout=30,
                retries={"max_attempts": 3, "mode": "standard"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                proxies={},
            ),
        )


@contextmanager
def _answered() -> Iterator[None]:
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        gone = error.response.get("Error", {}).get("Code") in GONE
        raise (NotStored() if gone else StorageFailed()) from error
    except (BotoCoreError, Boto3Error) as error:
        raise StorageFailed() from error
