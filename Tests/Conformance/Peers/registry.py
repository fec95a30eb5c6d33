"""A registry of images with one image, `image:1`, for engines that pull: registry.py PORT.

Source: the OCI distribution specification, sections on pulling.
"""

import hashlib
import io
import json
import sys
import tarfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIGURATION = "application/vnd.docker.container.image.v1+json"
LAYER = "application/vnd.docker.image.rootfs.diff.tar"


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def described(kind, data):
    return {"mediaType": kind, "size": len(data), "digest": digest(data)}


archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w") as files:
    entry = tarfile.TarInfo("file")
    entry.size = 4
    files.addfile(entry, io.BytesIO(b"text"))
layer = archive.getvalue()
configuration = json.dumps(
    {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [digest(layer)]}}
).encode()
manifest = json.dumps(
    {
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": described(CONFIGURATION, configuration),
        "layers": [described(LAYER, layer)],
    }
).encode()
ANSWERS = {
    "/v2/": ("application/json", b"{}"),
    "/v2/image/manifests/1": (MANIFEST, manifest),
    "/v2/image/manifests/" + digest(manifest): (MANIFEST, manifest),
    "/v2/image/blobs/" + digest(configuration): ("application/octet-stream", configuration),
    "/v2/image/blobs/" + digest(layer): ("application/octet-stream", layer),
}
MISSING = b'{"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown"}]}'


class Registry(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        known = self.path in ANSWERS
        kind, data = ANSWERS.get(self.path, ("application/json", MISSING))
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Docker-Content-Digest", digest(data))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    do_HEAD = do_GET


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Registry).serve_forever()
