// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// Why a file is no kubeconfig that kubectl reads; then it reads none of the others either.
struct FileProblem: Sendable {
    enum Kind: Sendable {
        /// The file cannot be read.
        case unreadable
        /// Its text is no YAML.
        case syntax
        /// It is something else than a kubeconfig, or a value has the wrong type.
        case shape
        /// A string looks like something else, because it is not in quotes.
        case unquoted
        /// A value is not base64.
        case base64
        /// Two entries of a list have one name.
        case duplicate
    }

    let kind: Kind
    let position: YAMLPosition?
    /// What is wrong, without the place and without what to do, which the rule says.
    let message: String
    /// What would stand in quotes, where that is all that is missing.
    var unquoted: Range<Int>?

    /// The file, or an empty one in its place with all that is wrong with it.
    static func load(_ path: String, absolutePath: String) -> (file: KubeconfigFile, problems: [FileProblem]) {
        do {
            return (try KubeconfigFile.load(path, absolutePath: absolutePath), [])
        } catch {
            return (KubeconfigFile(unusable: path, absolutePath: absolutePath), problems(error, absolutePath))
        }
    }

    private static func problems(_ error: any Error, _ path: String) -> [FileProblem] {
        guard let error = error as? ConfigError else {
            return [FileProblem(kind: .unreadable, position: nil, message: "\(error)")]
        }
        let first = FileProblem(
            kind: error.code == .duplicateName ? .duplicate : .shape, position: error.position, message: error.problem)
        // Loading ends with the first problem. There may be more.
        guard let bytes = try? FileSnapshot.read(path, limit: KubeconfigFile.sizeLimit).bytes else { return [first] }
        do throws(YAMLError) {
            let found = try YAMLDocument(parsing: SourceText(bytes)).root.map(all) ?? []
            return found.isEmpty ? [first] : found
        } catch {
            return [FileProblem(kind: .syntax, position: error.position, message: error.problem)]
        }
    }

    /// The first violation of each entry and of every other field, and every repeated name.
    static func all(_ root: YAMLNode) -> [FileProblem] {
        var problems: [FileProblem] = []
        for field in Schema.config.fields {
            guard let value = root[field.name] else { continue }
            guard case .namedList(let schema) = field.kind, value.kind == .sequence,
                let kind = EntryKind.allCases.first(where: { $0.listKey == field.name })
            else {
                check(field.kind, value, field.name, &problems)
                continue
            }
            for (index, item) in value.elements.enumerated() {
                check(.object(schema), item, "\(field.name)[\(index)]", &problems)
            }
            var first: [ExactName: YAMLNode] = [:]
            for item in value.elements {
                let name = FieldReader(item).string("name")
                guard let other = first[ExactName(name)] else {
                    first[ExactName(name)] = item
                    continue
                }
                let error = ConfigError.duplicate(
                    kind.rawValue, name, in: "", at: item.position, first: other.position)
                problems.append(FileProblem(kind: .duplicate, position: error.position, message: error.problem))
            }
        }
        return problems
    }

    private static func check(_ kind: Field.Kind, _ value: YAMLNode, _ path: String, _ problems: inout [FileProblem]) {
        do throws(SchemaViolation) {
            try kind.check(value)
        } catch {
            let violation = error.inside(path)
            let words = ConfigError.invalid("", violation).problem
            problems.append(
                FileProblem(
                    kind: violation.kind, position: violation.position, message: words, unquoted: violation.unquoted))
        }
    }
}
