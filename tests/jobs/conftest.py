from collections.abc import Iterator

import pytest

from tests.jobs.sink import Sink, listening


@pytest.fixture
def sink() -> Iterator[Sink]:
    with listening(Sink()) as sink:
        yield sink
