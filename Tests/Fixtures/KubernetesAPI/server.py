#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors
#
# The certificates API of a kube-apiserver and its signers, as far as creating, approving and reading requests goes.
#
#   server.py CA-CERTIFICATE CA-KEY PORT-FILE     serves until it is ended
#   server.py --check                             compares its answers with the recorded ones

import base64
import datetime
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
COLLECTION = "/apis/certificates.k8s.io/v1/certificatesigningrequests"
KIND = "CertificateSigningRequest"
SIGNERS = {
    "kubernetes.io/kube-apiserver-client": "client",
    "kubernetes.io/kube-apiserver-client-kubelet": "kubelet",
    "kubernetes.io/kubelet-serving": "serving",
}
USAGES = [
    "any", "cert sign", "client auth", "code signing", "content commitment", "crl sign", "data encipherment",
    "decipher only", "digital signature", "email protection", "encipher only", "ipsec end system", "ipsec tunnel",
    "ipsec user", "key agreement", "key encipherment", "microsoft sgc", "netscape sgc", "ocsp signing", "s/mime",
    "server auth", "signing", "timestamping",
]
KEY_USAGES = {"digital signature": "digitalSignature", "key encipherment": "keyEncipherment"}
EXTENDED_USAGES = {"client auth": "clientAuth", "server auth": "serverAuth"}


class Refusal(Exception):
    """A Status of kind Failure."""

    def __init__(self, code, reason, message):
        super().__init__(message)
        self.code, self.reason = code, reason


def invalid(name, field, message):
    return Refusal(422, "Invalid", f'{KIND}.certificates.k8s.io "{name}" is invalid: {field}: {message}')


def openssl(*words, text=b""):
    done = subprocess.run(["openssl", *words], input=text, capture_output=True)
    return done.stdout.decode() if done.returncode == 0 else None


def request_pem(encoded):
    """The first PEM block of a request, if it is what it must be."""
    text = base64.b64decode(encoded, validate=True)
    block = re.search(rb"-----BEGIN ([^\n]+)-----\n.*?-----END \1-----", text, re.S)
    return block.group(0) + b"\n" if block and block.group(1) == b"CERTIFICATE REQUEST" else None


def subject(pem):
    """The attributes in the order of Go's pkix.Name: organizations, then the common name."""
    words = (openssl("req", "-noout", "-subject", "-nameopt", "sep_multiline,lname,utf8", text=pem) or "").splitlines()
    # Several attributes may be in one set.
    pairs = [part.split("=", 1) for line in words[1:] for part in line.strip().split(" + ")]
    return [v for k, v in pairs if k == "organizationName"], [v for k, v in pairs if k == "commonName"]


def names(pem):
    text = openssl("req", "-noout", "-text", text=pem) or ""
    found = re.search(r"Subject Alternative Name: *(?:critical)?\s*\n\s*([^\n]+)", text)
    return [name.replace("IP Address:", "IP:") for name in found.group(1).split(", ")] if found else []


def strictly(value, known, path):
    for field in value:
        if field not in known:
            raise Refusal(400, "BadRequest", f'strict decoding error: unknown field "{path}{field}"')


