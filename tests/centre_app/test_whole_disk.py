"""Whether the disk is encrypted, read from what Linux says of its devices; where it says nothing, nothing is claimed."""

import os
import sys
from pathlib import Path

import pytest

from centre_app.whole_disk import Encryption, encryption_under

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells everybody")


@pytest.fixture
def number(tmp_path) -> str:
    device = tmp_path.stat().st_dev
    return f"{os.major(device)}:{os.minor(device)}"


@pytest.fixture
def devices(tmp_path) -> Path:
    folder = tmp_path / "block"
    folder.mkdir()
    return folder


def asked(
    tmp_path: Path, devices: Path, *, kind: str = "ext4", number: str = "0:0", source: str = "none"
) -> Encryption:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 {number} / / rw,relatime shared:1 - {kind} {source} rw\n")
    return encryption_under(tmp_path, devices=devices, mounts=mounts)


def put(device: Path, *, uuid: str = "") -> Path:
    device.mkdir(parents=True)
    if uuid:
        (device / "dm").mkdir()
        (device / "dm" / "uuid").write_text(f"{uuid}\n")
    return device


def test_a_disk_under_cryptsetup_is_encrypted(tmp_path, devices, number):
    put(devices / number, uuid="CRYPT-LUKS2-0123-home")
    assert asked(tmp_path, devices) is Encryption.WHOLE


def test_a_volume_that_lies_on_an_encrypted_disk_is_encrypted(tmp_path, devices, number):
    volume = put(devices / number, uuid="LVM-abc")
    put(volume / "slaves" / "dm-0", uuid="CRYPT-LUKS2-0123-disk")
    assert asked(tmp_path, devices) is Encryption.WHOLE


def test_a_volume_of_which_a_part_is_in_the_clear_is_not_encrypted(tmp_path, devices, number):
    volume = put(devices / number, uuid="LVM-abc")
    put(volume / "slaves" / "dm-0", uuid="CRYPT-LUKS2-0123-disk")
    put(volume / "slaves" / "sdb1")
    assert asked(tmp_path, devices) is Encryption.NONE


def test_a_plain_partition_is_not_encrypted(tmp_path, devices, number):
    put(devices / number)
    assert asked(tmp_path, devices) is Encryption.NONE


def test_an_encrypted_folder_counts(tmp_path, devices, number):
    assert asked(tmp_path, devices, kind="ecryptfs", number=number) is Encryption.WHOLE


@pytest.mark.parametrize("source", ["none", "/dev/there is no such device"])
def test_where_the_system_does_not_tell_nothing_is_claimed(tmp_path, devices, number, source):
    assert asked(tmp_path, devices, number=number, source=source) is Encryption.UNKNOWN
    assert encryption_under(tmp_path / "nowhere", devices=devices) is Encryption.UNKNOWN
