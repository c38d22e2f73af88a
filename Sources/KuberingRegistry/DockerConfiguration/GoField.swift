// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// A field of a struct as Go's `encoding/json` fills it from an object, and with it docker, podman and a kubelet.
///
/// Every member with its name counts, whatever the case, one after the other. The last text wins; maps are put together,
/// and of one key the last entry wins whole. `null` leaves a text as it is, and empties a map.
/// Source: `encoding/json`, `decodeState.object` and `foldName`.
struct GoField {
    /// An entry of a map.
    struct Entry {
        let key: String
        let value: JSONValue
        /// How often it is written.
        let count: Int
    }

    private let values: [JSONValue]

    /// Looks for the field.
    ///
    /// - Parameters:
    ///   - name: The field's name; ASCII.
    ///   - object: The object; what is none has no field.
    init(_ name: String, of object: JSONValue) {
        values = (object.members ?? []).filter { Self.isName($0.name, of: name) }.map(\.value)
    }

    var isPresent: Bool { !values.isEmpty }
    var count: Int { values.count }

    /// Whether Go can read it into a text.
    var isText: Bool { values.allSatisfy { $0 == .null || $0.string != nil } }

    /// Whether Go can read it into a map, whatever its entries are.
    var isMap: Bool { values.allSatisfy { $0 == .null || $0.members != nil } }

    /// The text; nil when there is none, or an empty one.
    var text: String? {
        values.compactMap(\.string).last.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The entries of the map, in the order in which they are written first; empty when there is no map.
    var entries: [Entry] {
        let last = values.lastIndex(of: .null).map { $0 + 1 } ?? 0
        return Self.entries(of: values.dropFirst(last).flatMap { $0.members ?? [] })
    }

    /// The entries of a map, in the order in which they are written first.
    static func entries(of members: [JSONValue.Member]) -> [Entry] {
        var entries: [Entry] = []
        var places: [[UInt8]: Int] = [:]
        for member in members {
            let key = Array(member.name.utf8)
            if let place = places[key] {
                entries[place] = Entry(key: member.name, value: member.value, count: entries[place].count + 1)
            } else {
                places[key] = entries.count
                entries.append(Entry(key: member.name, value: member.value, count: 1))
            }
        }
        return entries
    }

    /// Whether Go takes the name of a member for that of a field.
    static func isName(_ name: String, of field: String) -> Bool {
        name.unicodeScalars.lazy.map(folded).elementsEqual(field.unicodeScalars.lazy.map(folded))
    }

    /// The scalar in lower case; besides A to Z, two others fold to letters of ASCII: the long s and the sign for kelvin.
    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "A"..."Z": Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
        case "\u{17F}": "s"
        case "\u{212A}": "k"
        default: scalar
        }
    }
}
