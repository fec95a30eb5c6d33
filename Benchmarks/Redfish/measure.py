"""Measures Redfish services: GETs of systems with keep-alive, and resets, by one client on loopback.

usage: measure.py twin BINARY HOSTS | measure.py emulator

A rate is of the service's own processor time: what one core would answer, whatever the client costs. Prints lines of
"name value unit".
"""

import base64
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

PASSWORD = "benchmark-1"
AUTHORIZATION = base64.b64encode(f"admin:{PASSWORD}".encode()).decode()


class Client:
    """One connection that is kept."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, method, path, body=b""):
        """Sends a request; answers status and body."""
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {AUTHORIZATION}\r\n"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        self.socket.sendall(head.encode() + b"\r\n" + body)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.receive()
        head, _, rest = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        while length and len(rest) < int(length[1]):
            rest += self.receive()
        return int(head[9:12]), rest

    def receive(self):
        data = self.socket.recv(65536)
        if not data:
            sys.exit("the service closed the connection")
        return data


def cpu_seconds(pid):
    """The processor time of a process so far."""
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def gets(client, pid, paths, count):
    """GETs a second of the service's processor time, and of the wall's."""
    for path in paths[:100]:
        client.send("GET", path)
    cpu, wall = cpu_seconds(pid), time.perf_counter()
    for index in range(count):
        status, _ = client.send("GET", paths[index % len(paths)])
        if status != 200:
            sys.exit(f"status {status}")
    return count / (cpu_seconds(pid) - cpu), count / (time.perf_counter() - wall)


def systems(client):
    return [member["@odata.id"] for member in json.loads(client.send("GET", "/redfish/v1/Systems")[1])["Members"]]


def twin(binary, hosts):
    with tempfile.TemporaryDirectory() as folder:
        cloud, secret = f"{folder}/cloud.yaml", f"{folder}/password"
        workers = str(hosts - 11)
        with open(cloud, "wb") as file:
            subprocess.run([binary, "generate", "--workers", workers], stdout=file, check=True)
        with open(secret, "w") as file:
            file.write(PASSWORD)
        service = subprocess.Popen(
            [binary, "serve", "--cloud", cloud, "--redfish", "127.0.0.1:0", "--pace", "fast", "--password-file", secret],
            stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", service.stdout.readline())[1])
            client = Client(port)
            paths = systems(client)
            core, wall = gets(client, service.pid, paths, 20_000)
            times = []
            for index in range(500):
                for kind in ("ForceOff", "On"):
                    begin = time.perf_counter()
                    body = json.dumps({"ResetType": kind}).encode()
                    path = paths[index % len(paths)] + "/Actions/ComputerSystem.Reset"
                    if client.send("POST", path, body)[0] != 204:
                        sys.exit("a reset was refused")
                    times.append(time.perf_counter() - begin)
        finally:
            service.send_signal(signal.SIGINT)
            service.wait()
    times.sort()
    print(f"redfish_systems {len(paths)} systems")
    print(f"redfish_gets_per_core_second {core:.0f} /s")
    print(f"redfish_gets_per_second {wall:.0f} /s")
    print(f"redfish_reset_p99_milliseconds {times[len(times) * 99 // 100] * 1000:.3f} ms")


def emulator():
    with tempfile.TemporaryDirectory() as folder:
        probe = socket.create_server(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        with open(f"{folder}/emulator.conf", "w") as file:
            file.write(f"""
SUSHY_EMULATOR_LISTEN_IP = '127.0.0.1'
SUSHY_EMULATOR_LISTEN_PORT = {port}
SUSHY_EMULATOR_STATE_DIR = '{folder}'
SUSHY_EMULATOR_FAKE_DRIVER = True
SUSHY_EMULATOR_FAKE_SYSTEMS = [
    {{'uuid': '27946b59-9e44-4fa7-8e91-0000000000%02d' % i, 'name': 'n%d' % i, 'power_state': 'Off',
      'external_notifier': False, 'nics': [{{'mac': '52:54:00:00:00:%02x' % i, 'ip': '172.22.0.%d' % i}}]}}
    for i in range(1, 11)]
""")
        program = "import sys; from sushy_tools.emulator.main import main; sys.argv[0] = 'sushy-emulator'; sys.exit(main())"
        service = subprocess.Popen(
            [sys.executable, "-c", program, "--config", f"{folder}/emulator.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    client = Client(port)
                    break
                except OSError:
                    time.sleep(0.1)
            paths = systems(client)
            # It closes each connection: a new one a request is what its clients get.
            cpu = None
            for index in range(520):
                if index == 20:
                    cpu = cpu_seconds(service.pid)
                Client(port).send("GET", paths[index % len(paths)])
            core = 500 / (cpu_seconds(service.pid) - cpu)
        finally:
            service.terminate()
            service.wait()
    print(f"redfish_emulator_gets_per_core_second {core:.0f} /s")


if sys.argv[1] == "twin":
    twin(sys.argv[2], int(sys.argv[3]))
else:
    emulator()
