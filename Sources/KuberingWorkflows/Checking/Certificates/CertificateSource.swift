// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Where certificates or a key of an entry come from; the same for the same bytes in the same field, and for the same file.
struct CertificateSource: Sendable {
    private enum Place: Hashable, Sendable {
        case data(ScalarBytes)
        case file(String)
    }

    /// The field of the entry.
    let field: String
    private let place: Place
    private let entry: CheckedEntry

    /// The source that counts, which is the data before the file, as for kubectl; nil when there is neither.
    init?(_ name: String, of entry: CheckedEntry) {
        let data = name + "-data"
        if entry.has(data), let node = entry.field(data) {
            (field, place) = (data, .data(ScalarBytes(node)))
        } else if entry.has(name) {
            (field, place) = (name, .file(entry.resolved(entry.text(name))))
        } else {
            return nil
        }
        self.entry = entry
    }

    /// What messages call it.
    var title: String {
        switch place {
        case .data: field
        case .file(let path): path
        }
    }

    /// The bytes.
    ///
    /// - Throws: `FileError`.
    func contents() throws -> [UInt8] {
        switch place {
        case .data: entry.data(field) ?? []
        case .file(let path): try FileSnapshot.read(path, limit: PEM.sizeLimit).bytes
        }
    }

    /// The bytes where they are those of a key.
    ///
    /// - Throws: `FileError`.
    func secretContents() throws -> SecretBytes {
        switch place {
        case .data: entry.secretData(field) ?? SecretBytes([])
        case .file(let path): try FileSnapshot.readSecret(path, limit: PEM.sizeLimit)
        }
    }
}

extension CertificateSource: Hashable {
    static func == (left: CertificateSource, right: CertificateSource) -> Bool {
        left.field == right.field && left.place == right.place
    }

    func hash(into hasher: inout Hasher) { hasher.combine(place) }
}

/// The bytes of a scalar as a key of a dictionary; they stay in the text.
private struct ScalarBytes: Hashable, Sendable {
    private let node: YAMLNode

    init(_ node: YAMLNode) {
        self.node = node
    }

    func hash(into hasher: inout Hasher) {
        node.withScalarBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    static func == (left: ScalarBytes, right: ScalarBytes) -> Bool {
        left.node.withScalarBytes { left in
            right.node.withScalarBytes { right in
                guard left.count == right.count, let one = left.baseAddress, let other = right.baseAddress else {
                    return left.count == right.count
                }
                return memcmp(one, other, left.count) == 0
            }
        }
    }
}
