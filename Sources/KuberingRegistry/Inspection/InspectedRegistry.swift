// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// One registry of a pull secret, as a kubelet understands the entry.
public struct InspectedRegistry: Sendable {
    /// The key of the `auths` map, to the letter.
    public let server: String
    /// The user name a kubelet would send; nil when there is none or it cannot be decoded.
    public let username: String?
    /// The mail address, which nobody uses.
    public let email: String?
    /// What is wrong with the entry, worst first.
    public let problems: [PullSecretProblem]
    private let password: SecretBytes?

    /// The key for people.
    public var shownServer: String { OutsideText.escaped(RegistryKey.redacted(server)) }

    /// Whether there is a password that is not empty.
    public var hasPassword: Bool { password != nil }

    /// Whether no image can have this registry.
    public var isNeverMatched: Bool { RegistryKey.reasonNeverMatched(server) != nil }

    /// The password, for a user who asked to see it.
    public func revealedPassword() -> SecretBytes? { password }

    /// The credential, for whoever is to ask the registry; nil when the entry lacks a part of it.
    public var credential: RegistryCredential? {
        guard let username, let password else { return nil }
        return RegistryCredential(server: server, username: username, password: password)
    }

    init(server: String, entry: DockerConfigEntry) {
        var problems: [PullSecretProblem] = []
        if entry.isMalformed { problems.append(.malformed("the entry is not an object")) }
        problems += entry.malformedFields.map { .malformed("its \($0) is not a string") }
        if let reason = RegistryKey.reasonNeverMatched(server) {
            problems.append(.neverMatched(reason))
        } else if KubeletKey(server)?.isVersionTakenForPath == true {
            problems.append(.versionTakenForPath)
        } else if RegistryKey.isOtherNameOfHub(server) {
            problems.append(.otherNameOfHub)
        }

        if RegistryKey.hasUserinfo(server) { problems.append(.credentialInKey) }
        var username = entry.username
        var password = entry.password
        switch entry.authentication {
        case .absent: break
        case .faulty(let fault):
            username = nil
            password = nil
            problems.append(.undecodable(fault))
        case .decoded(let pair):
            if entry.isContradicted(by: pair) { problems.append(.authOverrides) }
            username = pair.username.isEmpty ? nil : String(decoding: pair.username, as: UTF8.self)
            password = pair.password.count == 0 ? nil : pair.password
        }
        if entry.count > 1 { problems.append(.repeatedRegistry(entry.count)) }
        problems += entry.repeatedFields.map { .repeatedField($0) }
        if entry.hasToken { problems.append(.tokenIgnored) }
        if username == RegistryCredential.tokenUsername { problems.append(.identityToken) }
        if !problems.contains(where: { $0.severity == .breaksEveryPull }) {
            switch (username, password) {
            case (nil, nil): problems.append(.noCredential)
            case (nil, _): problems.append(.noUsername)
            case (_, nil): problems.append(.noPassword)
            default: break
            }
        }
        self.server = server
        self.username = username
        self.password = password
        self.email = entry.email
        self.problems = problems.worstFirst
    }
}

extension DockerConfigEntry {
    fileprivate func isContradicted(by pair: BasicAuthentication) -> Bool {
        if let username, !username.utf8.elementsEqual(pair.username) { return true }
        if let password, !password.hasSameBytes(as: pair.password) { return true }
        return false
    }
}

extension [PullSecretProblem] {
    /// The problems by severity, otherwise in their order.
    var worstFirst: Self {
        [.breaksEveryPull, .error, .warning].flatMap { severity in filter { $0.severity == severity } }
    }
}
