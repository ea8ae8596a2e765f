"""S3 over HTTP: the moto server, which keeps objects in memory."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import boto3
import pytest

from tests.real.missing import missing
from tests.real.processes import free_port, server


@dataclass
class ObjectStorage:
    """An S3 service with one bucket; `url` is what KONEKTOR_S3_URL takes."""

    port: int
    bucket: str
    key: str = "testkey"
    secret: str = "testsecret"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"s3://{self.key}:{self.secret}@127.0.0.1:{self.port}/{self.bucket}"

    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            aws_access_key_id=self.key,
            aws_secret_access_key=self.secret,
            region_name="us-east-1",
        )


@pytest.fixture(scope="session")
def s3_port() -> Iterator[int]:
    if not importlib.util.find_spec("moto"):
        missing("S3", "Install the package moto[server,s3] (./dev test does).")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with server(command, port):
        yield port


numbers = count(1)


@pytest.fixture
def s3(s3_port: int) -> ObjectStorage:
    """An empty bucket of its own for each test."""
    storage = ObjectStorage(s3_port, f"community-{next(numbers)}")
    storage.client().create_bucket(Bucket=storage.bucket)
    return storage
