#!/usr/bin/env bash
# OpenIPMI's simulator of a BMC, which speaks IPMI 2.0 over RMCP+ on loopback.
#   ipmi.sh install      Debian packages
#   ipmi.sh installed    succeeds when they are there
#   ipmi.sh up           prints the BMC's address; user admin, password password; the server has no power
#   ipmi.sh down         ends what `up` started
# PEER_DIR is an empty folder for this BMC alone.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

network() {
    cat << CONFIGURATION
name "bmc"
set_working_mc 0x20
  startlan 1
    addr 127.0.0.1 $1
    priv_limit admin
    allowed_auths_callback none md2 md5 straight
    allowed_auths_user none md2 md5 straight
    allowed_auths_operator none md2 md5 straight
    allowed_auths_admin none md2 md5 straight
    guid a123456789abcdefa123456789abcdef
  endlan
  chassis_control "$PEER_DIR/chassis 0x20"
  user 1 true  ""      "test"     user  10 none md2 md5 straight
  user 2 true  "admin" "password" admin 10 none md2 md5 straight
CONFIGURATION
}

# One management controller, with sensors of a processor's temperature, a fan and a voltage.
controller() {
    cat << 'CONFIGURATION'
mc_setbmc 0x20
mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
sel_enable 0x20 1000 0x0a
mc_enable 0x20
CONFIGURATION
}

# What the simulator runs to switch the power and to choose what is booted.
chassis() {
    cat << SCRIPT
#!/bin/sh
state=$PEER_DIR/state
operation=\$2
shift 2
case \$operation in
get)
    while [ \$# -gt 0 ]; do
        case \$1 in
        power) echo "power:\$(cat \$state/power 2> /dev/null || echo 0)" ;;
        boot) echo "boot:\$(cat \$state/boot 2> /dev/null || echo default)" ;;
        esac
        shift
    done
    ;;
set)
    while [ \$# -gt 1 ]; do
        case \$1 in
        power | boot) echo "\$2" > "\$state/\$1" ;;
        shutdown) echo 0 > \$state/power ;;
        esac
        shift 2
    done
    ;;
esac
exit 0
SCRIPT
}

case ${1:-} in
install) apt_install openipmi ipmitool python3 ;;
installed) command -v ipmi_sim > /dev/null && command -v ipmitool > /dev/null ;;
up)
    mkdir -p "$PEER_DIR/state"
    port=$(free_port udp)
    network "$port" > "$PEER_DIR/network.conf"
    controller > "$PEER_DIR/controller.emu"
    chassis > "$PEER_DIR/chassis"
    chmod +x "$PEER_DIR/chassis"
    # The simulator reads its standard input, which must stay open.
    mkfifo "$PEER_DIR/input"
    begin input sh -c "exec sleep 86400 > '$PEER_DIR/input'"
    begin bmc sh -c "exec ipmi_sim -c '$PEER_DIR/network.conf' -f '$PEER_DIR/controller.emu' \
        -s '$PEER_DIR/state' -n < '$PEER_DIR/input'"
    export IPMI_PASSWORD=password
    wait_for bmc ipmitool -I lanplus -H 127.0.0.1 -p "$port" -U admin -E -R 1 -N 2 chassis power status
    echo "ipmi://127.0.0.1:$port"
    ;;
down)
    end bmc
    end input
    ;;
*)
    sed -n '2,7p' "$0"
    exit 2
    ;;
esac
