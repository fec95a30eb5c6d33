#!/usr/bin/env bash
# Redfish services of other people on loopback: sushy-tools' emulator with its fake driver, and sushy-static.
#   redfish.sh install              a virtual environment with sushy-tools, with the build
#   redfish.sh installed            succeeds when that is there
#   redfish.sh up emulator          two systems behind one service over TLS; user admin, password password;
#                                   its certificate is PEER_DIR/certificate.pem
#   redfish.sh up mockup ARCHIVE    a read-only service of the one DMTF mockup in an archive
#   redfish.sh down                 ends what `up` started
# `up` prints the service's address. PEER_DIR is an empty folder for this service alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

emulator_configuration() {
    cat << CONFIGURATION
SUSHY_EMULATOR_LISTEN_IP = "127.0.0.1"
SUSHY_EMULATOR_LISTEN_PORT = $1
SUSHY_EMULATOR_STATE_DIR = "$PEER_DIR/state"
SUSHY_EMULATOR_AUTH_FILE = "$PEER_DIR/users"
SUSHY_EMULATOR_SSL_CERT = "$PEER_DIR/certificate.pem"
SUSHY_EMULATOR_SSL_KEY = "$PEER_DIR/key.pem"
SUSHY_EMULATOR_FAKE_DRIVER = True
SUSHY_EMULATOR_FAKE_SYSTEMS = [
    {"uuid": "27946b59-9e44-4fa7-8e91-0000000000%02d" % i, "name": "node-%d" % i, "power_state": "Off",
     "external_notifier": False, "nics": [{"mac": "52:54:00:00:00:%02x" % i, "ip": "172.22.0.%d" % (100 + i)}]}
    for i in (1, 2)
]
CONFIGURATION
}

case ${1:-} in
install)
    [ -x "$VENV/bin/sushy-emulator" ] && exit 0
    apt_install python3 python3-venv curl openssl xz-utils
    python3 -m venv "$VENV"
    "$VENV/bin/python" -m pip install -q sushy-tools bcrypt
    ;;
installed)
    [ -x "$VENV/bin/sushy-emulator" ]
    ;;
up)
    port=$(free_port)
    case ${2:-} in
    emulator)
        mkdir -p "$PEER_DIR/state"
        "$VENV/bin/python" -c 'import bcrypt
print("admin:" + bcrypt.hashpw(b"password", bcrypt.gensalt(4)).decode())' > "$PEER_DIR/users"
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=bmc \
            -addext subjectAltName=IP:127.0.0.1 -keyout "$PEER_DIR/key.pem" -out "$PEER_DIR/certificate.pem" \
            2>> "$PEER_DIR/emulator.log"
        emulator_configuration "$port" > "$PEER_DIR/emulator.conf"
        begin emulator "$VENV/bin/python" "$VENV/bin/sushy-emulator" --config "$PEER_DIR/emulator.conf"
        wait_for emulator curl -fsk "https://127.0.0.1:$port/redfish/v1/"
        echo "https://127.0.0.1:$port"
        ;;
    mockup)
        mkdir "$PEER_DIR/files"
        tar -xJf "$3" -C "$PEER_DIR/files"
        root=$(find "$PEER_DIR/files" -name redfish.version -o -name index.json | awk '{ print length, $0 }' |
            sort -n | head -1 | cut -d " " -f 2-)
        begin mockup "$VENV/bin/python" "$VENV/bin/sushy-static" -i 127.0.0.1 -p "$port" -m "$(dirname "$root")"
        wait_for mockup curl -fs "http://127.0.0.1:$port/redfish/v1/"
        echo "http://127.0.0.1:$port"
        ;;
    *) die "up what?" ;;
    esac
    ;;
down)
    end emulator
    end mockup
    ;;
*)
    sed -n '2,9p' "$0"
    exit 2
    ;;
esac
