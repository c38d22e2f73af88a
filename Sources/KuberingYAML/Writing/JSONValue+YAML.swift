// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import CLibYAML
public import KuberingSystem

extension JSONValue {
    /// The value as a YAML document, as `kubectl … -o yaml` prints it.
    ///
    /// Two columns, flush lists, lines folded after column 80, literal blocks for texts of several lines, double quotes
    /// for strings that would read as something else.
    ///
    /// Source: `Marshal` of go-yaml v2 (`encode.go`), whose emitter is a translation of libyaml's.
    ///
    /// - Parameter sortedKeys: Whether the members of every object are put in the order that kubectl prints them in;
    ///   digits count as numbers, letters come last.
    /// - Returns: The text with a final line break and without document markers.
    public func yamlText(sortedKeys: Bool) -> String {
        let emitter = EventEmitter()
        return emitter.document { emit(to: emitter, sortedKeys: sortedKeys) }
    }

    private func emit(to emitter: EventEmitter, sortedKeys: Bool) {
        switch self {
        case .null, .bool: emitter.scalar(jsonText(), YAML_PLAIN_SCALAR_STYLE)
        case .number(let digits): emitter.scalar(Self.number(digits), YAML_PLAIN_SCALAR_STYLE)
        case .string(let text): emitter.scalar(text, Self.style(of: text))
        case .array(let elements):
            emitter.sequence(isEmpty: elements.isEmpty) {
                for element in elements { element.emit(to: emitter, sortedKeys: sortedKeys) }
            }
        case .object(let members):
            let ordered =
                sortedKeys ? members.sorted { KubernetesKeyOrder.areInOrder($0.name, $1.name) } : members
            emitter.mapping(isEmpty: members.isEmpty) {
                for member in ordered {
                    emitter.scalar(member.name, Self.style(of: member.name))
                    member.value.emit(to: emitter, sortedKeys: sortedKeys)
                }
            }
        }
    }

    private static func number(_ digits: String) -> String {
        switch ScalarResolver.resolve(digits) {
        case .integer(let integer): integer
        case .float(let float): Double(float).map { GoNumber.yaml($0) } ?? float
        default: digits
        }
    }

    private static func style(of text: String) -> yaml_scalar_style_t {
        if text.utf8.contains(UInt8(ascii: "\n")) { return YAML_LITERAL_SCALAR_STYLE }
        return LookAlike.isOther(text) ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE
    }
}
