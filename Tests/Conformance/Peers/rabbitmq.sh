#!/usr/bin/env bash
# A RabbitMQ broker with its management plugin on loopback.
#   rabbitmq.sh install      Debian packages
#   rabbitmq.sh installed    succeeds when they are there
#   rabbitmq.sh up           prints the address of its API; user twin, password correct-horse
#   rabbitmq.sh down         ends what runs
#   rabbitmq.sh stop         ends the broker in an orderly way; `kill` at once
#   rabbitmq.sh pause        holds it; `resume` lets it go on
#   rabbitmq.sh start        starts it again on its data and waits until it answers
#   rabbitmq.sh alarm on|off puts its memory alarm on or off
#   rabbitmq.sh publish N    puts N persistent messages into a durable queue
#   rabbitmq.sh connect      connects a client, which stays until `disconnect`
# PEER_DIR is an empty folder for this broker alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

NODE=broker@localhost
SERVER=$(echo /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin)

# Ports: AMQP, API, other nodes, the register of nodes, tools.
port() { cut -d " " -f "$1" "$PEER_DIR/ports"; }

environment() {
    export HOME=$PEER_DIR LC_ALL=C.UTF-8 RABBITMQ_NODENAME=$NODE RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
        RABBITMQ_NODE_PORT=$(port 1) RABBITMQ_DIST_PORT=$(port 3) ERL_EPMD_PORT=$(port 4) \
        ERL_EPMD_ADDRESS=127.0.0.1 RABBITMQ_CTL_DIST_PORT_MIN=$(port 5) RABBITMQ_CTL_DIST_PORT_MAX=$(port 5) \
        RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_MNESIA_BASE=$PEER_DIR/data RABBITMQ_LOG_BASE=$PEER_DIR/log \
        RABBITMQ_CONFIG_FILE=$PEER_DIR/rabbitmq.conf RABBITMQ_ENABLED_PLUGINS_FILE=$PEER_DIR/plugins \
        RABBITMQ_GENERATED_CONFIG_DIR=$PEER_DIR/generated RABBITMQ_PID_FILE=$PEER_DIR/erlang.pid \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}'
}

configuration() {
    cat << CONFIGURATION
default_user = twin
default_pass = correct-horse
listeners.tcp.1 = 127.0.0.1:$(port 1)
management.tcp.ip = 127.0.0.1
management.tcp.port = $(port 2)
vm_memory_high_watermark.relative = 0.4
disk_free_limit.absolute = 50MB
collect_statistics_interval = 1000
CONFIGURATION
}

api() { curl -fsS -o /dev/null -u twin:correct-horse -H 'Content-Type: application/json' "$@"; }

# launch: starts the broker and waits until its API answers.
launch() {
    environment
    rm -f "$PEER_DIR/erlang.pid"
    begin broker "$SERVER/rabbitmq-server"
    WAIT=900 wait_for broker api "http://127.0.0.1:$(port 2)/api/overview"
}

# signal NAME: to Erlang itself; the script that started it ends after it.
signal() { kill "-$1" "$(cat "$PEER_DIR/erlang.pid")"; }

# finish NAME: signals the broker and waits for its end.
finish() {
    local pid
    [ -f "$PEER_DIR/erlang.pid" ] || return 0
    pid=$(cat "$PEER_DIR/erlang.pid")
    ! is_alive "$pid" || signal "$1"
    for _ in $(seq 300); do
        is_alive "$pid" || break
        sleep 0.1
    done
    ! is_alive "$pid" || kill -9 "$pid"
    end broker
}

client() {
    cat << 'PYTHON'
import socket, struct, sys, time

def frame(method, body):
    payload = struct.pack(">HH", 10, method) + body
    return struct.pack(">BHI", 1, 0, len(payload)) + payload + b"\xce"

def short(text):
    return bytes([len(text)]) + text

def read(connection):
    head = b""
    while len(head) < 7:
        head += connection.recv(7 - len(head))
    size = struct.unpack(">BHI", head)[2] + 1
    body = b""
    while len(body) < size:
        body += connection.recv(size - len(body))
    return body

connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
connection.sendall(b"AMQP\x00\x00\x09\x01")
read(connection)
secret = b"\x00twin\x00correct-horse"
connection.sendall(frame(11, struct.pack(">I", 0) + short(b"PLAIN") + struct.pack(">I", len(secret)) + secret
                         + short(b"en_US")))
tune = read(connection)
connection.sendall(frame(31, tune[4:10] + b"\x00\x00") + frame(40, short(b"/") + b"\x00\x00"))
read(connection)
time.sleep(86400)
PYTHON
}

case ${1:-} in
install) apt_install rabbitmq-server curl python3 ;;
installed) [ -x "$SERVER/rabbitmq-server" ] && command -v epmd > /dev/null && command -v curl > /dev/null ;;
up)
    for _ in 1 2 3 4 5; do free_port; done | paste -s -d " " > "$PEER_DIR/ports"
    head -c 30 /dev/urandom | base64 | tr -dc A-Za-z > "$PEER_DIR/.erlang.cookie"
    chmod 400 "$PEER_DIR/.erlang.cookie"
    echo '[rabbitmq_management].' > "$PEER_DIR/plugins"
    configuration > "$PEER_DIR/rabbitmq.conf"
    begin epmd epmd -port "$(port 4)" -address 127.0.0.1
    launch
    echo "http://127.0.0.1:$(port 2)"
    ;;
start) launch ;;
stop) finish TERM ;;
kill) finish KILL ;;
pause) signal STOP ;;
resume) signal CONT ;;
alarm)
    environment
    "$SERVER/rabbitmqctl" -q -n "$NODE" set_vm_memory_high_watermark \
        "$(if [ "$2" = on ]; then echo 0.00001; else echo 0.4; fi)"
    ;;
publish)
    at=http://127.0.0.1:$(port 2)/api
    api -X PUT "$at/queues/%2F/work" -d '{"durable": true}'
    for _ in $(seq "$2"); do
        api "$at/exchanges/%2F/amq.default/publish" -d '{"properties": {"delivery_mode": 2},
            "routing_key": "work", "payload": "x", "payload_encoding": "string"}'
    done
    ;;
connect)
    client > "$PEER_DIR/client.py"
    begin client python3 "$PEER_DIR/client.py" "$(port 1)"
    ;;
disconnect) end client ;;
down)
    end client
    [ ! -f "$PEER_DIR/erlang.pid" ] || signal CONT 2> /dev/null || true
    finish TERM
    end epmd
    ;;
*)
    sed -n '2,14p' "$0"
    exit 2
    ;;
esac
