"""Reads by sushy, OpenStack's Redfish library, what the live run's client reads of each BMC: the power twice, as at its
registration and before its inspection, then everything of the server.

usage: sushy_reads.py PASSWORD < lines of "NAME ADDRESS"; prints lines of "name value unit"
"""

import resource
import sys

import sushy


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def read(address, name):
    connection = sushy.Sushy(address, username="admin", password=sys.argv[1])
    system = connection.get_system("/redfish/v1/Systems/" + name)
    system.power_state
    system.refresh(force=True)
    system.power_state
    system.refresh(force=True)
    drives = [drive.capacity_bytes for storage in system.storage.get_members() for drive in storage.drives]
    interfaces = [interface.mac_address for interface in system.ethernet_interfaces.get_members()]
    media = [drive.image for drive in system.virtual_media.get_members()]
    system.get_allowed_reset_system_values()
    return len(drives) + len(interfaces) + len(media)


lines = [line.split() for line in sys.stdin]
begin = processor_seconds()
parts = sum(read(address, name) for name, address in lines)
if parts < 2 * len(lines):
    sys.exit(f"{len(lines)} servers have {parts} parts")
print(f"redfish_sushy_processor_milliseconds {(processor_seconds() - begin) * 1000 / len(lines)} ms")
