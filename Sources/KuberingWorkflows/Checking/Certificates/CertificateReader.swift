// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingCertificates
import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Reads the certificates and keys of many entries, and each of them once: whole fleets share one CA.
final class CertificateReader {
    private var certificates: [Source: CertificateReading] = [:]
    private var keys: [Source: KeyReading] = [:]

    /// Where certificates or a key come from.
    private enum Source: Hashable {
        case data(ScalarBytes)
        case file(String)
    }

    /// The certificates of a field, which has a second form with `-data` behind its name; nil when the entry has neither.
    func certificates(_ name: String, of entry: CheckedEntry) -> CertificateReading? {
        guard let (field, source) = source(name, of: entry) else { return nil }
        if let known = certificates[source] { return known }
        let outcome: CertificateReading.Outcome
        do {
            let (bytes, title) = try bytes(source, field, of: entry)
            let bundle = try CertificateBundle(reading: bytes, named: title)
            // DER is one certificate and nothing else, and Go does not read it.
            let isDER = bytes.first == 0x30 && bundle.certificates.first?.der == bytes
            outcome =
                isDER
                ? .unusable("\(OutsideText.quoted(title)) holds DER, and kubectl reads PEM only") : .usable(bundle)
        } catch let error as FileError {
            outcome = .unreadable(error)
        } catch {
            outcome = .unusable("\(error)")
        }
        let reading = CertificateReading(id: certificates.count, field: field, outcome: outcome)
        certificates[source] = reading
        return reading
    }

    /// The key of a field, which has a second form with `-data` behind its name; nil when the entry has neither.
    func key(_ name: String, of entry: CheckedEntry) -> KeyReading? {
        guard let (field, source) = source(name, of: entry) else { return nil }
        if let known = keys[source] { return known }
        let outcome: KeyReading.Outcome
        do {
            let (bytes, title) = try bytes(source, field, of: entry)
            let file = try PrivateKeyFile(reading: SecretBytes(bytes), named: title)
            if bytes.first == 0x30 {
                outcome = .unusable("\(OutsideText.quoted(title)) holds DER, and kubectl reads PEM only")
            } else if file.needsPassphrase {
                outcome = .unusable("\(OutsideText.quoted(title)) holds an encrypted key, and kubectl cannot open it")
            } else {
                outcome = .usable(try file.key().publicKey)
            }
        } catch let error as FileError {
            outcome = .unreadable(error)
        } catch {
            outcome = .unusable("\(error)")
        }
        let reading = KeyReading(id: keys.count, field: field, outcome: outcome)
        keys[source] = reading
        return reading
    }

    /// The data counts before the file, as for kubectl.
    private func source(_ name: String, of entry: CheckedEntry) -> (field: String, source: Source)? {
        let data = name + "-data"
        if entry.has(data), let node = entry.field(data) { return (data, .data(ScalarBytes(node))) }
        return entry.has(name) ? (name, .file(entry.resolved(entry.text(name)))) : nil
    }

    private func bytes(
        _ source: Source, _ field: String, of entry: CheckedEntry
    ) throws -> (bytes: [UInt8], title: String) {
        switch source {
        case .data: (entry.data(field) ?? [], field)
        case .file(let path): (try FileSnapshot.read(path, limit: PEM.sizeLimit).bytes, path)
        }
    }
}

/// The bytes of a scalar as a key of a dictionary; they stay in the text.
private struct ScalarBytes: Hashable {
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
