#!/usr/bin/env bash
# The programs by which a machine tells what it has. Nothing is started.
#   host.sh install          Debian packages
#   host.sh installed        succeeds when they are there
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

export PATH=$PATH:/usr/sbin:/sbin

case ${1:-} in
install) apt_install util-linux mount iproute2 smartmontools ;;
installed)
    command -v lsblk > /dev/null && command -v losetup > /dev/null && command -v ip > /dev/null &&
        command -v smartctl > /dev/null
    ;;
*)
    sed -n '2,4p' "$0"
    exit 2
    ;;
esac
