#!/usr/bin/env bash
# Three members of a MariaDB Galera cluster on loopback.
#   galera.sh install        Debian packages
#   galera.sh installed      succeeds when they are there
#   galera.sh up             starts three members; prints their addresses; user twin, password correct-horse;
#                            they have TLS by the certificate PEER_DIR/certificate.pem
#   galera.sh down           ends what runs
#   galera.sh stop N         ends member N in an orderly way and waits for it; members are 1, 2 and 3
#   galera.sh kill N         ends it at once
#   galera.sh pause N        holds it; `resume N` lets it go on
#   galera.sh restore        lets all go on, starts those that have ended, waits until all are synced
# PEER_DIR is an empty folder for this cluster alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

PROVIDER=/usr/lib/galera/libgalera_smm.so
export PATH=$PATH:/usr/sbin

# MariaDB does not run as root.
account() {
    if [ "$(id -u)" = 0 ]; then echo mysql; else id -un; fi
}

# Ports of member N: SQL, group, incremental transfer, full transfer.
port() { sed -n "$1p" "$PEER_DIR/ports" | cut -d " " -f "$2"; }

configuration() {
    local folder=$PEER_DIR/$1 group
    group=$(awk '{ print "127.0.0.1:" $2 }' "$PEER_DIR/ports" | paste -s -d ,)
    cat << CONFIGURATION
[mysqld]
datadir=$folder/data
tmpdir=$folder/tmp
socket=$folder/socket
pid-file=$folder/server.pid
log-error=$folder/error.log
bind-address=127.0.0.1
port=$(port "$1" 1)
server-id=$1
skip-name-resolve
ssl-cert=$PEER_DIR/certificate.pem
ssl-key=$PEER_DIR/key.pem
binlog_format=ROW
default_storage_engine=InnoDB
innodb_autoinc_lock_mode=2
innodb_flush_log_at_trx_commit=0
innodb_buffer_pool_size=48M
innodb_log_file_size=8M
performance_schema=OFF
wsrep_on=ON
wsrep_provider=$PROVIDER
wsrep_cluster_name=twin
wsrep_cluster_address=gcomm://$group
wsrep_node_name=member-$1
wsrep_node_address=127.0.0.1:$(port "$1" 2)
wsrep_node_incoming_address=127.0.0.1:$(port "$1" 1)
wsrep_sst_method=rsync
wsrep_sst_receive_address=127.0.0.1:$(port "$1" 4)
wsrep_provider_options="gmcast.listen_addr=tcp://127.0.0.1:$(port "$1" 2);ist.recv_addr=127.0.0.1:$(port "$1" 3);gcache.size=16M"
[sst]
ssl-mode=DISABLED
CONFIGURATION
}

# launch N [OPTION...]
launch() {
    local number=$1
    shift
    begin "member-$number" mariadbd "--defaults-file=$PEER_DIR/$number/my.cnf" "--user=$(account)" "$@"
}

sql() {
    timeout 5 mariadb --no-defaults --user=root --socket="$PEER_DIR/$1/socket" --batch --skip-column-names \
        --execute="$2"
}

is_synced() {
    [ "$(sql "$1" "SHOW STATUS LIKE 'wsrep_local_state_comment'" | cut -f 2)" = Synced ]
}

is_whole() {
    is_synced "$1" && [ "$(sql "$1" "SHOW STATUS LIKE 'wsrep_cluster_size'" | cut -f 2)" = 3 ]
}

# signal N NAME
signal() { kill "-$2" "$(cat "$PEER_DIR/member-$1.pid")"; }

case ${1:-} in
install) apt_install mariadb-server galera-4 rsync openssl python3 ;;
installed) command -v mariadbd > /dev/null && command -v mariadb > /dev/null && [ -r "$PROVIDER" ] ;;
up)
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=galera \
        -addext subjectAltName=IP:127.0.0.1 -keyout "$PEER_DIR/key.pem" -out "$PEER_DIR/certificate.pem" \
        2>> "$PEER_DIR/openssl.log"
    python3 - > "$PEER_DIR/ports" << 'PYTHON'
import socket
sockets = [socket.socket() for _ in range(12)]
for s in sockets:
    s.bind(("127.0.0.1", 0))
ports = [str(s.getsockname()[1]) for s in sockets]
for i in range(0, 12, 4):
    print(" ".join(ports[i:i + 4]))
PYTHON
    for number in 1 2 3; do
        mkdir -p "$PEER_DIR/$number/data" "$PEER_DIR/$number/tmp"
        configuration "$number" > "$PEER_DIR/$number/my.cnf"
    done
    [ "$(id -u)" != 0 ] || { chmod 755 "$PEER_DIR" && chown -R "$(account)" "$PEER_DIR"; }
    TMPDIR=$PEER_DIR/1/tmp mariadb-install-db --no-defaults "--user=$(account)" \
        "--datadir=$PEER_DIR/1/data" --skip-test-db --auth-root-authentication-method=normal \
        > "$PEER_DIR/install.log" 2>&1 || die "no database: $(grep -m 1 ERROR "$PEER_DIR/install.log")"
    launch 1 --wsrep-new-cluster
    wait_for member-1 is_synced 1
    sql 1 "CREATE USER twin@'%' IDENTIFIED BY 'correct-horse'; GRANT ALL ON *.* TO twin@'%';
        CREATE USER reader@'%' IDENTIFIED BY 'correct-horse'"
    for number in 2 3; do
        launch "$number"
        WAIT=600 wait_for "member-$number" is_synced "$number"
    done
    awk '{ print "127.0.0.1:" $1 }' "$PEER_DIR/ports"
    ;;
stop)
    end "member-$2"
    ;;
kill) signal "$2" KILL ;;
pause) signal "$2" STOP ;;
resume) signal "$2" CONT ;;
restore)
    for number in 1 2 3; do
        if is_alive "$(cat "$PEER_DIR/member-$number.pid" 2> /dev/null || echo none)"; then
            signal "$number" CONT
        else
            launch "$number"
        fi
    done
    for number in 1 2 3; do WAIT=600 wait_for "member-$number" is_whole "$number"; done
    ;;
down)
    for number in 3 2 1; do
        [ ! -f "$PEER_DIR/member-$number.pid" ] || signal "$number" CONT 2> /dev/null || true
        end "member-$number"
    done
    ;;
*)
    sed -n '2,13p' "$0"
    exit 2
    ;;
esac
