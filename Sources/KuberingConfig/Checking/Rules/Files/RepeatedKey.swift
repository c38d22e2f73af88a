// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum RepeatedKey: ConfigRule {
    static let id = "repeated-key"
    static let severity = Finding.Severity.warning
    static let summary = "A field that stands twice in one place. The last one counts, without a word from kubectl."
    static let remedy = "Remove all but one."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let tops = subject.distinctFiles.flatMap { index, _ -> [Finding] in
            let file = subject.config.files[index]
            return repeated(file.document.root).map {
                Self.finding(Finding.Place(file: file.path, position: $0.position), message: message($0))
            }
        }
        return tops
            + EntryKind.allCases.flatMap { kind in
                subject.all(kind).flatMap { entry in
                    (repeated(entry.item) + repeated(entry.item[kind.contentKey])).map {
                        Self.finding(
                            Finding.Place(file: entry.path, position: $0.position, entry: entry.place),
                            message: message($0))
                    }
                }
            }
    }

    /// The keys that a later one of the mapping takes the place of.
    private static func repeated(_ mapping: YAMLNode?) -> [YAMLNode] {
        guard let mapping, mapping.kind == .mapping, mapping.count > 1 else { return [] }
        var last: [ExactName: YAMLNode] = [:]
        return mapping.entries.compactMap { last.updateValue($0.key, forKey: ExactName($0.key.text)) }
    }

    private static func message(_ key: YAMLNode) -> String {
        "the field \(OutsideText.quoted(key.text)) stands here twice, and the last one counts"
    }
}
