# What the scripts of container engines share: each engine runs in namespaces of its own, without a network but
# loopback, so that nothing of it is left when its first process has ended, and answers on a unix socket alone.

# apart NAME COMMAND...: runs a program of this script, as `begin` does, in such namespaces.
apart() {
    local name=$1
    shift
    begin "$name" unshare --mount --net --pid --fork --kill-child --mount-proc -- \
        bash "$(realpath "${BASH_SOURCE[1]}")" inside "$@"
}

# end_apart NAME: ends what `apart` began. It does not heed polite signals, and with it all its programs end.
end_apart() {
    [ ! -f "$PEER_DIR/$1.pid" ] || kill -9 "$(cat "$PEER_DIR/$1.pid")" 2> /dev/null || true
    end "$1"
}

# ask SOCKET ARGUMENTS...: curl to an engine.
ask() {
    local socket=$1
    shift
    curl -fsS --max-time 30 --unix-socket "$socket" -H "Content-Type: application/json" "$@"
}

# made SOCKET NAME SPECIFICATION: makes and starts a container.
made() {
    ask "$1" -X POST -d "$3" "http://engine/containers/create?name=$2" > /dev/null
    ask "$1" -X POST "http://engine/containers/$2/start" > /dev/null
}

# furnish SOCKET: gives an engine the image `docker.io/twin/busybox:1` and containers that run, that are ended
# for want of memory, that were started again twice, and one whose check fails.
furnish() {
    local root id none='"HostConfig": {"NetworkMode": "none"'
    root=$PEER_DIR/image
    mkdir -p "$root/bin" "$root/tmp"
    cp "$(command -v busybox)" "$root/bin/"
    for name in sh sleep tail false; do ln -sf busybox "$root/bin/$name"; done
    tar -C "$root" -c . | ask "$1" -X POST -H "Content-Type: application/x-tar" --data-binary @- \
        "http://engine/images/create?fromSrc=-&repo=docker.io/twin/busybox&tag=1" > /dev/null
    # Podman does not take the tag.
    id=$(ask "$1" http://engine/images/json | grep -o '"Id":"[^"]*"' | head -1 | cut -d '"' -f 4)
    ask "$1" -X POST "http://engine/images/$id/tag?repo=docker.io/twin/busybox&tag=1"
    made "$1" running '{"Image": "docker.io/twin/busybox:1", "Cmd": ["/bin/sleep", "3600"], '"$none"'}}'
    made "$1" hungry '{"Image": "docker.io/twin/busybox:1", "Cmd": ["/bin/tail", "/dev/zero"],
        '"$none"', "Memory": 8388608, "MemorySwap": 8388608}}'
    made "$1" failing '{"Image": "docker.io/twin/busybox:1", "Cmd": ["/bin/false"],
        '"$none"', "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 2}}}'
    made "$1" ailing '{"Image": "docker.io/twin/busybox:1", "Cmd": ["/bin/sleep", "3600"],
        "Healthcheck": {"Test": ["CMD", "/bin/false"], "Interval": 200000000, "Timeout": 1000000000,
        "Retries": 1}, '"$none"'}}'
}
