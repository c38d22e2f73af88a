// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSecrets
import KuberingShell
import KuberingSystem
import KuberingYAML

extension Settings {
    /// Reads settings.
    ///
    /// - Parameters:
    ///   - bytes: YAML: one mapping, in which a key that does not exist is an error.
    ///   - path: What messages call it.
    /// - Throws: ``WorkflowError`` of code `bad-settings`.
    init(parsing bytes: [UInt8], named path: String) throws(WorkflowError) {
        self.init()
        func bad(_ problem: String, _ position: YAMLPosition?) -> WorkflowError {
            let place = position.map { ":\($0.line):\($0.column)" } ?? ""
            return WorkflowError(.badSettings, "\(OutsideText.escaped(path))\(place): \(problem)")
        }
        let root: YAMLNode?
        do throws(YAMLError) {
            root = try YAMLDocument(parsing: SourceText(bytes)).root
        } catch {
            throw bad(error.problem, error.position)
        }
        guard let root, !root.isNull else { return }
        guard root.kind == .mapping else {
            throw bad("settings are a list of keys with values, as in \(SettingKey.store.example)", root.position)
        }
        var seen: Set<SettingKey> = []
        for (name, value) in root.entries.map({ ($0.key, $0.value) }) {
            guard let key = SettingKey(rawValue: name.text) else {
                let names = SettingKey.allCases.map(\.rawValue)
                let near = Suggestions.near(name.text, in: names, limit: 1).first
                let hint = near.map { "did you mean \($0)?" } ?? "there are \(names.joined(separator: ", "))"
                throw bad("there is no setting \(OutsideText.quoted(name.text)): \(hint)", name.position)
            }
            guard seen.insert(key).inserted else { throw bad("\(key.rawValue) is there twice", name.position) }
            if value.isNull { continue }
            do throws(ShellError) {
                if try set(key, to: value) { continue }
            } catch {
                throw bad("\(error)", value.position)
            }
            throw bad("\(key.rawValue) must be \(key.expectation), as in \(key.example)", value.position)
        }
    }

    /// Whether the value is one for that key.
    ///
    /// - Throws: ``ShellError`` for what the format of a prompt cannot be.
    private mutating func set(_ key: SettingKey, to value: YAMLNode) throws(ShellError) -> Bool {
        switch key {
        case .store:
            store = value.string.flatMap(StoreName.init(rawValue:))
            return store != nil
        case .warnBefore:
            warnBefore = value.string.flatMap { TimeText.seconds($0) }
            return warnBefore != nil
        case .promptFormat:
            promptFormat = try value.string.map { text throws(ShellError) in try PromptFormat(text) }
            return promptFormat != nil
        case .protectedContexts:
            guard value.kind == .sequence else { return false }
            let names = value.elements.map(\.string)
            protectedContexts = names.compactMap { $0 }
            return protectedContexts.count == names.count
        case .picker:
            picker = value.string.flatMap(PickerChoice.init(rawValue:))
            return picker != nil
        }
    }
}

extension SettingKey {
    /// What its value must be.
    fileprivate var expectation: String {
        switch self {
        case .store: "secret-service, vault or helper:NAME"
        case .warnBefore: "a number and s, m, h, d or w"
        case .promptFormat: "text"
        case .protectedContexts: "a list of names and patterns, in quotes where they are numbers or yes and no"
        case .picker: "builtin or fzf"
        }
    }
}
