# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: The kubering authors
"""What the small servers of the tests have in common; see PythonServer of KuberingTestSupport."""

import http.server
import json
import os
import sys

folder, arguments = sys.argv[1], sys.argv[2:]


class Quiet(http.server.BaseHTTPRequestHandler):
    """A handler that writes no log."""

    def answer(self, status, body=b"", **headers):
        """Answers with bytes, or with anything else as JSON; an underscore in a header's name is a dash."""
        if not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers["Content_Type"] = "application/json"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def web(handler):
    """A web server on a free port."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)


def listen(server):
    """Tells the test which port it is, and goes on until the process is killed."""
    with open(folder + "/port.new", "w") as file:
        file.write(str(server.server_address[1]))
    os.rename(folder + "/port.new", folder + "/port")
    server.serve_forever()
