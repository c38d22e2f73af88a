// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingShell
public import KuberingSystem

/// What `-` goes back to: the previous context, and the previous namespace of each context.
///
/// Kept in the state folder, one file for each shell that can be told and one for all the rest; in a session, with the
/// session. Lines of
/// `context NAME` and `namespace CONTEXT NAME`, with names percent-encoded.
public struct PreviousNames: Sendable {
    private let folder: String?
    private let shell: ShellIdentity?
    private let session: Session?

    /// Finds the state of a shell; nothing is read yet.
    public init(_ world: World) {
        session = Session(world)
        folder = world.directories.state.map { $0 + "/previous" }
        shell = world.shell
    }

    /// Throws ``WorkflowError`` of code `no-previous` when there is no place for them.
    func checkPlace() throws(WorkflowError) {
        if files.isEmpty { throw .nothingRemembered }
    }

    /// The context before the last switch; nil when there was none.
    public func context() -> String? {
        lookUp { $0.context }
    }

    /// The context before the last switch.
    ///
    /// - Throws: ``WorkflowError`` of code `no-previous` when there was none.
    public func requiredContext() throws(WorkflowError) -> String {
        guard let name = context(), !name.isEmpty else { throw .noPreviousContext }
        return name
    }

    /// The namespace that a context had before its last change; nil when there was none, empty for the default.
    public func namespace(of context: String) -> String? {
        lookUp { $0.namespaces[ExactName(context)] }
    }

    /// Remembers the context that was left.
    ///
    /// - Parameter context: Its name; empty when none was current.
    /// - Returns: Why it could not be kept, if so: the switch itself is made by then, and has not failed.
    public func remember(context: String) -> String? {
        update { $0.context = context }
    }

    /// Remembers the namespace that was left.
    ///
    /// - Parameters:
    ///   - namespace: Its name; empty for the default.
    ///   - context: Whose it was.
    /// - Returns: Why it could not be kept, if so: the switch itself is made by then, and has not failed.
    public func remember(namespace: String, of context: String) -> String? {
        update { $0.namespaces[ExactName(context)] = namespace }
    }

    /// Follows the renaming of a context, for all shells, and in this session.
    ///
    /// - Parameters:
    ///   - context: Its name before.
    ///   - name: Its name now.
    public func rename(context: String, to name: String) {
        var places: [(path: String, files: [PrivateFile])] = []
        if let folder {
            places.append((folder, Directory.names(in: folder).map { PrivateFile(folder + "/" + $0) }))
        }
        if let session { places.append((session.previousNames, [PrivateFile(session.previousNames)])) }
        for (place, files) in places where !files.isEmpty {
            // A name that is not followed is missed by - with an error of its own.
            try? PrivateFile(place).withExclusiveAccess {
                for file in files {
                    guard let old = try file.read(), case var record = Record(old), record.rename(context, to: name)
                    else { continue }
                    try file.write(record.bytes)
                }
            }
        }
    }

    private var files: [PrivateFile] {
        if let session { return [PrivateFile(session.previousNames)] }
        guard let folder else { return [] }
        return ([shell?.key].compactMap { $0 } + ["all"]).map { PrivateFile(folder + "/" + $0) }
    }

    private func lookUp(_ value: (Record) -> String?) -> String? {
        for file in files {
            // State that cannot be read is like none: going back is then an error of its own.
            if let bytes = try? file.read(), let found = value(Record(bytes)) { return found }
        }
        return nil
    }

    private func update(_ change: (inout Record) -> Void) -> String? {
        guard let place = session?.previousNames ?? folder else { return nil }
        do {
            // Two switches at once must not forget each other's.
            try PrivateFile(place).withExclusiveAccess {
                for file in files {
                    let old = try file.read()
                    if old == nil, session == nil { Self.forgetEndedShells(place) }
                    var record = Record(old ?? [])
                    change(&record)
                    try file.write(record.bytes)
                }
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func forgetEndedShells(_ folder: String) {
        for name in Directory.names(in: folder) where name != "all" && !ShellIdentity.isAlive(key: name) {
            // One that stays is of no use and does no harm.
            try? PrivateFile(folder + "/" + name).remove()
        }
    }
}

private struct Record {
    var context: String?
    var namespaces: [ExactName: String] = [:]

    init(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map(PercentEncoding.decoded)
            switch (words.first, words.count) {
            case ("context", 2): context = words[1]
            case ("namespace", 3): namespaces[ExactName(words[1])] = words[2]
            default: continue
            }
        }
    }

    /// Whether the record knows the context.
    mutating func rename(_ old: String, to name: String) -> Bool {
        let wasPrevious = context.map { $0.isExactly(old) } ?? false
        if wasPrevious { context = name }
        let namespace = namespaces.removeValue(forKey: ExactName(old))
        if let namespace { namespaces[ExactName(name)] = namespace }
        return wasPrevious || namespace != nil
    }

    var bytes: [UInt8] {
        var text = ""
        if let context { text += "context \(PercentEncoding.encoded(context))\n" }
        for (name, namespace) in namespaces.sorted(by: { $0.key.text.precedes($1.key.text) }) {
            text += "namespace \(PercentEncoding.encoded(name.text)) \(PercentEncoding.encoded(namespace))\n"
        }
        return Array(text.utf8)
    }
}
