"""Measures Redfish services on loopback, and clients of them.

usage: measure.py twin BINARY HOSTS | emulator | client BINARY HOSTS BENCH | sushy BINARY HOSTS

A rate of GETs is of the service's own processor time: what one core would answer, whatever the client costs. The client is
the same for all services: raw sockets, CONNECTIONS of them that are kept as long as the service keeps them, one request at
a time on each. Prints lines of "name value unit".
"""

import base64
import contextlib
import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

PASSWORD = "benchmark-1"
AUTHORIZATION = base64.b64encode(f"admin:{PASSWORD}".encode()).decode()
CONNECTIONS = 8
HERE = os.path.dirname(os.path.abspath(__file__))


class Client:
    """One connection, made anew where the service has closed it."""

    def __init__(self, port):
        self.port = port
        self.socket = None

    def request(self, method, path, body=b""):
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {AUTHORIZATION}\r\n"
        if body:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        return head.encode() + b"\r\n" + body

    def begin(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)

    def end(self):
        """Takes the answer to the request; answers status and body."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.receive()
        head, _, rest = data.partition(b"\r\n\r\n")
        head = head.lower()
        place = head.find(b"content-length: ")
        length = int(head[place + 16 :].partition(b"\r\n")[0]) if place >= 0 else 0
        while len(rest) < length:
            rest += self.receive()
        if head.startswith(b"http/1.0") or b"connection: close" in head:
            self.socket.close()
            self.socket = None
        return int(head[9:12]), rest

    def send(self, method, path, body=b""):
        self.begin(self.request(method, path, body))
        return self.end()

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


def gets(port, pid, paths, count):
    """GETs a second of the service's processor time, and of the wall's."""
    clients = [Client(port) for _ in range(CONNECTIONS)]
    requests = [clients[0].request("GET", path) for path in paths]

    def run(count):
        """Each connection has its next request as soon as it has its answer."""
        poll, by_file = select.epoll(), {}

        def begin(client, index):
            client.begin(requests[index % len(requests)])
            number = client.socket.fileno()
            if by_file.get(number) is not client:
                by_file[number] = client
                poll.register(number, select.EPOLLIN)

        for index, client in enumerate(clients):
            begin(client, index)
        sent, done = len(clients), 0
        while done < count:
            for number, _ in poll.poll():
                client = by_file[number]
                status, _ = client.end()
                if status != 200:
                    sys.exit(f"status {status}")
                done += 1
                if client.socket is None:
                    del by_file[number]
                if sent < count:
                    begin(client, sent)
                    sent += 1

    run(100)
    cpu, wall = cpu_seconds(pid), time.perf_counter()
    run(count)
    return count / (cpu_seconds(pid) - cpu), count / (time.perf_counter() - wall)


def systems(port):
    return [member["@odata.id"] for member in json.loads(Client(port).send("GET", "/redfish/v1/Systems")[1])["Members"]]


@contextlib.contextmanager
def serving(binary, hosts, *more):
    """A twin that serves a made-up cloud; answers its process and the first lines that it printed."""
    with tempfile.TemporaryDirectory() as folder:
        cloud, secret = f"{folder}/cloud.yaml", f"{folder}/password"
        with open(cloud, "wb") as file:
            subprocess.run([binary, "generate", "--workers", str(hosts - 11)], stdout=file, check=True)
        with open(secret, "w") as file:
            file.write(PASSWORD)
        service = subprocess.Popen(
            [binary, "serve", "--cloud", cloud, "--redfish", "127.0.0.1:0", "--pace", "fast", "--password-file", secret, *more],
            stdout=subprocess.PIPE, text=True)
        try:
            lines = [service.stdout.readline()]
            while " systems, " not in lines[-1]:
                lines.append(service.stdout.readline())
                if not lines[-1]:
                    sys.exit("the twin does not serve")
            yield service, lines
        finally:
            service.send_signal(signal.SIGINT)
            service.wait()


def twin(binary, hosts):
    with serving(binary, hosts) as (service, lines):
        port = int(re.search(r":(\d+)/", lines[0])[1])
        paths = systems(port)
        core, wall = gets(port, service.pid, paths, 40_000)
        client = Client(port)
        times = []
        for index in range(500):
            for kind in ("ForceOff", "On"):
                begin = time.perf_counter()
                body = json.dumps({"ResetType": kind}).encode()
                path = paths[index % len(paths)] + "/Actions/ComputerSystem.Reset"
                if client.send("POST", path, body)[0] != 204:
                    sys.exit("a reset was refused")
                times.append(time.perf_counter() - begin)
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
            paths = None
            for _ in range(600):
                try:
                    paths = systems(port)
                    break
                except OSError:
                    time.sleep(0.1)
            if paths is None:
                sys.exit("the emulator does not answer")
            core, _ = gets(port, service.pid, paths, 1000)
        finally:
            service.terminate()
            service.wait()
    print(f"redfish_emulator_gets_per_core_second {core:.0f} /s")


def reading(name, binary, hosts, command, most):
    """A client that reads `most` of the hosts, each of which has a port of its own: what it prints, and how many requests it
    sends for each, as the twin says."""
    with serving(binary, hosts, "--port-per-system") as (service, lines):
        words = [line.split() for line in lines]
        found = [(each[0], each[2][: -len("/redfish/v1/")]) for each in words if each[1:2] == ["at"]][:most]
        text = "".join(f"{host} {address}\n" for host, address in found)
        print(subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True, check=True).stdout, end="")
        service.send_signal(signal.SIGINT)
        count = int(re.search(r"(\d+) requests", service.stdout.read())[1])
    print(f"redfish_{name}_requests {count / len(found):.2f} requests")


if sys.argv[1] == "twin":
    twin(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "emulator":
    emulator()
elif sys.argv[1] == "client":
    reading("client", sys.argv[2], int(sys.argv[3]), [sys.argv[4], PASSWORD], int(sys.argv[3]))
else:
    reading("sushy", sys.argv[2], int(sys.argv[3]), [sys.executable, f"{HERE}/sushy_reads.py", PASSWORD], 100)
