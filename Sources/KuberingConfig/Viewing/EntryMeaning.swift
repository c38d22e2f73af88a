// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// What kubectl reads from a context, cluster or user, however it is written.
///
/// The order of keys, quoting, comments, fields that nobody knows and empty ones make no difference.
public struct EntryMeaning: Sendable {
    /// The known fields in the order of the Kubernetes type, relative paths made absolute; secrets are in it.
    public private(set) var content: JSONValue

    /// Reads an entry.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - origin: The entry.
    ///   - config: Where it comes from.
    /// - Throws: ``ConfigError`` where a value has no JSON form.
    public init(_ kind: EntryKind, _ origin: Kubeconfig.Origin, of config: Kubeconfig) throws(ConfigError) {
        do throws(YAMLError) {
            let fields = try FieldPrinter(isRedacting: false)
                .object(origin.entry.item[kind.contentKey], Schema.content(of: kind))
            content = ConfigView.withAbsolutePaths(fields, origin, in: config)
        } catch {
            throw .invalid(config.path(of: origin), error)
        }
    }

    /// The same with one field replaced, where it has one.
    public func replacing(_ field: String, by value: String) -> EntryMeaning {
        var changed = self
        changed.content = .object(
            (content.members ?? []).map { $0.name == field ? .init(field, .string(value)) : $0 })
        return changed
    }

    /// Whether both mean the same to kubectl.
    ///
    /// A file that an entry names counts as if its contents were embedded; one that cannot be read is only the same as
    /// itself.
    public func isSame(as other: EntryMeaning) -> Bool {
        content == other.content || ((namesFiles || other.namesFiles) && embedded == other.embedded)
    }

    private static let fileFields = ["certificate-authority", "client-certificate", "client-key"]

    private var namesFiles: Bool { Self.fileFields.contains { content[$0] != nil } }

    /// The content with the contents of files in the place of their names.
    private var embedded: JSONValue {
        .object(
            (content.members ?? []).map { member in
                guard Self.fileFields.contains(member.name), let path = member.value.string,
                    content[member.name + "-data"] == nil,
                    // A file that cannot be read leaves the name to compare.
                    let bytes = try? FileSnapshot.read(path, limit: 1_048_576).bytes
                else { return member }
                return .init(member.name + "-data", .string(Base64.encoded(bytes)))
            })
    }
}
