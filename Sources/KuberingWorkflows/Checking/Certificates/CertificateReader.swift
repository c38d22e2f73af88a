// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingConfig
import KuberingSystem

/// Reads the certificates and keys of many entries, and each of them once: whole fleets share one CA.
struct CertificateReader {
    private var certificates = ReadingTable<CertificateBundle>()
    private var keys = ReadingTable<PublicKey>()

    /// The certificates of a field, which has a second form with `-data` behind its name; nil for entries that have
    /// neither.
    mutating func certificates(_ name: String, of entries: [CheckedEntry]) -> [CertificateReading?] {
        certificates.readings(of: entries.map { CertificateSource(name, of: $0) }) { source in
            let (bytes, title) = (try source.contents(), source.title)
            let bundle = try CertificateBundle(reading: bytes, named: title)
            // DER is one certificate and nothing else, and Go does not read it.
            let isDER = bytes.first == 0x30 && bundle.certificates.first?.der == bytes
            return isDER
                ? .unusable("\(OutsideText.quoted(title)) holds DER, and kubectl reads PEM only") : .usable(bundle)
        }
    }

    /// The keys of a field, which has a second form with `-data` behind its name; nil for entries that have neither.
    mutating func keys(_ name: String, of entries: [CheckedEntry]) -> [KeyReading?] {
        keys.readings(of: entries.map { CertificateSource(name, of: $0) }) { source in
            let (bytes, title) = (try source.secretContents(), source.title)
            let file = try PrivateKeyFile(reading: bytes, named: title)
            if bytes.withExposedBytes({ $0.first }) == 0x30 {
                return .unusable("\(OutsideText.quoted(title)) holds DER, and kubectl reads PEM only")
            }
            if file.needsPassphrase {
                return .unusable("\(OutsideText.quoted(title)) holds an encrypted key, and kubectl cannot open it")
            }
            return .usable(try file.key().publicKey)
        }
    }
}

/// What was read, by where it comes from.
private struct ReadingTable<Value: Sendable> {
    private var positions: [CertificateSource: Int] = [:]
    private var outcomes: [Reading<Value>.Outcome] = []

    /// What the sources lead to; those that are new are read now, on all cores.
    mutating func readings(
        of sources: [CertificateSource?],
        _ read: @Sendable (CertificateSource) throws -> Reading<Value>.Outcome
    ) -> [Reading<Value>?] {
        var new: [CertificateSource] = []
        let ids = sources.map { source -> Int? in
            guard let source else { return nil }
            if let known = positions[source] { return known }
            let id = outcomes.count + new.count
            positions[source] = id
            new.append(source)
            return id
        }
        outcomes += new.mapOnAllCores { source in
            do {
                return try read(source)
            } catch let error as FileError {
                return .unreadable(error)
            } catch {
                return .unusable("\(error)")
            }
        }
        return zip(sources, ids).map { source, id in
            guard let source, let id else { return nil }
            return Reading(id: id, field: source.field, outcome: outcomes[id])
        }
    }
}
