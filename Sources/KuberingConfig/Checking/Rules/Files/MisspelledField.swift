// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

enum MisspelledField: ConfigRule {
    static let id = "misspelled-field"
    static let severity = Finding.Severity.warning
    static let summary =
        "A field that is known only in another spelling, such as token-file for tokenFile. kubectl ignores it without a word."
    static let remedy = "Spell the field as kubectl does."

    static func findings(in subject: CheckSubject) -> [Finding] {
        let tops = subject.distinctFiles.flatMap { index, _ -> [Finding] in
            let file = subject.config.files[index]
            guard let root = file.document.root, root.kind == .mapping else { return [] }
            return misspelled(root.entries, in: Schema.config).map { key, field in
                Self.finding(
                    Finding.Place(file: file.path, position: key.position), message: message(key.text, field))
            }
        }
        return tops
            + EntryKind.allCases.flatMap { kind in
                subject.all(kind).flatMap { entry -> [Finding] in
                    guard let content = entry.item[kind.contentKey], content.kind == .mapping else { return [] }
                    return misspelled(content.entries, in: Schema.content(of: kind)).map { key, field in
                        Self.finding(
                            Finding.Place(file: entry.path, position: key.position, entry: entry.place),
                            message: message(key.text, field))
                    }
                }
            }
    }

    private static func misspelled(_ entries: YAMLNode.Entries, in schema: Schema) -> [(YAMLNode, String)] {
        entries.compactMap { entry in
            guard schema.field(for: entry.key) == nil else { return nil }
            let letters = plain(entry.key.text)
            return schema.fields.first { plain($0.name) == letters }.map { (entry.key, $0.name) }
        }
    }

    private static func message(_ written: String, _ name: String) -> String {
        "the field \(OutsideText.quoted(written)) is ignored; it is spelled \(OutsideText.quoted(name))"
    }

    /// The letters alone, without case and separators.
    private static func plain(_ name: String) -> String { name.lowercased().filter(\.isLetter) }
}
