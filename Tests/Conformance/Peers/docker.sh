#!/usr/bin/env bash
# A real Docker Engine on a unix socket, without a network bridge; it needs root.
#   docker.sh install      Debian packages
#   docker.sh installed    succeeds when they are there and this is root
#   docker.sh up           prints the socket's path
#   docker.sh down         ends what `up` started
# PEER_DIR is an empty folder for this engine alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
export PATH=$PATH:/usr/sbin:/sbin
SOCKET=${PEER_DIR:-}/docker.sock

case ${1:-} in
install) apt_install docker.io containerd runc busybox-static curl ;;
installed) [ "$(id -u)" = 0 ] && command -v dockerd > /dev/null ;;
up)
    begin dockerd dockerd -H "unix://$SOCKET" --data-root "$PEER_DIR/data" --exec-root "$PEER_DIR/exec" \
        --pidfile "$PEER_DIR/engine.pid" --bridge=none --iptables=false --ip6tables=false
    wait_for dockerd curl -fsS --unix-socket "$SOCKET" http://engine/_ping
    echo "$SOCKET"
    ;;
down) end dockerd ;;
*)
    sed -n '2,7p' "$0"
    exit 2
    ;;
esac
