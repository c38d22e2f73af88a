// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// What a command line of kubens asks for.
enum KubensOperation: Hashable {
    case list
    case current
    case unset
    case help
    case version
    case switchTo(String, isForced: Bool)

    init(_ arguments: [String]) throws {
        let isForce = { (word: String) in word == "-f" || word == "--force" }
        switch arguments.count {
        case 0: self = .list
        case 1:
            switch arguments[0] {
            case "-h", "--help": self = .help
            case "-V", "--version": self = .version
            case "-c", "--current": self = .current
            case "-u", "--unset": self = .unset
            case "-": self = .switchTo("-", isForced: false)
            case let word where word.hasPrefix("-"):
                throw DropInError("unsupported option \(OutsideText.quoted(word))")
            case let word: self = .switchTo(word, isForced: false)
            }
        case 2:
            if isForce(arguments[0]), !isForce(arguments[1]) {
                self = .switchTo(arguments[1], isForced: true)
            } else if isForce(arguments[1]), !isForce(arguments[0]) {
                self = .switchTo(arguments[0], isForced: true)
            } else {
                let words = arguments.map { OutsideText.quoted($0) }.joined(separator: " ")
                throw DropInError("unsupported arguments [\(words)]")
            }
        default: throw DropInError("too many arguments")
        }
    }
}
