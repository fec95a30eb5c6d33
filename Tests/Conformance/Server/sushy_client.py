"""Drives a system of the service by sushy, OpenStack's Redfish library, and says what it found.

usage: sushy_client.py URL USER PASSWORD SYSTEM
"""

import sys

import sushy

url, user, password, name = sys.argv[1:]
path = "/redfish/v1/Systems/" + name


def wait(what, holds):
    """Reads until something holds: time passes at the service."""
    for _ in range(400):
        if holds():
            print("ok:", what)
            return
    sys.exit("not reached: " + what)


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r}, expected {wanted!r}")
    print("ok:", what)


for auth in (sushy.auth.BasicAuth(user, password), sushy.auth.SessionAuth(user, password)):
    connection = sushy.Sushy(url, auth=auth, verify=False)
    system = connection.get_system(path)

    def power():
        system.refresh(force=True)
        return system.power_state

    expect("the name", system.identity, name)
    expect("the interfaces", len(system.ethernet_interfaces.get_members()), 2)
    expect("the processors", system.processors.summary.architecture, sushy.PROCESSOR_ARCH_x86)
    expect("the memory", system.memory_summary.size_gib > 0, True)
    expect("the drives", len(system.storage.get_members()[0].drives), 4)
    expect("secure boot", system.secure_boot.enabled, False)
    expect("the chassis", system.chassis[0].identity, name)
    expect("the manager", system.managers[0].identity, name)
    expect("the firmware", len(connection.get_update_service().firmware_inventory.get_members()) >= 2, True)

    for device in (sushy.BOOT_SOURCE_TARGET_PXE, sushy.BOOT_SOURCE_TARGET_HDD):
        for enabled in (sushy.BOOT_SOURCE_ENABLED_ONCE, sushy.BOOT_SOURCE_ENABLED_CONTINUOUS):
            system.set_system_boot_options(device, enabled=enabled)
            system.refresh(force=True)
            expect(f"boot from {device} {enabled}", (system.boot.target, system.boot.enabled), (device, enabled))

    media = system.virtual_media.get_members()[0]
    image = "http://127.0.0.1:1/boot.iso"
    media.insert_media(image)
    media.refresh(force=True)
    expect("the image is in the drive", (media.inserted, media.image), (True, image))
    system.set_system_boot_options(sushy.BOOT_SOURCE_TARGET_CD, enabled=sushy.BOOT_SOURCE_ENABLED_ONCE)
    system.reset_system(sushy.RESET_FORCE_OFF)
    wait("off", lambda: power() == sushy.POWER_STATE_OFF)
    system.reset_system(sushy.RESET_ON)
    wait("on", lambda: power() == sushy.POWER_STATE_ON)
    wait("booted: what holds once is used up", lambda: (power(), system.boot.enabled)[1] == sushy.BOOT_SOURCE_ENABLED_DISABLED)
    media.eject_media()
    media.refresh(force=True)
    expect("the drive is empty", media.inserted, False)
    try:
        system.reset_system("Explode")
        sys.exit("a reset that is none was accepted")
    except sushy.exceptions.InvalidParameterValueError:
        pass
print("all of it holds")
