// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingConfig
import KuberingSystem

/// What rules know besides the kubeconfigs; found out once, when the first of them asks.
final class CheckFacts {
    let environment: Environment
    let now: Date
    /// How a kubeconfig calls the kubering that runs now.
    let ownCommand: String
    /// How long before its end a certificate is reported, in seconds.
    let warnBefore: TimeInterval
    private let subject: CheckSubject
    private var reader = CertificateReader()
    private var certificateFindings: [Int: [CertificateFinding]] = [:]

    init(
        _ subject: CheckSubject, environment: Environment, now: Date, ownCommand: String, warnBefore: TimeInterval
    ) {
        self.ownCommand = ownCommand
        self.subject = subject
        self.environment = environment
        self.now = now
        self.warnBefore = warnBefore
    }

    /// Every user with its certificate and key, in file order.
    lazy var users: [CheckedUser] = {
        let entries = subject.all(.user)
        let certificates = reader.certificates("client-certificate", of: entries)
        let keys = reader.keys("client-key", of: entries)
        return zip(entries, zip(certificates, keys)).map { CheckedUser($0, certificate: $1.0, key: $1.1) }
    }()

    /// Every cluster with its CAs, in file order.
    lazy var clusters: [CheckedCluster] = {
        let entries = subject.all(.cluster)
        return zip(entries, reader.certificates("certificate-authority", of: entries))
            .map { CheckedCluster($0, authority: $1) }
    }()

    /// What is wrong between users and the clusters they are used with.
    lazy var chains: [ChainFindings.Pair] = ChainFindings.all(in: subject, self)

    /// What kubering stored.
    lazy var credentials = CredentialIndex(XDGDirectories(environment: environment))

    /// The ids of credentials that were removed from their stores; none when kubering's list cannot be read.
    lazy var removedCredentials: Set<String> = (try? credentials.removed()) ?? []

    /// The programs that users sign in with.
    lazy var plugins: [PluginProgram] = PluginProgram.all(in: subject, searchPath: searchPath)

    /// Where programs are looked for.
    var searchPath: String { environment["PATH", default: ""] }

    /// kubectl's own settings about plugins.
    lazy var kuberc = Kuberc(
        environment: environment, workingDirectory: subject.config.location.workingDirectory)

    /// What is wrong with a client certificate by itself; each is looked at once.
    func findings(about certificate: CertificateReading) -> [CertificateFinding] {
        guard case .usable(let bundle) = certificate.outcome else { return [] }
        if let known = certificateFindings[certificate.id] { return known }
        let check = ClientCertificateCheck(bundle, authorities: nil, now: now, warnBefore: warnBefore)
        let found = check.findings
        certificateFindings[certificate.id] = found
        return found
    }
}

/// A user with its certificate and key; a class, since rules pass thousands of them around.
final class CheckedUser: Sendable {
    let entry: CheckedEntry
    let certificate: CertificateReading?
    let key: KeyReading?

    init(_ entry: CheckedEntry, certificate: CertificateReading?, key: KeyReading?) {
        self.entry = entry
        self.certificate = certificate
        self.key = key
    }
}

/// A cluster with its CAs.
final class CheckedCluster: Sendable {
    let entry: CheckedEntry
    let authority: CertificateReading?

    init(_ entry: CheckedEntry, authority: CertificateReading?) {
        self.entry = entry
        self.authority = authority
    }
}
