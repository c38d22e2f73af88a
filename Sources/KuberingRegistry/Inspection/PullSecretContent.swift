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
        let wrapper = root.member(named: "auths")
        let hasWrapper = wrapper?.members?.contains { $0.value.members != nil } ?? (wrapper != nil && !isLegacy)
        if isLegacy && hasWrapper { problems.append(.needlessWrapper) }
        if hasWrapper || !isLegacy { readSettings(root) }

        let registries: [JSONValue.Member]
        switch wrapper {
        case .object(let auths)? where hasWrapper || !isLegacy: registries = auths
        case nil where !isLegacy:
            registries = members.filter(\.looksLikeRegistry)
            if !registries.isEmpty { problems.append(.missingWrapper) }
        case .null? where !isLegacy: registries = []
        case _ where isLegacy: registries = members
        default:
            registries = []
            problems.append(.unreadableContent("its auths is not an object"))
        }
        entries = registries.map { ($0.name, DockerConfigEntry($0.value)) }
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
        } else if let root = JSONValue(readLikeGo: bytes) {
            self.init(root, isLegacy: format == .legacy)
        } else {
            self.init(unusable: .unreadableContent("the content is not JSON"))
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
        let headers = root.member(named: "HttpHeaders")
        if let headers, headers != .null, headers.members?.allSatisfy({ $0.value.isText }) != true {
            problems.append(.unreadableContent("its HttpHeaders are not strings"))
        }
        let helpers = (root.member(named: "credHelpers")?.members ?? []).compactMap(\.value.string)
        for store in [root.member(named: "credsStore")?.string].compactMap(\.self) + helpers where !store.isEmpty {
            let problem = PullSecretProblem.storeIgnored(store)
            if !problems.contains(problem) { problems.append(problem) }
        }
    }
}

extension JSONValue {
    /// Whether Go reads it into a string: null leaves the string empty.
    fileprivate var isText: Bool { self == .null || string != nil }
}

extension JSONValue.Member {
    /// Whether it could be an entry of the bare legacy map.
    fileprivate var looksLikeRegistry: Bool {
        ["auth", "username", "password"].contains { value.member(named: $0) != nil }
    }
}
