// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingCertificates
public import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// How a user proves who they are, and until when, as far as that shows without unlocking or running anything.
public struct AuthenticationFacts: Sendable, Hashable {
    /// What the API server is shown.
    public enum Kind: String, Sendable, Hashable {
        /// A client certificate.
        case clientCertificate = "client-certificate"
        /// A bearer token.
        case token
        /// A bearer token read from a file.
        case tokenFile = "token-file"
        /// A user name and password.
        case basic
        /// Whatever a program answers.
        case exec
        /// A provider compiled into kubectl.
        case authProvider = "auth-provider"
        /// Nothing.
        case none
    }

    /// What the API server is shown.
    public let kind: Kind
    /// Where the secret rests: `embedded`, `file`, `plugin`, or the name of a store; nil when there is none.
    public let storage: String?
    /// The certificate's subject, for example `O=dev,CN=jane`.
    public let subject: String?
    /// When the certificate or the token ends, as far as it says so, in RFC 3339.
    public let notAfter: String?
    /// The id in the store, when kubering keeps the secret.
    public let credential: String?
    /// Why the certificate's facts are missing, when they are.
    public let problem: String?

    init(
        _ kind: Kind, storage: String? = nil, subject: String? = nil, notAfter: String? = nil,
        credential: String? = nil, problem: String? = nil
    ) {
        self.kind = kind
        self.storage = storage
        self.subject = subject
        self.notAfter = notAfter
        self.credential = credential
        self.problem = problem
    }

    /// The facts of one user of a configuration; of kind `none` when there is no such user.
    ///
    /// A certificate counts before a token, because it does so for the API server; a plugin counts only without either,
    /// because kubectl does not run it then.
    public init(user name: String, in config: Kubeconfig) throws {
        guard let user = try config.user(named: name), let origin = config.origin(.user, named: name) else {
            self.init(.none)
            return
        }
        if user.clientCertificateData != nil || !user.clientCertificate.isEmpty {
            self = Self.certificate(of: user, named: name, origin, in: config)
        } else if !user.tokenFile.isEmpty {
            self.init(.tokenFile, storage: "file")
        } else if let token = user.token {
            self.init(.token, storage: "embedded", notAfter: TokenLifetime(of: token).end?.rfc3339)
        } else if !user.username.isEmpty {
            self.init(.basic, storage: "embedded")
        } else if let stored = CredentialFacts(of: user) {
            self.init(
                Kind(rawValue: stored.kind) ?? .exec,
                storage: stored.store.hasPrefix("helper:") ? "helper" : stored.store, subject: stored.subject,
                notAfter: stored.notAfter, credential: stored.id)
        } else if user.exec != nil {
            self.init(.exec, storage: "plugin")
        } else if user.authProvider != nil {
            self.init(.authProvider, storage: "embedded")
        } else {
            self.init(.none)
        }
    }

    private static func certificate(
        of user: User, named name: String, _ origin: Kubeconfig.Origin, in config: Kubeconfig
    ) -> AuthenticationFacts {
        let storage = user.clientKeyData != nil ? "embedded" : user.clientKey.isEmpty ? nil : "file"
        do {
            let path = config.resolved(user.clientCertificate, from: origin)
            let bytes = try user.clientCertificateData ?? FileSnapshot.read(path, limit: PEM.sizeLimit).bytes
            let source = user.clientCertificateData == nil ? path : "the client certificate of user \(name)"
            let leaf = try CertificateBundle(reading: bytes, named: source).leaf
            return AuthenticationFacts(
                .clientCertificate, storage: storage, subject: leaf.subject.description,
                notAfter: leaf.notAfter.rfc3339)
        } catch {
            return AuthenticationFacts(.clientCertificate, storage: storage, problem: "\(error)")
        }
    }

    /// The user name that the API server takes from the certificate; nil when that is not known.
    ///
    /// It is the last common name of ``subject``, which the certificate's facts have as text.
    var commonName: String? {
        var names: [[Unicode.Scalar]] = []
        var text: [Unicode.Scalar] = []
        var isEscaped = false
        for scalar in (subject.map { $0 + "," } ?? "").unicodeScalars {
            if !isEscaped, scalar == "," || scalar == "+" {
                names.append(text)
                text = []
            } else if isEscaped || scalar != "\\" {
                text.append(scalar)
            }
            isEscaped = !isEscaped && scalar == "\\"
        }
        let mark = Array("CN=".unicodeScalars)
        return names.last { $0.starts(with: mark) }.map { String(String.UnicodeScalarView($0.dropFirst(mark.count))) }
    }

    /// The facts as the `authentication` object of JSON output; absent ones are left out.
    public var json: JSONValue {
        .object(present: [
            "kind": .string(kind.rawValue), "storage": storage.map(JSONValue.string),
            "subject": subject.map(JSONValue.string), "notAfter": notAfter.map(JSONValue.string),
            "credential": credential.map(JSONValue.string), "problem": problem.map(JSONValue.string),
        ])
    }
}
