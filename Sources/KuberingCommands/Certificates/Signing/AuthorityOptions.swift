// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem

/// A CA that is at hand.
struct AuthorityOptions: ParsableArguments {
    @Option(help: "The CA's certificate; the CAs above it may follow.", completion: .file())
    var caCertificate: String
    @Option(help: "The CA's private key.", completion: .file())
    var caKey: String
    @Option(help: "Read the passphrase of an encrypted key from this descriptor.")
    var passphraseFd: Int32?

    /// The CA; the first certificate of the file that belongs to the key.
    func open(_ world: World) throws -> CertificateAuthority {
        let bundle = try CertificateBundle(
            reading: try world.readFile(caCertificate, limit: PEM.sizeLimit), named: caCertificate)
        let key = try world.openKey(caKey, passphraseDescriptor: passphraseFd)
        return try CertificateAuthority(
            (bundle.withLeafFirst(for: key) ?? bundle).leaf, key: key, among: bundle.certificates)
    }
}
