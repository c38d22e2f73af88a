// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem
import KuberingYAML

/// The merged configuration as one JSON value, the way `kubectl config view` shows it.
///
/// Source: kubectl `pkg/cmd/config/view.go` and client-go `tools/clientcmd/api/helpers.go`.
public struct ConfigView: Sendable {
    /// Whether secrets are shown.
    public var isRaw = false
    /// Whether only the current context, its cluster and its user are shown.
    public var isMinified = false
    /// Whether the files that the entries name are put in their place.
    public var isFlattened = false
    /// The context to minify to; nil is the current one.
    public var context: String?

    /// A view of everything, without secrets.
    public init() {}

    /// Builds the view.
    ///
    /// - Parameter config: What to show.
    /// - Returns: The object, its members in the order of the Kubernetes types; unknown fields are left out.
    /// - Throws: ``ConfigError`` when there is nothing to minify to, or a path field stands beside its data;
    ///   `FileError` when a file to flatten cannot be read.
    public func json(of config: Kubeconfig) throws -> JSONValue {
        let current = try isMinified ? minifiedContext(of: config) : config.currentContext
        var members: [JSONValue.Member] = [.init("kind", "Config"), .init("apiVersion", "v1")]
        for field in Schema.config.fields.dropFirst(2) {
            switch field.name {
            case "current-context": members.append(.init(field.name, .string(current)))
            case "preferences", "extensions":
                if let value = try topLevel(field, of: config) { members.append(.init(field.name, value)) }
            default:
                guard let kind = EntryKind.allCases.first(where: { $0.listKey == field.name }) else { continue }
                let kept = try origins(kind, of: config, current: current)
                let items = try kept.map { try item(kind, $0, in: config) }
                members.append(.init(field.name, items.isEmpty ? .null : .array(items)))
            }
        }
        return .object(members)
    }

    private func minifiedContext(of config: Kubeconfig) throws -> String {
        let name = context ?? config.currentContext
        guard !name.isEmpty else { throw ConfigError.noCurrentContext }
        guard config.origin(.context, named: name) != nil else { throw config.contextNotFound(name) }
        return name
    }

    private func origins(_ kind: EntryKind, of config: Kubeconfig, current: String) throws -> [Kubeconfig.Origin] {
        guard isMinified else {
            return config.entries(kind).sorted { $0.entry.name.utf8.lexicographicallyPrecedes($1.entry.name.utf8) }
        }
        guard let context = try config.context(named: current) else { return [] }
        let name =
            switch kind {
            case .context: current
            case .cluster: context.cluster
            case .user: context.user
            }
        if name.isEmpty { return [] }
        guard let origin = config.origin(kind, named: name) else {
            throw ConfigError.notFound(kind, name, existing: config.names(kind), place: config.placeInWords)
        }
        return [origin]
    }

    private func item(_ kind: EntryKind, _ origin: Kubeconfig.Origin, in config: Kubeconfig) throws -> JSONValue {
        let printer = FieldPrinter(isRedacting: !isRaw)
        let schema: Schema =
            switch kind {
            case .cluster: .cluster
            case .user: .user
            case .context: .context
            }
        let node = origin.entry.item[kind.contentKey]
        var content = try invalid(origin, in: config) { () throws(YAMLError) in try printer.object(node, schema) }
        if isFlattened { content = try flattened(content, kind, origin, in: config) }
        return .object([.init("name", .string(origin.entry.name)), .init(kind.contentKey, content)])
    }

    private func invalid<Result>(
        _ origin: Kubeconfig.Origin, in config: Kubeconfig, _ body: () throws(YAMLError) -> Result
    ) throws -> Result {
        do throws(YAMLError) {
            return try body()
        } catch {
            throw ConfigError.invalid(config.path(of: origin), error)
        }
    }

    /// Replaces path fields by the contents of their files.
    private func flattened(
        _ content: JSONValue, _ kind: EntryKind, _ origin: Kubeconfig.Origin, in config: Kubeconfig
    ) throws -> JSONValue {
        guard var members = content.members else { return content }
        for pathField in ["certificate-authority", "client-certificate", "client-key"] {
            let dataField = pathField + "-data"
            guard let index = members.firstIndex(where: { $0.name == pathField }),
                let path = members[index].value.string
            else { continue }
            guard !members.contains(where: { $0.name == dataField }) else {
                throw ConfigError(
                    .pathAndData, path: config.path(of: origin), position: origin.entry.item.position,
                    name: origin.entry.name,
                    "\(kind.rawValue) \(OutsideText.quoted(origin.entry.name)) has both \(pathField) and \(dataField); "
                        + "remove one of them")
            }
            let resolved = config.resolved(path, from: origin)
            let data =
                if isRaw {
                    Base64.encoded(try FileSnapshot.read(resolved, limit: 1_048_576).bytes)
                } else {
                    "DATA+OMITTED"
                }
            members[index] = .init(dataField, .string(data))
        }
        return .object(members)
    }

    private func topLevel(_ field: Field, of config: Kubeconfig) throws -> JSONValue? {
        let printer = FieldPrinter(isRedacting: !isRaw)
        var items: [JSONValue] = []
        var colors = false
        var names = Set<ExactName>()
        for file in config.files {
            let root = file.document.root
            let holder = field.name == "preferences" ? root?["preferences"] : root
            colors = colors || (field.name == "preferences" && Fields(holder).bool("colors"))
            guard let list = holder?["extensions"], list.kind == .sequence else { continue }
            do throws(YAMLError) {
                for element in list.elements where names.insert(ExactName(Fields(element).string("name"))).inserted {
                    items.append(try printer.named(element, Schema.namedExtension))
                }
            } catch {
                throw ConfigError.invalid(file.path, error)
            }
        }
        items.sort { ($0["name"]?.string ?? "").utf8.lexicographicallyPrecedes(($1["name"]?.string ?? "").utf8) }
        let extensions: JSONValue? = items.isEmpty ? nil : .array(items)
        guard field.name == "preferences" else { return extensions }
        let preferences = JSONValue.object(present: ["colors": colors ? .bool(true) : nil, "extensions": extensions])
        return preferences.members?.isEmpty == false ? preferences : nil
    }
}
