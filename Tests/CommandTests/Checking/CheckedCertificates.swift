// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem
import KuberingTestSupport

/// Keys and certificates for checks, made once by the real openssl; valid from 2026 to 2036 unless their name says otherwise.
struct CheckedCertificates: Sendable {
    private let files: [String: [UInt8]]

    static func shared() throws -> CheckedCertificates { try made.get() }

    /// The bytes of a file, for example `jane.crt`.
    func bytes(_ name: String) -> [UInt8] { files[name] ?? [] }

    /// The text of a PEM file.
    func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

    /// The files, one after the other, in base64.
    func base64(_ names: String...) -> String { Data(names.flatMap(bytes)).base64EncodedString() }

    private static let made = Result { () throws -> CheckedCertificates in
        let folder = try TestFolder()
        let outcome = try TestProcess.run(
            ["sh", "-euc", script, "sh", folder.path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        guard outcome.end == .exited(0) else { throw FileError(.write, folder.path, .other(outcome.errors)) }
        var files: [String: [UInt8]] = [:]
        for name in Directory.names(in: folder.path) where !name.hasPrefix("index") {
            files[name] = try FileSnapshot.read(folder.path + "/" + name, limit: 1 << 20).bytes
        }
        return CheckedCertificates(files: files)
    }

    /// `openssl ca` is the only way to set dates in every version of openssl.
    private static let script = #"""
        cd "$1"
        cat >ca.cnf <<'C'
        [req]
        distinguished_name = dn
        [dn]
        [ca]
        default_ca = own
        [own]
        new_certs_dir = .
        database = index.txt
        rand_serial = yes
        default_md = sha256
        policy = any
        unique_subject = no
        [any]
        commonName = optional
        [client]
        extendedKeyUsage = clientAuth
        [server]
        extendedKeyUsage = serverAuth
        [authority]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        C
        : >index.txt
        key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key" 2>/dev/null; }
        issue() { # NAME ISSUER|self EXTENSIONS SUBJECT [START END]
            openssl req -config ca.cnf -new -key "$1.key" -subj "$4" -out "$1.csr"
            if [ "$2" = self ]; then signer="-selfsign -keyfile $1.key"; else signer="-keyfile $2.key -cert $2.crt"; fi
            # shellcheck disable=SC2086
            openssl ca -config ca.cnf -batch -notext -preserveDN -in "$1.csr" -out "$1.crt" $signer \
                -extfile ca.cnf -extensions "$3" -startdate "${5:-20260101}000000Z" -enddate "${6:-20360101}000000Z" \
                2>log || { cat log >&2; exit 1; }
        }
        for name in ca other anew ended-ca jane stranger ended early ending serving; do key $name; done
        key nobody
        issue ca self authority /CN=kubernetes
        issue other self authority /CN=other
        issue anew self authority /CN=kubernetes
        issue ended-ca self authority /CN=kubernetes 20200101 20250101
        issue jane ca client /CN=jane
        issue stranger other client /CN=stranger
        issue ended ca client /CN=ended 20250101 20260601
        issue early ca client /CN=early 20300101 20310101
        issue ending ca client /CN=ending 20260101 20261201
        issue serving ca server /CN=serving
        issue nobody ca client /O=nobody
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.key 2>/dev/null
        issue weak ca client /CN=weak
        openssl x509 -in jane.crt -outform DER -out jane.der
        openssl pkey -in jane.key -outform DER -out jane-key.der
        openssl pkcs8 -topk8 -in jane.key -passout pass:hush -out locked.key
        """#
}
