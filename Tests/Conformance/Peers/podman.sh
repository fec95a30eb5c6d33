#!/usr/bin/env bash
# Podman of Debian behind its Docker-like API on a unix socket; as root.
#   podman.sh install      Debian packages
#   podman.sh installed    succeeds when they are there, and it is root who asks
#   podman.sh up           prints the socket of an engine with a few containers, and a registry at
#                          127.0.0.1:5000 of which `image:1` can be pulled
#   podman.sh down         ends what `up` started
# PEER_DIR is an empty folder for this engine alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine.sh"

# runc, since crun takes no hybrid control groups; limits that also a root of few rights may set.
configuration() {
    cat << 'CONFIGURATION'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
netns = "none"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONFIGURATION
}

registries() {
    cat << 'CONFIGURATION'
[[registry]]
location = "127.0.0.1:5000"
insecure = true
CONFIGURATION
}

case ${1:-} in
install) apt_install podman runc busybox-static curl python3 iproute2 util-linux ;;
installed) need_root && command -v podman runc busybox curl unshare > /dev/null ;;
inside)
    # Containers that are short of memory leave a file where they were begun.
    cd "$PEER_DIR"
    ip link set lo up
    mount -t tmpfs tmpfs /run
    python3 "$(dirname "$0")/registry.py" 5000 &
    configuration > "$PEER_DIR/containers.conf"
    registries > "$PEER_DIR/registries.conf"
    export CONTAINERS_CONF=$PEER_DIR/containers.conf CONTAINERS_REGISTRIES_CONF=$PEER_DIR/registries.conf
    podman --root "$PEER_DIR/data" --runroot /run/podman --tmpdir /run/tmp --storage-driver vfs \
        system service --time=0 "unix://$PEER_DIR/s" &
    wait $!
    ;;
up)
    apart engine
    wait_for engine ask "$PEER_DIR/s" http://engine/_ping
    furnish "$PEER_DIR/s"
    echo "$PEER_DIR/s"
    ;;
down) end_apart engine ;;
*)
    sed -n '2,8p' "$0"
    exit 2
    ;;
esac
