// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import FoundationEssentials
public import KuberingCertificates
public import KuberingSystem

/// Makes a new CA: a certificate that is signed by itself, and its key in a file that only its owner can read.
public struct CreateAuthority {
    /// What is asked for.
    public struct Request: Sendable {
        /// The common name.
        public var name: String
        /// The organizations, if any.
        public var organizations: [String] = []
        /// The kind of the key.
        public var keyType = NewKeyType.p256
        /// How long it is valid, in seconds.
        public var lifetime: TimeInterval = 3_650 * 86_400
        /// How many CAs may follow below it; nil for any number.
        public var pathLength: Int?

        /// Starts with what is always needed.
        public init(name: String) {
            self.name = name
        }
    }

    private let world: World

    /// Prepares a CA.
    public init(_ world: World) {
        self.world = world
    }

    /// Makes the two files.
    ///
    /// - Parameters:
    ///   - request: What is asked for.
    ///   - certificatePath: The absolute path of the certificate, mode 0644.
    ///   - keyPath: The absolute path of the key, mode 0600.
    /// - Returns: The certificate.
    /// - Throws: `FileError` when one of the files is there already, `CertificateError`. Nothing is left behind then.
    public func run(_ request: Request, certificate certificatePath: String, key keyPath: String) throws -> Certificate
    {
        try NewFiles.check([certificatePath, keyPath])
        let key = try PrivateKey(generating: request.keyType)
        let now = Date(timeIntervalSince1970: world.now().timeIntervalSince1970.rounded(.down))
        var template = CertificateTemplate(
            subject: try DistinguishedName(organizations: request.organizations, commonName: request.name),
            publicKey: key.publicKey, serial: world.randomBytes(16), notBefore: now.addingTimeInterval(-300),
            notAfter: now.addingTimeInterval(request.lifetime))
        template.keyUsage = [.digitalSignature, .keyEncipherment, .certificateSigning]
        template.authority = .init(pathLength: request.pathLength)
        // As kubeadm's CAs have it; client-go, `util/cert`, `NewSelfSignedCACert`.
        template.names = SubjectAlternativeName(host: request.name).map { [$0] } ?? []
        let authority = try CertificateAuthority(creating: template, key: key)
        _ = try NewFiles([
            .init(keyPath, key.pem),
            .init(certificatePath, SecretBytes(utf8: authority.certificate.pem), mode: 0o644),
        ])
        return authority.certificate
    }
}
