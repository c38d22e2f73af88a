// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc

/// Words for a program that we start.
///
/// What came in our own arguments and environment goes on as the bytes that it was: in a `String`, what is not UTF-8 has
/// become U+FFFD.
struct OriginalWords: ~Copyable {
    /// For execve(2), as long as this is there; the last one is nil.
    var pointers: [UnsafeMutablePointer<CChar>?]

    /// The arguments of a program.
    init(arguments: [String]) { self.init(arguments, from: CommandLine.unsafeArgv) }

    /// The variables of a program.
    init(environment: Environment) {
        self.init(environment.variables.map { "\($0.name)=\($0.value)" }, from: environ)
    }

    private init(_ words: [String], from start: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) {
        var used = 0
        pointers = words.map { word in
            guard word.unicodeScalars.contains("\u{FFFD}") else { return strdup(word) }
            // Two that differ look the same: the one behind the last is meant first.
            for range in [used..., 0...] {
                for place in range {
                    guard let original = start[place] else { break }
                    guard String(cString: original).isExactly(word) else { continue }
                    used = place + 1
                    return strdup(original)
                }
            }
            return strdup(word)
        }
        pointers.append(nil)
    }

    deinit { pointers.forEach { free($0) } }
}
