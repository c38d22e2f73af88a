// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingSystem

/// The docker configuration inside a pull secret, with what is wrong with it as a whole.
struct PullSecretContent: Sendable {
    private(set) var entries: [(key: String, entry: DockerConfigEntry)] = []
    private(set) var problems: [PullSecretProblem] = []

    /// Reads a configuration that is JSON already.
    ///
    /// - Parameters:
    ///   - root: The whole configuration.
    ///   - isLegacy: Whether it is for the type that has no `auths` wrapper.
    init(_ root: JSONValue, isLegacy: Bool) {
        guard let members = root.members else {
            problems = [root == .null ? .noContent : .unreadableContent("the content is not a JSON object")]
            return
        }
        let auths = GoField("auths", of: root)
        let hasNeedlessWrapper = isLegacy && auths.entries.contains { $0.value.members != nil }
        if hasNeedlessWrapper { problems.append(.needlessWrapper) }
        if hasNeedlessWrapper || !isLegacy {
            readSettings(root)
            if auths.count > 1 { problems.append(.repeatedWrapper(auths.count)) }
        }

        let registries: [GoField.Entry]
        if isLegacy, !hasNeedlessWrapper {
            registries = GoField.entries(of: members)
        } else if auths.isPresent {
            registries = auths.entries
            if !auths.isMap { problems.append(.unreadableContent("its auths is not an object")) }
        } else {
            registries = GoField.entries(of: members.filter(\.looksLikeRegistry))
            if !registries.isEmpty { problems.append(.missingWrapper) }
        }
        entries = registries.map { ($0.key, DockerConfigEntry($0)) }
            .sorted { $0.0.precedes($1.0) }
        if entries.isEmpty, problems.allSatisfy({ $0.severity == .warning }) { problems.append(.noRegistries) }
    }

    /// Reads the content of a Secret's manifest.
    init(manifest: JSONValue, format: PullSecretFormat) {
        let encoded: [UInt8]?
        switch (manifest["stringData"]?[format.dataKey], manifest["data"]?[format.dataKey]) {
        case (.string(let text)?, _): encoded = Array(text.utf8)
        case (nil, .string(let text)?):
            // The API server skips line breaks, as Go's decoder does.
            encoded = Data(base64Encoded: Data(text.utf8.filter { $0 != 0x0A && $0 != 0x0D })).map(Array.init)
        case (nil, .null?): encoded = []
        case (nil, nil):
            self.init(unusable: .missingKey(format.dataKey, type: format.type))
            return
        default: encoded = nil
        }
        guard let bytes = encoded else {
            self.init(unusable: .unreadableContent("the value of \(format.dataKey) is not base64"))
            return
        }
        if bytes.isEmpty {
            self.init(unusable: .noContent)
        } else {
            do throws(JSONError) {
                self.init(try JSONValue(parsing: bytes), isLegacy: format == .legacy)
            } catch {
                self.init(unusable: .unreadableContent("the content is \(error)"))
            }
        }
    }

    private init(unusable problem: PullSecretProblem) {
        problems = [problem]
    }

    /// Whether a Secret's manifest has a value under the key.
    static func isPresent(_ dataKey: String, in manifest: JSONValue) -> Bool {
        manifest["data"]?[dataKey] != nil || manifest["stringData"]?[dataKey] != nil
    }

    private mutating func readSettings(_ root: JSONValue) {
        let headers = GoField("HttpHeaders", of: root)
        // Null leaves a string empty.
        if !headers.isMap || !headers.entries.allSatisfy({ $0.value == .null || $0.value.string != nil }) {
            problems.append(.unreadableContent("its HttpHeaders are not strings"))
        }
        let helpers = GoField("credHelpers", of: root).entries.compactMap(\.value.string)
        for store in [GoField("credsStore", of: root).text].compactMap(\.self) + helpers where !store.isEmpty {
            let problem = PullSecretProblem.storeIgnored(store)
            if !problems.contains(problem) { problems.append(problem) }
        }
    }
}

extension JSONValue.Member {
    /// Whether it could be an entry of the bare legacy map.
    fileprivate var looksLikeRegistry: Bool {
        ["auth", "username", "password"].contains { GoField($0, of: value).isPresent }
    }
}
