// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

/// A text that is not JSON.
public struct JSONError: UserFacingError, Hashable {
    /// What the parser found wrong.
    public let reason: String
    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }
    /// One line.
    public var description: String { "not valid JSON: \(reason)" }
}

extension JSONValue {
    /// Reads JSON text.
    ///
    /// The decoder of Foundation is lax: commas before a closing bracket are taken, and of a repeated name the first
    /// counts. It does not tell the order of members, so they are sorted by name, and a number that is not a whole one of
    /// 64 bits loses its spelling. Text whose order or strictness matters needs the YAML reader.
    ///
    /// - Parameter text: UTF-8 bytes of one JSON value (RFC 8259).
    /// - Throws: ``JSONError``.
    public init(parsing text: some Collection<UInt8>) throws(JSONError) {
        do {
            self = try JSONDecoder().decode(DecodedJSON.self, from: Data(text)).value
        } catch {
            throw JSONError(reason: "line or value not understood")
        }
    }
}

/// The bridge from Foundation's decoder to ``JSONValue``.
private struct DecodedJSON: Decodable {
    let value: JSONValue

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        // The decoder only tells what a value is not, by an error that takes longer than the rest: the usual comes first.
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let text = try? container.decode(String.self) {  // not a string
            value = .string(text)
        } else if let object = try? decoder.container(keyedBy: Name.self) {  // not an object
            value = .object(
                try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map { name in
                    JSONValue.Member(name.stringValue, try object.decode(DecodedJSON.self, forKey: name).value)
                })
        } else if var list = try? decoder.unkeyedContainer() {  // not a list
            var elements: [JSONValue] = []
            while !list.isAtEnd { elements.append(try list.decode(DecodedJSON.self).value) }
            value = .array(elements)
        } else if let bool = try? container.decode(Bool.self) {  // not a boolean
            value = .bool(bool)
        } else if let integer = try? container.decode(Int64.self) {  // not a whole number
            value = .integer(integer)
        } else {
            let number = try container.decode(Decimal.self)
            value = .number(number.description)
        }
    }
}
