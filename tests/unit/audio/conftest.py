"""What tests of several audio processors share: sound that lies in files."""

import pytest


@pytest.fixture
def opened_files(tmp_path):
    """Writes bytes to a file of their own and gives it open; all are closed at the end."""
    files = []

    def write_and_open(data):
        path = tmp_path / f"{len(files)}.bin"
        path.write_bytes(data)
        files.append(path.open("rb"))
        return files[-1]

    yield write_and_open
    for file in files:
        file.close()
