"""Lets Ironic take a system of the service from enrolment to deployment and back, and says what it saw.

usage: ironic_client.py IRONIC IMAGE SERVICE USER PASSWORD SYSTEM
"""

import json
import sys
import time
import urllib.error
import urllib.request

ironic, image, service, user, password, name = sys.argv[1:]


def call(method, path, body=None):
    request = urllib.request.Request(
        f"{ironic}/v1/{path}", method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"X-OpenStack-Ironic-API-Version": "1.95", "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")
    return json.loads(text) if text else None


def node():
    return call("GET", f"nodes/{name}")


def move(target, wanted):
    """Asks for a transition and waits until it is done, printing each state on the way."""
    begin = time.monotonic()
    call("PUT", f"nodes/{name}/states/provision", {"target": target})
    seen = []
    while time.monotonic() - begin < 120:
        found = node()
        state = f"{found['provision_state']}, {found['power_state']}"
        if not seen or seen[-1] != state:
            seen.append(state)
            print(f"{target} {time.monotonic() - begin:5.1f} s: {state}", flush=True)
        if found["provision_state"] == wanted and not found["target_provision_state"]:
            return found
        if found["provision_state"].endswith(("failed", "error")) or found["provision_state"] == "enroll" and found["last_error"]:
            break
        time.sleep(0.2)
    sys.exit(f"{target}: {seen}, {node()['last_error']}")


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r}, expected {wanted!r}")
    print("ok:", what)


call("POST", "nodes", {
    "name": name, "driver": "redfish", "automated_clean": False,
    "boot_interface": "redfish-virtual-media", "deploy_interface": "ramdisk", "inspect_interface": "redfish",
    "properties": {"cpu_arch": "x86_64"},
    "instance_info": {"boot_iso": image},
    "driver_info": {
        "redfish_address": service, "redfish_system_id": f"/redfish/v1/Systems/{name}", "redfish_username": user,
        "redfish_password": password, "redfish_auth_type": "session", "redfish_verify_ca": False,
    },
})
expect("enrolled", node()["provision_state"], "enroll")
expect("it is on", move("manage", "manageable")["power_state"], "power on")
properties = move("inspect", "manageable")["properties"]
expect("its memory was found", int(properties["memory_mb"]) > 0, True)
expect("its disks were found", int(properties["local_gb"]) > 0, True)
ports = call("GET", f"ports?node={node()['uuid']}")["ports"]
expect("its interfaces were found", len(ports), 2)
move("provide", "available")
call("PATCH", f"nodes/{name}", [{"op": "add", "path": "/instance_info/boot_iso", "value": image}])
expect("it is on from the image", move("active", "active")["power_state"], "power on")
expect("it is off and free", move("deleted", "available")["power_state"], "power off")
print("all of it holds")
