#!/usr/bin/env bash
# A small Ceph cluster on loopback: one monitor, one manager, four OSDs that keep their data in memory, each on a
# CRUSH host of its own.
#   ceph.sh install          Debian packages
#   ceph.sh installed        succeeds when they are there
#   ceph.sh up               starts it; prints the path of its configuration
#   ceph.sh down             ends what runs
#   ceph.sh kill N           ends OSD N at once; they are 0 to 3
#   ceph.sh write N          writes N objects of 4096 bytes into the pool `twin`
# PEER_DIR is an empty folder for this cluster alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export CEPH_CONF=${PEER_DIR:-}/ceph.conf CEPH_ARGS= PYTHONWARNINGS=ignore

configuration() {
    cat << CONFIGURATION
[global]
fsid = $1
mon host = [v2:127.0.0.1:$2,v1:127.0.0.1:$3]
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
run dir = $PEER_DIR/run
log file = $PEER_DIR/\$name.log
admin socket = $PEER_DIR/run/\$name.asok
pid file =
osd pool default size = 3
osd pool default min size = 2
osd pool default pg autoscale mode = off
osd heartbeat interval = 1
osd heartbeat grace = 6
mon osd adjust heartbeat grace = false
mon osd min down reporters = 1
mon data avail warn = 1
mon data avail crit = 1
mon warn on insecure global id reclaim allowed = false
mgr initial modules =
osd objectstore = memstore
memstore device bytes = 268435456
osd op num shards = 1
osd op num threads per shard = 1
[mon]
mon data = $PEER_DIR/mon.\$id
[mgr]
mgr data = $PEER_DIR/mgr.\$id
[osd]
osd data = $PEER_DIR/osd.\$id
CONFIGURATION
    for number in 0 1 2 3; do
        printf '[osd.%s]\ncrush location = root=default host=h%s\n' "$number" "$number"
    done
}

ask() { timeout 20 ceph "$@" 2>> "$PEER_DIR/ceph.log"; }

# launch NAME PROGRAM ID [OPTION...]: in the foreground, apart from this script.
launch() {
    local name=$1 program=$2 id=$3
    shift 3
    begin "$name" "$program" -f -i "$id" "$@"
}

is_clean() { ask pg stat | grep -Eq '^(3[2-9]) pgs: \1 active\+clean;'; }

are_up() { ask osd stat -f json | grep -q '"num_up_osds":4'; }

case ${1:-} in
install) apt_install ceph-mon ceph-mgr ceph-osd ceph-common ceph-base python3 ;;
installed)
    command -v ceph > /dev/null && command -v ceph-mon > /dev/null && command -v ceph-mgr > /dev/null &&
        command -v ceph-osd > /dev/null
    ;;
up)
    mkdir -p "$PEER_DIR/run" "$PEER_DIR/mon.a" "$PEER_DIR/mgr.x"
    fsid=$(cat /proc/sys/kernel/random/uuid)
    v2=$(free_port)
    v1=$(free_port)
    configuration "$fsid" "$v2" "$v1" > "$PEER_DIR/ceph.conf"
    monmaptool --create --addv a "[v2:127.0.0.1:$v2,v1:127.0.0.1:$v1]" --fsid "$fsid" "$PEER_DIR/monmap" \
        >> "$PEER_DIR/ceph.log"
    ceph-mon --mkfs -i a --monmap "$PEER_DIR/monmap" >> "$PEER_DIR/ceph.log" 2>&1
    launch mon ceph-mon a
    wait_for mon ask mon stat
    for number in 0 1 2 3; do
        mkdir -p "$PEER_DIR/osd.$number"
        uuid=$(cat /proc/sys/kernel/random/uuid)
        ask osd new "$uuid" "$number" > /dev/null
        ceph-osd -i "$number" --mkfs --osd-uuid "$uuid" >> "$PEER_DIR/ceph.log" 2>&1
        launch "osd-$number" ceph-osd "$number" --osd-uuid "$uuid"
    done
    launch mgr ceph-mgr x
    wait_for mgr are_up
    ask osd crush rule create-replicated byhost default host
    ask osd pool create twin 32 32 replicated byhost
    ask osd pool application enable twin rbd
    WAIT=600 wait_for mgr is_clean
    echo "$PEER_DIR/ceph.conf"
    ;;
kill) kill -9 "$(cat "$PEER_DIR/osd-$2.pid")" ;;
write)
    head -c 4096 /dev/urandom > "$PEER_DIR/object"
    for number in $(seq "$2"); do timeout 20 rados -p twin put "object-$number" "$PEER_DIR/object"; done
    ;;
down)
    for name in mgr osd-3 osd-2 osd-1 osd-0 mon; do end "$name"; done
    ;;
*)
    sed -n '2,10p' "$0"
    exit 2
    ;;
esac
