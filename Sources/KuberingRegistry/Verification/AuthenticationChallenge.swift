// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// What a server wants to hear: one challenge of a `WWW-Authenticate` field.
///
/// Source: RFC 9110 section 11.6.1; RFC 6750 section 3 for `Bearer`.
struct AuthenticationChallenge: Sendable, Hashable {
    /// `basic`, `bearer`, …; in small letters.
    let scheme: String
    /// The parameters by their names in small letters, values without quotes.
    private(set) var parameters: [String: String] = [:]

    /// Reads every challenge of a field's values; what cannot be read is left out.
    static func all(in values: [String]) -> [AuthenticationChallenge] {
        var challenges: [AuthenticationChallenge] = []
        for value in values {
            var rest = value[...]
            while true {
                rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
                let word = rest.prefix { !" \t,=\"".contains($0) }
                guard !word.isEmpty else { break }
                rest = rest.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
                guard rest.first == "=" else {
                    challenges.append(AuthenticationChallenge(scheme: word.lowercased()))
                    continue
                }
                rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
                let text = Self.value(&rest)
                guard var last = challenges.popLast() else { continue }
                last.parameters[word.lowercased()] = text
                challenges.append(last)
            }
        }
        return challenges
    }

    /// A token or a quoted string.
    private static func value(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let token = rest.prefix { !" \t,".contains($0) }
            rest = rest.dropFirst(token.count)
            return String(token)
        }
        rest = rest.dropFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\" {
                if let escaped = rest.popFirst() { text.append(escaped) }
            } else {
                text.append(character)
            }
        }
        return text
    }
}
