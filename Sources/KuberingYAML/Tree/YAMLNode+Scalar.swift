// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

extension YAMLNode {
    /// Whether the scalar is known to be one long run of base64: the standard alphabet, padded to a multiple of four (RFC
    /// 4648 section 4).
    ///
    /// False says nothing: only long runs are known, as they are left out when the text is parsed.
    public var isKnownBase64: Bool { record.flags.contains(.isBase64) }

    private static let standardTag = "tag:yaml.org,2002:"

    /// What the scalar means by YAML 1.1, as kubectl reads it.
    ///
    /// Nil for lists and mappings, and for a scalar that does not fit its tag (`!!int x`), which kubectl refuses.
    public var scalar: YAMLScalar? {
        guard record.kind == .scalar else { return nil }
        guard let tag else { return style == .plain ? withScalarBytes(ScalarResolver.resolve) : .string }
        guard tag.hasPrefix(Self.standardTag) else { return .string }
        let plain = withScalarBytes(ScalarResolver.resolve)
        switch (tag.dropFirst(Self.standardTag.utf8.count), plain) {
        case ("bool", .bool), ("null", .null), ("int", .integer), ("float", .float): return plain
        case ("float", .integer(let digits)): return Double(digits).map { .float(GoNumber.json($0)) }
        case ("bool", _), ("null", _), ("int", _), ("float", _): return nil
        case ("binary", _): return string == nil ? nil : .string
        default: return .string
        }
    }

    /// Whether the node is null: nothing, `~` or `null`.
    public var isNull: Bool { scalar == .null }

    /// The text of a string scalar; nil for other scalars, lists and mappings.
    public var string: String? {
        guard record.kind == .scalar else { return nil }
        guard tag == Self.standardTag + "binary" else { return scalar == .string ? text : nil }
        let digits = scalarBytes.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        return Data(base64Encoded: Data(digits)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The scalar as the name of a JSON object's member: numbers and booleans become text, `y` is `true`.
    ///
    /// Nil where kubectl refuses the key: null, a list, a mapping, a number beyond 63 bits.
    public var keyText: String? {
        switch scalar {
        case .string: string
        case .bool(let value): value ? "true" : "false"
        case .integer(let digits): Int64(digits) == nil ? nil : digits
        case .float(let digits): Double(digits).map { GoNumber.key($0) } ?? digits
        case .null, nil: nil
        }
    }

    /// Whether this is a key that ``keyText`` makes `name`; makes no string for the usual ones.
    func isKey(_ name: String) -> Bool {
        guard record.kind == .scalar else { return false }
        if tag == nil {
            let hasText = hasText(name)
            if style != .plain { return hasText }
            if !hasText, Self.isOnlyText(name) { return false }
            if withScalarBytes(ScalarResolver.resolve) == .string { return hasText }
        }
        return keyText == name
    }

    /// Whether no boolean and no number makes this key: they make `true`, `false`, and what begins with no small letter.
    private static func isOnlyText(_ name: String) -> Bool {
        guard let first = name.utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first else { return false }
        return name != "true" && name != "false"
    }

    /// Whether this is the key `<<`, unquoted or with the tag of merge keys.
    var isMergeKey: Bool {
        guard hasText("<<") else { return false }
        return tag.map { $0 == Self.standardTag + "merge" } ?? (style == .plain)
    }
}
