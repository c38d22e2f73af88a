// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A token server as distribution's specification has it; jane may pull what is below `jane/`.
///
/// It lets jane in with the password `right` or the identity token `identity`, and says of `expired` that it has expired.
enum TokenServerProgram {
    static let text = #"""
        import base64, subprocess, time, urllib.parse
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tokens",
            "-keyout", folder + "/token.key", "-out", folder + "/token.crt"], check=True, stderr=subprocess.DEVNULL)
        der = subprocess.run(["openssl", "x509", "-in", folder + "/token.crt", "-outform", "DER"],
            check=True, capture_output=True).stdout
        def text(data): return base64.urlsafe_b64encode(data).decode().rstrip("=")
        class Handler(Quiet):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
                given = self.headers.get("Authorization")
                name, _, password = base64.b64decode((given or "Basic ")[6:]).decode().partition(":")
                self.note("GET", password)
                if password == "expired":
                    return self.answer(401, {"errors": [{"code": "UNAUTHORIZED", "message": "the token has expired"}]})
                if given is not None and (name, password) != ("jane", "right"):
                    return self.answer(401, {"errors": [{"code": "UNAUTHORIZED", "message": "wrong user name or password"}]})
                self.grant(query, given is not None, "token")
            def body(self):
                if "Content-Length" in self.headers: return self.rfile.read(int(self.headers["Content-Length"]))
                pieces = []
                while (size := int(self.rfile.readline(), 16)): pieces.append(self.rfile.read(size + 2)[:size])
                return b"".join(pieces)
            def do_POST(self):
                form = urllib.parse.parse_qs(self.body().decode())
                token = form.get("refresh_token", [""])[0]
                self.note("POST", token)
                wanted = {"grant_type": ["refresh_token"], "service": ["lab"], "client_id": [form.get("client_id", [""])[0]]}
                if self.path != "/token" or any(form.get(name) != value for name, value in wanted.items()):
                    return self.answer(400, {"error": "invalid_request"})
                if token == "expired":
                    return self.answer(400, {"error": "invalid_grant", "error_description": "the token has expired"})
                if token != "identity":
                    return self.answer(401, {"errors": [{"code": "UNAUTHORIZED", "message": "unknown token"}]})
                self.grant(form, True, "access_token")
            def note(self, method, secret):
                with open(folder + "/requests", "a") as file: file.write(f"{method} {secret}".strip() + chr(10))
            def grant(self, query, given, name_of_token):
                access = []
                for scope in query.get("scope", []):
                    kind, name, actions = scope.split(":")
                    if given and name.startswith("jane/"):
                        access.append({"type": kind, "name": name, "actions": actions.split(",")})
                now = int(time.time())
                head = text(json.dumps({"typ": "JWT", "alg": "RS256", "x5c": [base64.b64encode(der).decode()]}).encode())
                claims = text(json.dumps({"iss": "lab", "sub": "jane", "aud": query.get("service", [""])[0], "exp": now + 300,
                    "nbf": now - 10, "iat": now, "jti": "1", "access": access}).encode())
                signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", folder + "/token.key"],
                    input=(head + "." + claims).encode(), check=True, capture_output=True).stdout
                self.answer(200, {name_of_token: head + "." + claims + "." + text(signature)})
        listen(web(Handler))
        """#
}
