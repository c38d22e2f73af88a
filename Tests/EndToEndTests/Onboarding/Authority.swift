// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// An authority with the certificates of a server and several users, made by openssl.
final class Authority {
    let folder: TestFolder

    /// Makes them all.
    init() throws {
        folder = try TestFolder()
        let script = """
            set -eu; cd "$1"
            key() { openssl ecparam -genkey -name prime256v1 -noout | openssl pkcs8 -topk8 -nocrypt -out "$1.key"; }
            authority() {
                key "$1"
                openssl req -x509 -new -key "$1.key" -subj "/CN=$1" -days 30 -out "$1.crt" \
                    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
            }
            # certificate NAME AUTHORITY SUBJECT USAGE DAYS
            certificate() {
                [ -e "$1.key" ] || key "$1"
                openssl req -new -key "$1.key" -subj "$3" -out "$1.csr"
                printf '%s\\n' "extendedKeyUsage=$4" "subjectAltName=IP:127.0.0.1" >"$1.ext"
                openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -days "$5" -extfile "$1.ext" -out "$1.crt"
            }
            authority cluster; authority other
            certificate server cluster /CN=server serverAuth 10
            certificate jane cluster /O=dev/O=ops/CN=jane clientAuth 10
            certificate stranger other /CN=stranger clientAuth 10
            certificate serving cluster /CN=serving serverAuth 10
            certificate expired cluster /CN=expired clientAuth -1 2>/dev/null ||
                openssl x509 -req -in expired.csr -CA cluster.crt -CAkey cluster.key -extfile expired.ext -out expired.crt \
                    -not_before 20200101000000Z -not_after 20200201000000Z
            openssl pkcs8 -topk8 -in jane.key -passout pass:secret-passphrase -out encrypted.key
            printf 'no certificate here\\n' >none.crt
            """
        let outcome = try TestProcess.run(
            ["sh", "-c", script, "sh", folder.path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        guard outcome.end == .exited(0) else { throw AuthorityError(description: outcome.errors) }
    }

    /// The path of a file, for example `jane.key`.
    func path(_ name: String) -> String { folder.path + "/" + name }

    /// The contents of a file.
    func text(_ name: String) throws -> String {
        String(decoding: try FileSnapshot.read(path(name), limit: 1 << 20).bytes, as: UTF8.self)
    }

    /// The lines of a private key that tell it from all others.
    func keyLines(_ name: String) throws -> [String] {
        try text(name).split(separator: "\n").filter { !$0.hasPrefix("-") && $0.count > 20 }.map(String.init)
    }
}

/// What openssl said.
struct AuthorityError: Error, CustomStringConvertible {
    let description: String
}
