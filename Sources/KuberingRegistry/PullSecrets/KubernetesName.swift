// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The rules for names of Kubernetes objects (RFC 1123, as `k8s.io/apimachinery/pkg/util/validation` has them).
enum KubernetesName {
    /// Why the text is no DNS subdomain, as the end of a sentence; nil when it is one.
    static func reasonNotSubdomain(_ text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > 253 { return "it is longer than 253 characters" }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if labels.allSatisfy(isLabel) { return nil }
        return "it may have lower-case letters, digits, \"-\" and \".\", and each part between dots starts and ends "
            + "with a letter or digit"
    }

    /// Why the text is no DNS label, as the end of a sentence; nil when it is one.
    static func reasonNotLabel(_ text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.count > 63 { return "it is longer than 63 characters" }
        if isLabel(Substring(text).utf8) { return nil }
        return "it may have lower-case letters, digits and \"-\", and starts and ends with a letter or digit"
    }

    /// Why the text is no name of a label or annotation, as the end of a sentence; nil when it is one.
    ///
    /// Source: `IsQualifiedName`.
    static func reasonNotKey(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return reasonNotName(text)
        case 2: return reasonNotSubdomain(String(parts[0])) ?? reasonNotName(String(parts[1]))
        default: return "its key has more than one slash"
        }
    }

    /// Why the text is no value of a label that is not empty, as the end of a sentence; nil when it is one.
    static func reasonNotName(_ text: String) -> String? {
        if text.isEmpty { return "its key is empty" }
        if text.utf8.count > 63 { return "a part of it is longer than 63 characters" }
        func isEnd(_ byte: UInt8) -> Bool {
            byte.isNameLetter || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        guard let first = text.utf8.first, let last = text.utf8.last, isEnd(first), isEnd(last),
            text.utf8.allSatisfy({ isEnd($0) || "-_.".utf8.contains($0) })
        else {
            return "it may have letters, digits, \"-\", \"_\" and \".\", and starts and ends with a letter or digit"
        }
        return nil
    }

    private static func isLabel(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, let last = text.last, first.isNameLetter, last.isNameLetter else { return false }
        return text.allSatisfy { $0.isNameLetter || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    fileprivate var isNameLetter: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
