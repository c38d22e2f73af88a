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
    /// Whose files are put in their place when flattening.
    public var flattenedKinds: Set<EntryKind> = [.cluster, .user]
    /// The context to minify to; nil is the current one.
    public var context: String?
    /// The only contexts that are shown, with their clusters and users; nil shows all, or what minifying leaves.
    public var contexts: [String]?
    /// Whether relative paths that are left are made absolute: the view then means the same in every folder.
    public var hasAbsolutePaths = false

    /// A view of everything, without secrets.
    public init() {}

    /// Builds the view.
    ///
    /// - Parameter config: What to show.
    /// - Returns: The object, its members in the order of the Kubernetes types; unknown fields are left out.
    /// - Throws: ``ConfigError`` when there is nothing to minify to, or a path field stands beside its data;
    ///   `FileError` when a file to flatten cannot be read.
    public func json(of config: Kubeconfig) throws -> JSONValue {
        let current = try shownCurrentContext(of: config)
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

    /// The current context of the view: of chosen contexts the first, unless the current one is among them.
    private func shownCurrentContext(of config: Kubeconfig) throws -> String {
        if isMinified { return try minifiedContext(of: config) }
        guard let contexts, !contexts.contains(where: { $0.isExactly(config.currentContext) }) else {
            return config.currentContext
        }
        return contexts.first ?? ""
    }

    private func minifiedContext(of config: Kubeconfig) throws -> String {
        let name = context ?? config.currentContext
        guard !name.isEmpty else { throw ConfigError.noCurrentContext }
        guard config.origin(.context, named: name) != nil else { throw config.contextNotFound(name) }
        return name
    }

    private func origins(_ kind: EntryKind, of config: Kubeconfig, current: String) throws -> [Kubeconfig.Origin] {
        guard let chosen = isMinified ? [current] : contexts else {
            return config.entries(kind).sorted { $0.entry.name.precedes($1.entry.name) }
        }
        // Each name with the first context that needs it.
        var needed: [ExactName: String] = [:]
        for context in chosen {
            guard let content = try config.context(named: context) else { continue }
            let name =
                switch kind {
                case .context: context
                case .cluster: content.cluster
                case .user: content.user
                }
            if !name.isEmpty, needed[ExactName(name)] == nil { needed[ExactName(name)] = context }
        }
        return try needed.sorted { $0.key.text.precedes($1.key.text) }.map { name, context in
            guard let origin = config.origin(kind, named: name.text) else {
                throw ConfigError.dangling(kind, name.text, of: context)
            }
            return origin
        }
    }

    private func item(_ kind: EntryKind, _ origin: Kubeconfig.Origin, in config: Kubeconfig) throws -> JSONValue {
        let printer = FieldPrinter(isRedacting: !isRaw)
        let schema = Schema.content(of: kind)
        let node = origin.entry.item[kind.contentKey]
        var content = try invalid(origin, in: config) { () throws(YAMLError) in try printer.object(node, schema) }
        if isFlattened, flattenedKinds.contains(kind) { content = try flattened(content, kind, origin, in: config) }
        if hasAbsolutePaths { content = Self.withAbsolutePaths(content, origin, in: config) }
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
            // Read in any case: kubectl, too, fails when a file is not there.
            let contents = try config.contents(ofFile: path, pathField, of: kind, origin)
            let data = isRaw ? contents.exposedBase64 : "DATA+OMITTED"
            members[index] = .init(dataField, .string(data))
        }
        return .object(members)
    }

    /// Makes every path absolute that is relative to the folder of its file.
    ///
    /// Source: client-go, `ResolveLocalPaths`; a plugin's command without a slash is looked up in `PATH` and stays.
    static func withAbsolutePaths(
        _ content: JSONValue, _ origin: Kubeconfig.Origin, in config: Kubeconfig
    ) -> JSONValue {
        guard let members = content.members else { return content }
        let pathFields = ["certificate-authority", "client-certificate", "client-key", "tokenFile"]
        return .object(
            members.map { member in
                if pathFields.contains(member.name), let path = member.value.string, !path.isEmpty {
                    return .init(member.name, .string(config.resolved(path, from: origin)))
                }
                guard member.name == "exec", let fields = member.value.members else { return member }
                let resolved = fields.map { field -> JSONValue.Member in
                    guard field.name == "command", let command = field.value.string, command.contains("/") else {
                        return field
                    }
                    return .init(field.name, .string(config.resolved(command, from: origin)))
                }
                return .init(member.name, .object(resolved))
            })
    }

    private func topLevel(_ field: Field, of config: Kubeconfig) throws -> JSONValue? {
        let printer = FieldPrinter(isRedacting: !isRaw)
        var items: [JSONValue] = []
        var colors = false
        var names = Set<ExactName>()
        for file in config.files {
            let root = file.document.root
            let holder = field.name == "preferences" ? root?["preferences"] : root
            colors = colors || (field.name == "preferences" && FieldReader(holder).bool("colors"))
            guard let list = holder?["extensions"], list.kind == .sequence else { continue }
            do throws(YAMLError) {
                for element in list.elements where names.insert(ExactName(FieldReader(element).string("name"))).inserted
                {
                    items.append(try printer.named(element, Schema.namedExtension))
                }
            } catch {
                throw ConfigError.invalid(file.path, error)
            }
        }
        items.sort { ($0["name"]?.string ?? "").precedes($1["name"]?.string ?? "") }
        let extensions: JSONValue? = items.isEmpty ? nil : .array(items)
        guard field.name == "preferences" else { return extensions }
        let preferences = JSONValue.object(present: ["colors": colors ? .bool(true) : nil, "extensions": extensions])
        return preferences.members?.isEmpty == false ? preferences : nil
    }
}
