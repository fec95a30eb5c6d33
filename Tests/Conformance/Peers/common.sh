# What the scripts of all peers share. Each peer has a folder of its own in PEER_DIR for its data, with one file
# `pid` for each program that it started; it listens on loopback only.

# Programs from PyPI are kept with the build.
VENV=${TWIN_PEERS:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/.build/peers}/venv
export PYTHONWARNINGS=ignore

die() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# need_root: ends `installed` with the code that says that this machine can't, whatever is installed.
need_root() {
    [ "$(id -u)" = 0 ] && return 0
    echo "it can be started by root alone"
    exit 3
}

# apt_install PACKAGE...: whatever is missing of these Debian packages; as root, or by sudo.
apt_install() {
    local missing=() sudo=()
    [ "$(id -u)" = 0 ] || sudo=(sudo)
    for package in "$@"; do
        dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    "${sudo[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq \
        --no-install-recommends "${missing[@]}"
}

# free_port [udp]: a port of 127.0.0.1 that nothing uses now.
free_port() {
    python3 - "${1:-tcp}" << 'PYTHON'
import socket, sys
kind = socket.SOCK_DGRAM if sys.argv[1] == "udp" else socket.SOCK_STREAM
with socket.socket(socket.AF_INET, kind) as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])
PYTHON
}

# begin NAME COMMAND...: runs a program apart from this script and notes its process. It keeps none of the open files that
# this script was given: whoever waits for the script to end by them would wait for the program.
begin() {
    local name=$1
    shift
    (
        for file in /proc/self/fd/*; do
            file=${file##*/}
            [ "$file" -le 2 ] || eval "exec $file>&-"
        done
        exec setsid "$@"
    ) >> "$PEER_DIR/$name.log" 2>&1 < /dev/null &
    echo $! > "$PEER_DIR/$name.pid"
}

# is_alive PID: a process that ended but that nobody waited for still has an entry, in state Z.
is_alive() {
    local state
    state=$(sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | cut -c 1) || return 1
    [ -n "$state" ] && [ "$state" != Z ] && [ "$state" != X ]
}

# end NAME: ends the program that `begin` started, by its process.
end() {
    local pid
    [ -f "$PEER_DIR/$1.pid" ] || return 0
    pid=$(cat "$PEER_DIR/$1.pid")
    rm -f "$PEER_DIR/$1.pid"
    is_alive "$pid" || return 0
    kill "$pid"
    for _ in $(seq 100); do
        is_alive "$pid" || break
        sleep 0.1
    done
    # What it has started itself goes with it: it leads a group of its own.
    kill -9 -- "-$pid" 2> /dev/null || true
}

# wait_for NAME COMMAND...: until the command succeeds, or the program has ended, or WAIT tenths of a second
# (200) are over.
wait_for() {
    local name=$1
    shift
    for _ in $(seq "${WAIT:-200}"); do
        "$@" > /dev/null 2>&1 && return 0
        is_alive "$(cat "$PEER_DIR/$name.pid")" || break
        sleep 0.1
    done
    tail -5 "$PEER_DIR/$name.log" >&2
    die "$name does not answer"
}
