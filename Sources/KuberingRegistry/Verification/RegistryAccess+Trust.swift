// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import NIOSSL

extension RegistryAccess {
    /// Whom to believe to be the registry, and how to show who we are.
    ///
    /// - Parameter registry: Its host, with its port if one is written.
    /// - Returns: The settings of a client.
    /// - Throws: A failure when a certificate or key that was meant for it cannot be used.
    func trust(for registry: String) throws(RegistryConnection.Failure) -> TLSConfiguration {
        var trust = TLSConfiguration.makeClientConfiguration()
        if skipsVerification { trust.certificateVerification = .none }
        if let authorities {
            guard let certificates = Self.certificates(authorities) else {
                throw .init(reason: "the file of certificate authorities holds no certificate that can be used")
            }
            trust.trustRoots = .certificates(certificates)
        }
        guard let folder = RegistryCertificateFolder(for: registry, in: certificateFolders) else { return trust }
        for path in folder.authorities where authorities == nil {
            guard let certificates = Self.certificates(try RegistryCertificateFolder.read(path)) else {
                throw .init(reason: "\(OutsideText.escaped(path)) holds no certificate that can be used")
            }
            trust.additionalTrustRoots.append(.certificates(certificates))
        }
        if let client = try folder.client() {
            guard let certificates = Self.certificates(try RegistryCertificateFolder.read(client.certificate)) else {
                throw .init(reason: "\(OutsideText.escaped(client.certificate)) holds no certificate that can be used")
            }
            let key = try RegistryCertificateFolder.readKey(client.key)
            do {
                trust.privateKey = .privateKey(
                    try key.withTemporaryArray { try NIOSSLPrivateKey(bytes: $0, format: .pem) })
            } catch {
                throw .init(reason: "\(OutsideText.escaped(client.key)) holds no private key that can be used")
            }
            trust.certificateChain = certificates.map { .certificate($0) }
        }
        return trust
    }

    /// The certificates of a PEM text; nil when there is none, or one that cannot be used.
    private static func certificates(_ text: [UInt8]) -> [NIOSSLCertificate]? {
        // Whatever is wrong with it, it is no certificate to us.
        let found = try? NIOSSLCertificate.fromPEMBytes(text)
        return found?.isEmpty == false ? found : nil
    }
}
