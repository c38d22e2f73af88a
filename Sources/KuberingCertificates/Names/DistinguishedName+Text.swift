// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension DistinguishedName: CustomStringConvertible {
    /// The name on one line, for example `O=dev,CN=jane`.
    ///
    /// Attributes in encoded order (RFC 4514 would reverse them; openssl and Kubernetes users do not), separated by
    /// commas, values escaped after RFC 4514 section 2.4. Control characters are left as they are: what prints the name
    /// escapes them.
    public var description: String {
        components.map { $0.map(\.description).joined(separator: "+") }.joined(separator: ",")
    }

    /// What people call its owner: the common name, or all of the name when it has none.
    public var shortName: String { texts(of: "CN").last ?? description }
}

extension DistinguishedName.Attribute: CustomStringConvertible {
    /// Type and value, for example `CN=jane`.
    ///
    /// A value that is no string, or whose type has no name, is `#` and its DER in upper-case hexadecimal.
    public var description: String {
        guard let text, !type.contains(".") else { return type + "=#" + Hexadecimal.text(Array(der)).uppercased() }
        return type + "=" + Self.escaped(text)
    }

    /// Puts a backslash before what would be read as structure.
    private static func escaped(_ text: String) -> String {
        var result = ""
        let last = text.unicodeScalars.indices.last
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            let isEdge = index == text.startIndex || index == last
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\": result += "\\"
            case "#" where index == text.startIndex: result += "\\"
            case " " where isEdge: result += "\\"
            default: break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
