// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The runs of base64 in YAML or JSON: each by itself, and those of several lines together where only quotes, blanks and line
/// ends are between them, be these escaped.
struct Base64Lines {
    /// The runs, in the order of their ends.
    private(set) var all: [[UInt8]] = []
    /// The runs that belong together so far, one for each line.
    private var chain: [[UInt8]] = []
    private var run: [UInt8] = []
    /// Whether a line has ended since the last run.
    private var isNextLine = false

    /// Finds the runs.
    init(_ text: some Sequence<UInt8>) {
        var isEscape = false
        for byte in text {
            if isEscape {
                isEscape = false
                if "nrt".utf8.contains(byte) {
                    isNextLine = true
                    continue
                }
            }
            switch byte {
            case UInt8(ascii: "\\"):
                endRun()
                isEscape = true
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                endRun()
                isNextLine = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "'"): endRun()
            case _ where Base64Alphabet.contains(byte):
                // Another word in the same line.
                if run.isEmpty, !isNextLine { endChain() }
                isNextLine = false
                run.append(byte)
            default:
                endRun()
                endChain()
            }
        }
        endRun()
        endChain()
    }

    private mutating func endRun() {
        if run.isEmpty { return }
        all.append(run)
        chain.append(run)
        run = []
    }

    private mutating func endChain() {
        // The first may be an anchor's name or an indentation before the value, and the last the key after it.
        for (first, last) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let lines = chain.dropFirst(first).dropLast(last)
            if lines.count > 1 { all.append(Array(lines.joined())) }
        }
        chain = []
    }
}
