// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
import KuberingSystem

extension World {
    /// The private key in a file that an option named; asks for its passphrase when it has one.
    ///
    /// - Parameters:
    ///   - path: As it was typed; `-` is standard input.
    ///   - descriptor: Where the passphrase is read from, if the user said so.
    /// - Returns: The key.
    /// - Throws: ``FileError``, ``CertificateError``, ``UsageError`` when nobody can be asked.
    func openKey(_ path: String, passphraseDescriptor descriptor: Int32?) throws -> PrivateKey {
        try openKey(
            PrivateKeyFile(reading: try readSecretFile(path, limit: PEM.sizeLimit), named: path), path, descriptor)
    }

    /// The same for a file that has been read already.
    func openKey(_ file: PrivateKeyFile, _ path: String, _ descriptor: Int32?) throws -> PrivateKey {
        guard file.needsPassphrase else { return try file.key(passphrase: nil) }
        if let descriptor {
            return try file.key(passphrase: try inputFromDescriptor(descriptor).readSecretLine())
        }
        guard prompter.canAsk else {
            throw UsageError(
                "\(OutsideText.quoted(path)) is encrypted: give its passphrase with --passphrase-fd N, "
                    + "for example --passphrase-fd 3 3<FILE")
        }
        return try file.key(passphrase: try prompter.readSecret("Passphrase of \(OutsideText.escaped(path)): "))
    }
}