def validated(object):
    """Refuses what the server refuses when a request is created."""
    if not isinstance(object, dict) or (object.get("apiVersion"), object.get("kind")) != ("certificates.k8s.io/v1", KIND):
        raise Refusal(400, "BadRequest", "the object is no CertificateSigningRequest of certificates.k8s.io/v1")
    strictly(object, ["apiVersion", "kind", "metadata", "spec", "status"], "")
    strictly(object["metadata"], ["name", "annotations", "labels", "creationTimestamp"], "metadata.")
    spec, name = object["spec"], object["metadata"]["name"]
    strictly(spec, ["request", "signerName", "usages", "expirationSeconds"], "spec.")
    if name in ("", ".", "..") or "/" in name or "%" in name:
        raise invalid(name, "metadata.name", "Invalid value")
    pem = request_pem(spec["request"])
    if pem is None:
        raise invalid(name, "spec.request", f'Invalid value: "{spec["request"]}": PEM block type must be CERTIFICATE REQUEST')
    if openssl("req", "-verify", "-noout", text=pem) is None:
        raise invalid(name, "spec.request", "the signature is not that of the key")
    usages = spec.get("usages") or []
    if not usages:
        raise invalid(name, "spec.usages", "Required value")
    for index, usage in enumerate(usages):
        if usage not in USAGES:
            supported = ", ".join(f'"{usage}"' for usage in USAGES)
            raise invalid(name, f"spec.usages[{index}]", f'Unsupported value: "{usage}": supported values: {supported}')
    if len(set(usages)) < len(usages):
        raise invalid(name, "spec.usages", "Duplicate value")
    signer = spec.get("signerName", "")
    if not re.fullmatch(r"[a-z0-9.-]+\.[a-z0-9.-]+/[^/]+", signer):
        raise invalid(
            name, "spec.signerName",
            f"Invalid value: \"{signer}\": must be a fully qualified domain and path of the form 'example.com/signer-name'")
    seconds = spec.get("expirationSeconds", 600)
    if type(seconds) is not int or seconds > 2147483647:
        raise Refusal(400, "BadRequest", "cannot decode spec.expirationSeconds into int32")
    if seconds < 600:
        raise invalid(
            name, "spec.expirationSeconds",
            f"Invalid value: {seconds}: may not specify a duration less than 600 seconds (10 minutes)")
    if signer == "kubernetes.io/kube-apiserver-client" and "system:masters" in subject(pem)[0]:
        raise Refusal(
            403, "Forbidden",
            f'certificatesigningrequests.certificates.k8s.io "{name}" is forbidden: use of {signer} signer with '
            "system:masters group is not allowed")
    return pem


def objection(signer, usages, pem):
    """Why a built-in signer refuses to sign what was approved."""
    organizations, common_names = subject(pem)
    wanted = {"client": "client auth", "kubelet": "client auth", "serving": "server auth"}[signer]
    kind = "serving" if signer == "serving" else "client"
    for usage in usages:
        if usage not in (wanted, "digital signature", "key encipherment"):
            return f"invalid usage for {kind} certificate: {usage}"
    if wanted not in usages or (signer != "client" and "digital signature" not in usages):
        return f"missing required usage for {kind} certificate: {wanted}"
    if signer == "client":
        return None
    if organizations != ["system:nodes"]:
        return "subject organization is not system:nodes"
    if not common_names[-1:] or not common_names[-1].startswith("system:node:"):
        return "subject common name does not begin with system:node:"
    kinds = {name.split(":")[0] for name in names(pem)}
    if signer == "kubelet" and kinds:
        return "subjectAltNames are not allowed"
    if signer == "serving" and (not kinds & {"DNS", "IP"} or kinds - {"DNS", "IP"}):
        return "DNS or IP subjectAltName is required"
    return None


