// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What a command line of kubectx asks for.
enum KubectxOperation: Hashable {
    case list
    case current
    case unset
    case help
    case version
    case switchTo(String)
    case rename(old: String, new: String)
    /// Empty for the picker.
    case delete([String])
    /// Nil for the picker.
    case shell(String?)
    case readOnlyShell(String?)

    /// Reads the arguments; the first word decides, and only in this order.
    init(_ arguments: [String]) throws {
        guard let first = arguments.first else {
            self = .list
            return
        }
        let rest = Array(arguments.dropFirst())
        switch first {
        case "-r", "--readonly": self = .readOnlyShell(try Self.onlyName(rest, first: "-r"))
        case "-s", "--shell": self = .shell(try Self.onlyName(rest, first: "-s"))
        case "-d": self = .delete(rest)
        default:
            guard rest.isEmpty else { throw DropInError("too many arguments") }
            self = try Self.single(first)
        }
    }

    private static func onlyName(_ words: [String], first: String) throws -> String? {
        guard words.count < 2 else { throw DropInError("'\(first)' accepts at most one context name argument") }
        return words.first
    }

    private static func single(_ word: String) throws -> KubectxOperation {
        switch word {
        case "-h", "--help": return .help
        case "-V", "--version": return .version
        case "-c", "--current": return .current
        case "-u", "--unset": return .unset
        default: break
        }
        if let equals = word.firstIndex(of: "="), equals != word.startIndex, word.index(after: equals) != word.endIndex
        {
            return .rename(old: String(word[word.index(after: equals)...]), new: String(word[..<equals]))
        }
        guard !word.hasPrefix("-") || word == "-" else {
            throw DropInError("unsupported option '\(OutsideText.escaped(word))'")
        }
        return .switchTo(word)
    }
}
