// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// What kubectl reads from a context, cluster or user, however it is written.
///
/// The order of keys, quoting, comments, fields that nobody knows and empty ones make no difference.
///
/// Nothing is read before it is asked for: a fleet of entries would be in memory twice.
public struct EntryMeaning: Sendable {
    private let kind: EntryKind
    private let origin: Kubeconfig.Origin
    private let config: Kubeconfig
    private var replaced: [String: String] = [:]

    /// Names an entry.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - origin: The entry.
    ///   - config: Where it comes from.
    public init(_ kind: EntryKind, _ origin: Kubeconfig.Origin, of config: Kubeconfig) {
        self.kind = kind
        self.origin = origin
        self.config = config
    }

    /// The known fields in the order of the Kubernetes type, relative paths made absolute; secrets are in it.
    ///
    /// - Returns: An object.
    /// - Throws: ``ConfigError`` where a value has no JSON form.
    public func content() throws(ConfigError) -> JSONValue {
        let content: JSONValue
        do throws(YAMLError) {
            let fields = try FieldPrinter(isRedacting: false)
                .object(origin.entry.item[kind.contentKey], Schema.content(of: kind))
            content = ConfigView.withAbsolutePaths(fields, origin, in: config)
        } catch {
            throw .invalid(config.path(of: origin), error)
        }
        guard !replaced.isEmpty else { return content }
        return .object(
            (content.members ?? []).map { member in
                replaced[member.name].map { .init(member.name, .string($0)) } ?? member
            })
    }

    /// The same with one field replaced, where it has one.
    public func replacing(_ field: String, by value: String) -> EntryMeaning {
        var changed = self
        changed.replaced[field] = value
        return changed
    }

    /// Whether both mean the same to kubectl.
    ///
    /// A file that an entry names counts as if its contents were embedded; one that cannot be read is only the same as
    /// itself.
    ///
    /// - Parameter other: An entry of the same kind.
    /// - Returns: Whether it is the same.
    /// - Throws: What ``content()`` throws for either.
    public func isSame(as other: EntryMeaning) throws(ConfigError) -> Bool {
        let (mine, theirs) = (try content(), try other.content())
        if mine == theirs { return true }
        return (Self.namesFiles(mine) || Self.namesFiles(theirs)) && Self.embedded(mine) == Self.embedded(theirs)
    }

    private static let fileFields = ["certificate-authority", "client-certificate", "client-key"]

    private static func namesFiles(_ content: JSONValue) -> Bool { fileFields.contains { content[$0] != nil } }

    /// The content with the contents of files in the place of their names.
    private static func embedded(_ content: JSONValue) -> JSONValue {
        .object(
            (content.members ?? []).map { member in
                guard fileFields.contains(member.name), let path = member.value.string,
                    content[member.name + "-data"] == nil,
                    // A file that cannot be read leaves the name to compare.
                    let contents = try? FileSnapshot.readSecret(path, limit: 1_048_576)
                else { return member }
                return .init(member.name + "-data", .string(contents.exposedBase64))
            })
    }
}
