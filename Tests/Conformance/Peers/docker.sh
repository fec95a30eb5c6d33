#!/usr/bin/env bash
# Docker Engines of Debian, each on a unix socket; as root.
#   docker.sh install      Debian packages
#   docker.sh installed    succeeds when they are there, and it is root who asks
#   docker.sh up           prints the socket of an engine with a few containers, and a registry at
#                          127.0.0.1:5000 of which `image:1` can be pulled
#   docker.sh up swarm     prints the socket of the first of three engines that are the managers of a swarm
#   docker.sh stop NUMBER  ends an engine (1, 2, 3); start begins it again
#   docker.sh pause NUMBER lets an engine hang; resume lets it go on
#   docker.sh down         ends what `up` started
# PEER_DIR is an empty folder for these engines alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
. "$(dirname "${BASH_SOURCE[0]}")/engine.sh"

# engine NUMBER: runs an engine on a host called by its number. `live-restore` is off, as swarms need it.
engine() {
    local folder=$PEER_DIR/$1
    mkdir -p "$folder"
    exec unshare --uts -- sh -c 'hostname "manager-$0"; exec "$@"' "$1" \
        dockerd --host "unix://$folder/s" --data-root "$folder/data" --exec-root "/run/engine-$1" \
        --pidfile "$folder/engine.pid" --bridge none --iptables=false --ip6tables=false
}

# orders: starts and ends engines as the lines of a pipe say, until the namespaces end.
orders() {
    local word number
    declare -A running=()
    while read -r word number; do
        case $word in
        start)
            engine "$number" >> "$PEER_DIR/$number.log" 2>&1 &
            running[$number]=$!
            ;;
        stop)
            kill "${running[$number]}"
            wait "${running[$number]}" || true
            touch "$PEER_DIR/$number.ended"
            ;;
        pause) kill -STOP "${running[$number]}" ;;
        resume) kill -CONT "${running[$number]}" ;;
        esac
    done <> "$PEER_DIR/orders"
}

# order WORD NUMBER: gives an order, and waits until an engine has started or ended.
order() {
    rm -f "$PEER_DIR/$2.ended"
    echo "$1 $2" > "$PEER_DIR/orders"
    case $1 in
    start) wait_for engines ask "$PEER_DIR/$2/s" http://engine/_ping ;;
    stop) wait_for engines test -e "$PEER_DIR/$2.ended" ;;
    esac
}

# token: that with which managers join.
token() {
    ask "$PEER_DIR/1/s" http://engine/swarm | grep -o '"Manager":"[^"]*"' | cut -d '"' -f 4
}

case ${1:-} in
install) apt_install docker.io containerd runc busybox-static curl python3 iproute2 util-linux ;;
installed) need_root && command -v dockerd containerd runc busybox curl unshare > /dev/null ;;
inside)
    cd "$PEER_DIR"
    ip link set lo up
    # What engines write outside of their folders: keys, sockets of their parts.
    for place in /run /etc/docker; do [ ! -d "$place" ] || mount -t tmpfs tmpfs "$place"; done
    [ "$2" = swarm ] || python3 "$(dirname "$0")/registry.py" 5000 &
    orders
    ;;
up)
    mkfifo "$PEER_DIR/orders"
    apart engines "${2:-one}"
    order start 1
    if [ "${2:-}" = swarm ]; then
        ask "$PEER_DIR/1/s" -X POST -d '{"ListenAddr": "127.0.1.1:2377", "AdvertiseAddr": "127.0.1.1"}' \
            http://engine/swarm/init > /dev/null
        for number in 2 3; do
            order start "$number"
            ask "$PEER_DIR/$number/s" -X POST -d '{"ListenAddr": "127.0.1.'"$number"':2377",
                "AdvertiseAddr": "127.0.1.'"$number"'", "RemoteAddrs": ["127.0.1.1:2377"],
                "JoinToken": "'"$(token)"'"}' http://engine/swarm/join
        done
    else
        furnish "$PEER_DIR/1/s"
    fi
    echo "$PEER_DIR/1/s"
    ;;
start | stop | pause | resume) order "$1" "$2" ;;
down) end_apart engines ;;
*)
    sed -n '2,12p' "$0"
    exit 2
    ;;
esac