def signed(spec, pem, ca):
    """The certificate as the controller makes it: names re-encoded, extensions from the usages only."""
    organizations, common_names = subject(pem)
    quoted = [re.sub(r"([\\/+=])", r"\\\1", value) for value in organizations + common_names]
    rdn = "+".join(f"O={value}" for value in quoted[: len(organizations)])
    text = f"/{rdn}/" if rdn else "/"
    extended = [EXTENDED_USAGES[usage] for usage in spec["usages"] if usage in EXTENDED_USAGES]
    plain = [KEY_USAGES[usage] for usage in spec["usages"] if usage in KEY_USAGES]
    lines = ["keyUsage=critical," + ",".join(plain)] if plain else []
    lines += ["extendedKeyUsage=" + ",".join(extended), "basicConstraints=critical,CA:FALSE", "authorityKeyIdentifier=keyid"]
    lines += ["subjectAltName=" + ",".join(names(pem))] if names(pem) else []
    with tempfile.NamedTemporaryFile("w") as extensions:
        extensions.write("\n".join(lines) + "\n")
        extensions.flush()
        days = max(1, spec.get("expirationSeconds", 31536000) // 86400)
        return openssl(
            "x509", "-req", "-CA", ca[0], "-CAkey", ca[1], "-days", str(days), "-extfile", extensions.name, "-subj",
            text + f"CN={quoted[-1]}", text=pem)


class Server:
    def __init__(self, ca):
        self.ca, self.objects = ca, {}

    def create(self, object, is_dry_run):
        name = object.get("metadata", {}).get("name")
        if name in self.objects:
            raise Refusal(409, "AlreadyExists", f'certificatesigningrequests.certificates.k8s.io "{name}" already exists')
        validated(object)
        spec = dict(object["spec"], username="kubernetes-admin", groups=["system:masters", "system:authenticated"])
        created = {
            "kind": KIND, "apiVersion": "certificates.k8s.io/v1", "metadata": dict(object["metadata"], uid=f"uid-{name}"),
            "spec": spec, "status": {}}
        if not is_dry_run:
            self.objects[name] = created
        return created

    def get(self, name):
        if name not in self.objects:
            raise Refusal(404, "NotFound", f'certificatesigningrequests.certificates.k8s.io "{name}" not found')
        return self.objects[name]

    def approve(self, name, object):
        """Takes the conditions, and lets the signer do its work at once."""
        known = self.get(name)
        conditions = object.get("status", {}).get("conditions") or []
        kinds = {condition["type"] for condition in conditions}
        for condition in known["status"].get("conditions", []):
            if condition["type"] not in kinds:
                raise invalid(
                    name, "status.conditions",
                    f"Forbidden: updates may not remove a condition of type \"{condition['type']}\"")
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        for condition in conditions:
            condition.update(lastUpdateTime=condition.get("lastUpdateTime") or now, lastTransitionTime=now)
        known["status"]["conditions"] = conditions
        answer = json.loads(json.dumps(known))
        spec = known["spec"]
        signer = SIGNERS.get(spec["signerName"])
        if "Approved" in kinds and signer:
            pem = request_pem(spec["request"])
            problem = objection(signer, spec["usages"], pem)
            if problem:
                conditions.append({
                    "type": "Failed", "status": "True", "reason": "SignerValidationFailure", "message": problem,
                    "lastUpdateTime": now, "lastTransitionTime": now})
            else:
                certificate = signed(spec, pem, self.ca)
                known["status"]["certificate"] = base64.b64encode(certificate.encode()).decode()
        return answer

    def answer(self, method, path, body):
        """The status and body for a request."""
        path, _, query = path.partition("?")
        try:
            if path == "/api":
                return 200, {"kind": "APIVersions", "versions": ["v1"]}
            if path == "/api/v1":
                return 200, {"kind": "APIResourceList", "groupVersion": "v1", "resources": []}
            if path == "/apis":
                version = {"groupVersion": "certificates.k8s.io/v1", "version": "v1"}
                group = {"name": "certificates.k8s.io", "versions": [version], "preferredVersion": version}
                return 200, {"kind": "APIGroupList", "apiVersion": "v1", "groups": [group]}
            if path == "/apis/certificates.k8s.io/v1":
                return 200, recorded("06-certificates-v1-resources.json")["response"]["body"]
            if path == "/openapi/v3":
                return 200, {"paths": {"apis/certificates.k8s.io/v1": {"serverRelativeURL": "/openapi/v3/certificates"}}}
            if path == "/openapi/v3/certificates":
                return 200, openapi()
            if (method, path) == ("POST", COLLECTION):
                return 201, self.create(body, "dryRun=All" in query)
            words = path[len(COLLECTION) + 1:].split("/") if path.startswith(COLLECTION + "/") else []
            if method == "GET" and len(words) == 1:
                return 200, self.get(words[0])
            if method == "PUT" and words[1:] == ["approval"]:
                return 200, self.approve(words[0], body)
            raise Refusal(404, "NotFound", "the server could not find the requested resource")
        except Refusal as refusal:
            return refusal.code, {
                "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": str(refusal),
                "reason": refusal.reason, "code": refusal.code}


def openapi():
    """As much as kubectl wants to know before it leaves the strict check of fields to the server."""
    kind = {"group": "certificates.k8s.io", "version": "v1", "kind": KIND}
    patch = {
        "x-kubernetes-group-version-kind": kind, "x-kubernetes-action": "patch", "responses": {},
        "parameters": [{"name": "fieldValidation", "in": "query", "schema": {"type": "string"}}]}
    return {
        "openapi": "3.0.0", "info": {"title": "Kubernetes", "version": "v1"}, "components": {},
        "paths": {COLLECTION + "/{name}": {"patch": patch}}}


def protobuf(message):
    """The fields of a message by number; numbers and bytes as they are written."""
    fields, at = {}, 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte, at, shift = message[at], at + 1, shift + 7
            value |= (byte & 0x7F) << (shift - 7)
            if byte < 0x80:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 2:
            length = varint()
            value, at = message[at:at + length], at + length
        else:
            value = varint()
        fields.setdefault(key >> 3, []).append(value)
    return fields


def decoded(body):
    """JSON, or the conditions of a protobuf object, which `kubectl certificate approve` sends."""
    if not body.startswith(b"k8s\0"):
        return json.loads(body) if body else None
    # Kubernetes types: Unknown.raw, CertificateSigningRequest.status, CertificateSigningRequestStatus.conditions.
    status = protobuf(protobuf(body[4:])[2][0])[3][0]
    names = {1: "type", 2: "reason", 3: "message", 6: "status"}
    return {"status": {"conditions": [
        {names[number]: values[0].decode() for number, values in protobuf(condition).items() if number in names}
        for condition in protobuf(status).get(1, [])]}}


def recorded(name):
    with open(os.path.join(HERE, "recorded", name)) as file:
        return json.load(file)


def essence(body):
    """What must be the same in two answers: not the times, serials and signatures."""
    if body.get("kind") == "Status":
        return body["reason"], body["message"]
    spec = {key: value for key, value in body["spec"].items() if key != "extra"}
    conditions = [
        {key: value for key, value in condition.items() if not key.startswith("last")}
        for condition in body["status"].get("conditions", [])]
    certificate = body["status"].get("certificate")
    if certificate:
        text = openssl(
            "x509", "-noout", "-subject", "-pubkey", "-ext", "extendedKeyUsage,keyUsage,basicConstraints,subjectAltName",
            text=base64.b64decode(certificate))
        # Whoever puts several values into one set may put them in any order.
        certificate = sorted(re.split(r"[\s,+]+", text))
    return body["metadata"]["name"], spec, conditions, certificate


def check():
    with tempfile.TemporaryDirectory() as folder:
        ca = [os.path.join(folder, name) for name in ("ca.crt", "ca.key")]
        openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", ca[1], "-out", ca[0],
            "-subj", "/CN=ca")
        server = Server(ca)
        for name in sorted(os.listdir(os.path.join(HERE, "recorded"))):
            exchange = recorded(name)
            request, response = exchange["request"], exchange["response"]
            if not request["path"].startswith(COLLECTION):
                continue
            status, body = server.answer(request["method"], request["path"], request["body"])
            if (status, essence(body)) != (response["status"], essence(response["body"])):
                print(f"{name}: {status} {essence(body)}\n  recorded: {response['status']} {essence(response['body'])}")


def serve(ca, port_file):
    server = Server(ca)

    class Handler(http.server.BaseHTTPRequestHandler):
        def body(self):
            if self.headers.get("Transfer-Encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length", 0)))
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body

        def respond(self):
            body = self.body()
            status, answer = server.answer(self.command, self.path, decoded(body))
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_PATCH = respond

        def log_message(self, *_):
            pass

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with open(port_file + ".new", "w") as file:
        file.write(str(listener.server_port))
    os.rename(port_file + ".new", port_file)
    listener.serve_forever()


if sys.argv[1:] == ["--check"]:
    check()
else:
    serve(sys.argv[1:3], sys.argv[3])
