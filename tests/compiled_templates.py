"""Templates are compiled once per run and read from its folder once per worker: every test has an application of its own."""

from types import CodeType

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

_read: dict[tuple[str, str], CodeType] = {}


class CompiledOnce(FileSystemBytecodeCache):
    """Jinja's cache on the disk, and what came from it in memory."""

    def load_bytecode(self, bucket: Bucket) -> None:
        key = (bucket.key, bucket.checksum)
        if (known := _read.get(key)) is not None:
            bucket.code = known
            return
        super().load_bytecode(bucket)
        if bucket.code is not None:
            _read[key] = bucket.code
