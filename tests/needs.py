"""What a test needs and this machine may lack: a skip that says how to get it, a failure when nothing may be skipped."""

import os
import shutil
from typing import NoReturn

import pytest


def everything_required() -> bool:
    """True under `REQUIRE_ALL=1`, as in `.ci/run`: then nothing that can be installed may be missing."""
    return os.environ.get("REQUIRE_ALL") == "1"


def absent(what: str, remedy: str) -> NoReturn:
    """Skip the running test loudly, or fail it where everything is required."""
    message = f"{what} is missing: {remedy}"
    if everything_required():
        pytest.fail(f"REQUIRE_ALL=1, but {message}", pytrace=False)
    pytest.skip(message)


def program(name: str, remedy: str) -> str:
    """The path of an installed program, or `absent`."""
    return shutil.which(name) or absent(name, remedy)
