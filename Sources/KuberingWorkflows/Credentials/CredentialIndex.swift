// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSecrets
public import KuberingSystem

/// kubering's own list of what it stored, without anything secret: a locked store cannot be listed.
///
/// One JSON file in the state folder; users of loaded kubeconfigs that carry a credential are listed too, wherever it
/// was stored from.
public struct CredentialIndex: Sendable {
    /// One stored credential.
    public struct Entry: Sendable, Hashable {
        /// Whose it is, as the kubeconfig calls the user.
        public let user: String
        /// What is known about it.
        public let facts: CredentialFacts
        /// Whether it is not known that the command that stores it has come to its end.
        public var isUnfinished = false

        /// Pairs a user with the facts.
        public init(user: String, facts: CredentialFacts) {
            self.user = user
            self.facts = facts
        }

        /// The facts and the user in one object.
        public var json: JSONValue {
            .object(
                [.init("id", .string(facts.id)), .init("user", .string(user))] + (facts.json.members ?? []).dropFirst())
        }

        /// As the list's file has it.
        fileprivate var listed: JSONValue {
            guard isUnfinished, let members = json.members else { return json }
            return .object(members + [.init("unfinished", .bool(true))])
        }

        /// Reads one from the list's file.
        fileprivate init?(_ value: JSONValue) {
            guard let facts = CredentialFacts(value) else { return nil }
            self.init(user: value["user"]?.string ?? "", facts: facts)
            isUnfinished = value["unfinished"] == .bool(true)
        }
    }

    private let file: PrivateFile?
    /// nil without a home.
    let vault: Vault?

    /// Finds the list; nothing is read yet.
    public init(_ directories: XDGDirectories) {
        file = directories.state.map { PrivateFile($0 + "/credentials.json") }
        vault = try? Vault(directories)
    }

    /// Everything stored, by user name; of one user in the order in which it was added.
    ///
    /// - Parameter config: Its users with a credential are listed too; nil leaves them out.
    /// - Returns: The credentials, each once.
    /// - Throws: An error when the list cannot be read.
    public func entries(with config: Kubeconfig?) throws -> [Entry] {
        let list = try read()
        var entries = list.entries
        for name in config?.names(.user) ?? [] {
            guard let user = try config?.user(named: name), let facts = CredentialFacts(of: user),
                !list.removed.contains(facts.id)
            else { continue }
            entries.removeAll { $0.facts.id == facts.id }
            entries.append(Entry(user: name, facts: facts))
        }
        // What a killed command was about to store, and did not, is no credential.
        entries.removeAll { $0.isUnfinished && isMissing($0) }
        return entries.enumerated()
            .sorted { ($0.element.user, $0.offset) < ($1.element.user, $1.offset) }.map(\.element)
    }

    /// The one credential that a word means, as in ``matches(_:in:)``.
    public func entry(_ word: String, with config: Kubeconfig?) throws -> Entry {
        let found = Self.matches(word, in: try entries(with: config))
        guard let entry = found.first, found.count == 1 else {
            let problem = found.isEmpty ? "no credential has" : "more than one credential has"
            throw WorkflowError(
                .noCredential,
                "\(problem) the id or user \(OutsideText.quoted(word)); see: kubering credential list",
                exitStatus: .notFound)
        }
        return entry
    }

    /// What a word means: the credential with that id, else those of the user of that name, else those whose id begins so,
    /// where the word has four characters at least.
    static func matches(_ word: String, in entries: [Entry]) -> [Entry] {
        let rules: [(Entry) -> Bool] = [
            { $0.facts.id == word }, { $0.user.isExactly(word) },
            { word.utf8.count >= 4 && $0.facts.id.hasPrefix(word) },
        ]
        return rules.lazy.map { entries.filter($0) }.first { !$0.isEmpty } ?? []
    }

    /// The store that a credential was put into; nil when the list does not tell, or cannot be read.
    ///
    /// - Throws: `SecretsError` with `credential-not-found` when it was removed.
    func store(of id: CredentialID) throws(SecretsError) -> StoreName? {
        // Without the list the stores themselves are asked.
        guard let list = try? read() else { return nil }
        if let entry = list.entries.first(where: { $0.facts.id == id.description }) {
            return StoreName(rawValue: entry.facts.store)
        }
        if list.removed.contains(id.description) { throw .credentialNotFound(id, in: "any store") }
        return nil
    }

    /// Adds a credential that is about to be stored.
    ///
    /// What a killed command has left on the list and did not store is taken off.
    func begin(_ entry: Entry) throws {
        var entry = entry
        entry.isUnfinished = true
        try change { list in
            list.entries.removeAll { $0.isUnfinished && isMissing($0) }
            list.entries.append(entry)
        }
    }

    /// Notes that whoever stored these credentials has come to the end.
    func finish(_ entries: [Entry]) throws {
        guard !entries.isEmpty else { return }
        let ids = Set(entries.map(\.facts.id))
        try change { list in
            list.entries.removeAll { ids.contains($0.facts.id) }
            list.entries += entries
        }
    }

    /// Whether the vault does not hold a credential that was put there; what is in other stores is not asked.
    func isMissing(_ entry: Entry) -> Bool {
        guard entry.facts.store == StoreName.vault.rawValue, let vault, let id = CredentialID(parsing: entry.facts.id)
        else { return false }
        // What cannot be seen is not known to be missing.
        return (try? vault.holds(id)) == false
    }

    /// Takes a credential off the list, also where a kubeconfig still names it.
    public func remove(_ id: String) throws {
        try change { list in
            list.entries.removeAll { $0.facts.id == id }
            list.removed = Array((list.removed.filter { $0 != id } + [id]).suffix(Self.removedLimit))
        }
    }

    /// The ids of the last credentials that were removed.
    func removed() throws -> Set<String> { Set(try read().removed) }

    /// How many removed credentials are remembered.
    private static let removedLimit = 200

    /// What the file holds.
    private struct Contents {
        var entries: [Entry] = []
        /// Ids that kubeconfigs may still name, the latest last.
        var removed: [String] = []
    }

    private func change(_ body: (inout Contents) -> Void) throws {
        guard let file else { return }
        try file.withExclusiveAccess {
            var list = try read()
            body(&list)
            let json = JSONValue.object([
                .init("credentials", .array(list.entries.map(\.listed))),
                .init("removed", .array(list.removed.map(JSONValue.string))),
            ])
            try file.write(Array((json.jsonText(indent: 2) + "\n").utf8))
        }
    }

    private func read() throws -> Contents {
        guard let file, let bytes = try file.read() else { return Contents() }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw FileError(.read, file.path, .other("\(error); remove it, users in kubeconfigs are found without it"))
        }
        let entries = (value["credentials"]?.array ?? []).compactMap(Entry.init)
        return Contents(entries: entries, removed: value["removed"]?.array?.compactMap(\.string) ?? [])
    }
}
