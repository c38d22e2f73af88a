// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// An image whose pull is asked for.
struct WantedImage {
    let name: ImageName
    /// The tag or digest.
    let reference: String
    /// Host, repository, and the tag or digest if one was asked for.
    let description: String

    init(_ text: String, of host: String) throws(RegistryError) {
        let name = try ImageName(text)
        self.name = name
        guard name.host == host else { throw .imageElsewhere(text, registry: host) }
        if let digest = text.firstIndex(of: "@") {
            reference = String(text[text.index(after: digest)...])
            description = "\(name)@\(OutsideText.escaped(reference))"
        } else {
            let step = text[(text.lastIndex(of: "/") ?? text.startIndex)...]
            let tag = step.firstIndex(of: ":").map { String(step[step.index(after: $0)...]) }
            reference = tag ?? "latest"
            description = tag.map { "\(name):\(OutsideText.escaped($0))" } ?? name.description
        }
        guard Self.isReference(reference.utf8) else { throw .invalidImage(text) }
    }

    /// Whether the text is a tag or digest, and so can be part of a path.
    ///
    /// Source: distribution/reference, `TagRegexp` and `DigestRegexp`; of an algorithm's name the characters only.
    private static func isReference(_ text: String.UTF8View) -> Bool {
        let algorithm = text.prefix { $0 != UInt8(ascii: ":") }
        let isWord = algorithm.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "._-+".utf8.contains($0) }
        guard isWord, let first = algorithm.first else { return false }
        if algorithm.count == text.count {
            return text.count <= 128 && !".-".utf8.contains(first) && !text.contains(UInt8(ascii: "+"))
        }
        let digits = text.dropFirst(algorithm.count + 1)
        return digits.count >= 32 && digits.allSatisfy(\.isASCIIHexadecimalDigit)
    }
}
