// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingYAML

/// One field of the kubeconfig schema: its name, what it may hold, and how it is shown.
///
/// The tables in `Schema+Kubeconfig.swift` are the only place that knows the field names; checking, viewing and
/// redaction all walk them.
struct Field: Sendable {
    /// What a value may be.
    indirect enum Kind: Sendable {
        /// A string; YAML 1.1 booleans and numbers are not strings.
        case string
        /// `true`, `false` and their YAML 1.1 spellings.
        case bool
        /// Bytes in standard base64 with padding; line breaks inside are allowed.
        case base64
        /// Any value at all.
        case any
        /// A list of strings.
        case stringList
        /// A mapping from strings to strings.
        case stringMap
        /// A mapping from strings to lists of strings.
        case stringListMap
        /// A mapping with the fields of a schema.
        case object(Schema)
        /// A list of mappings.
        case list(Schema)
        /// A list of mappings told apart by their `name`, which must not repeat.
        case namedList(Schema)
    }

    /// How the value is shown to people.
    enum Redaction: Sendable {
        /// As it is.
        case none
        /// `DATA+OMITTED`, as kubectl shows certificates and keys.
        case data
        /// `REDACTED` for every string.
        case value
        /// A URL without the user and password it may carry.
        case url
    }

    let name: String
    let kind: Kind
    /// What kubectl prints when the field is absent or empty; nil leaves the field out.
    let whenEmpty: EmptyForm?
    let redaction: Redaction

    /// What kubectl prints for an empty field that it always prints.
    enum EmptyForm: Sendable { case emptyString, null, `false` }

    init(_ name: String, _ kind: Kind, whenEmpty: EmptyForm? = nil, redaction: Redaction = .none) {
        self.name = name
        self.kind = kind
        self.whenEmpty = whenEmpty
        self.redaction = redaction
    }
}

/// The fields of one kind of mapping, in the order in which kubectl prints them as JSON.
final class Schema: Sendable {
    let fields: [Field]
    private let names: [[UInt8]]

    init(_ fields: [Field]) {
        self.fields = fields
        names = fields.map { Array($0.name.utf8) }
    }

    /// The field that a mapping's key names; nil for an unknown one.
    func field(for key: YAMLNode) -> Field? {
        key.withScalarBytes { bytes in
            guard let start = bytes.baseAddress else { return nil }
            for (index, name) in names.enumerated() where name.count == bytes.count {
                if memcmp(name, start, name.count) == 0 { return fields[index] }
            }
            return nil
        }
    }
}
