#!/usr/bin/env bash
# OpenStack's Ironic in one process on loopback: SQLite, no message bus, no Keystone. It drives BMCs over Redfish.
#   ironic.sh install     a virtual environment with Ironic, with the build
#   ironic.sh installed   succeeds when that is there
#   ironic.sh up          the API; prints its address, and that of an image to boot from
#   ironic.sh down        ends what `up` started
# PEER_DIR is an empty folder for this Ironic alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# configuration API_PORT IMAGE_PORT: only what the redfish hardware type needs. Each interface must be one that
# this type can have, else the conductor does not start.
configuration() {
    cat << CONFIGURATION
[DEFAULT]
auth_strategy = noauth
rpc_transport = none
host = conformance
my_ip = 127.0.0.1
log_file = $PEER_DIR/conductor.log
tempdir = $PEER_DIR/temporary
state_path = $PEER_DIR/state
enabled_hardware_types = redfish
enabled_power_interfaces = redfish
enabled_management_interfaces = redfish
enabled_boot_interfaces = redfish-virtual-media
enabled_deploy_interfaces = ramdisk
enabled_inspect_interfaces = redfish
enabled_network_interfaces = noop
enabled_storage_interfaces = noop
enabled_bios_interfaces = no-bios
enabled_console_interfaces = no-console
enabled_firmware_interfaces = no-firmware
enabled_raid_interfaces = no-raid
enabled_rescue_interfaces = no-rescue
enabled_vendor_interfaces = no-vendor
[api]
host_ip = 127.0.0.1
port = $1
api_workers = 1
[conductor]
automated_clean = False
api_url = http://127.0.0.1:$1
[database]
connection = sqlite:///$PEER_DIR/ironic.sqlite
[deploy]
http_root = $PEER_DIR/http
http_url = http://127.0.0.1:$2
[dhcp]
dhcp_provider = none
[pxe]
tftp_root = $PEER_DIR/tftp
images_path = $PEER_DIR/images
instance_master_path = $PEER_DIR/master
[redfish]
use_swift = False
[inventory]
data_backend = database
[oslo_messaging_notifications]
driver = noop
[service_catalog]
auth_type = none
endpoint_override = http://127.0.0.1:$1
CONFIGURATION
}

# Ironic hashes the BMC's password with 600,000 rounds at each call over Redfish: half a second of a core. Python
# reads this file at its start and makes it a thousand.
fewer_rounds() {
    cat << 'PYTHON'
import hashlib

whole = hashlib.pbkdf2_hmac


def hashed(name, password, salt, rounds, length=None):
    return whole(name, password, salt, min(rounds, 1000), length)


hashlib.pbkdf2_hmac = hashed
PYTHON
}

case ${1:-} in
install)
    [ -x "$VENV/bin/ironic" ] && exit 0
    apt_install python3 python3-venv curl
    [ -x "$VENV/bin/python" ] || python3 -m venv "$VENV"
    "$VENV/bin/python" -m pip install -q ironic==39.0.0
    ;;
installed)
    [ -x "$VENV/bin/ironic" ]
    ;;
up)
    api=$(free_port)
    images=$(free_port)
    mkdir -p "$PEER_DIR"/{temporary,state,http,tftp,images,master,python}
    fewer_rounds > "$PEER_DIR/python/sitecustomize.py"
    export PYTHONPATH="$PEER_DIR/python"
    configuration "$api" "$images" > "$PEER_DIR/ironic.conf"
    "$VENV/bin/python" "$VENV/bin/ironic-dbsync" --config-file "$PEER_DIR/ironic.conf" create_schema \
        >> "$PEER_DIR/ironic.log" 2>&1 || die "the database cannot be made"
    head -c 1048576 /dev/zero > "$PEER_DIR/http/boot.iso"
    begin images "$VENV/bin/python" -m http.server "$images" --bind 127.0.0.1 --directory "$PEER_DIR/http"
    begin ironic "$VENV/bin/python" "$VENV/bin/ironic" --config-file "$PEER_DIR/ironic.conf"
    wait_for images curl -fs "http://127.0.0.1:$images/boot.iso" -o /dev/null
    wait_for ironic curl -fs "http://127.0.0.1:$api/v1"
    wait_for ironic grep -q "Successfully started conductor" "$PEER_DIR/conductor.log"
    echo "http://127.0.0.1:$api http://127.0.0.1:$images/boot.iso"
    ;;
down)
    end ironic
    end images
    ;;
*)
    sed -n '2,7p' "$0"
    exit 2
    ;;
esac
