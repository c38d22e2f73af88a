// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A key, as a terminal sends it.
public enum TerminalKey: Sendable, Hashable {
    /// A character that was typed or pasted.
    case character(Character)
    /// A key with Ctrl and this letter, in lower case.
    case control(Character)
    case up, down, pageUp, pageDown, home, end, enter, escape, backspace

    /// The keys that bytes stand for; what is no key we know is left out.
    ///
    /// A lone ESC is the key; with more behind it, it begins a sequence (ECMA-48 section 5.4; the keys of xterm and the
    /// Linux console).
    ///
    /// - Parameter bytes: What was read at once.
    /// - Returns: The keys, in order.
    public static func keys(in bytes: [UInt8]) -> [TerminalKey] {
        var keys: [TerminalKey] = []
        var rest = bytes[...]
        var text: [UInt8] = []
        let endText = {
            keys += String(decoding: text, as: UTF8.self).filter { $0 != "\u{FFFD}" }.map { .character($0) }
            text = []
        }
        while let byte = rest.popFirst() {
            if byte >= 0x20, byte != 0x7F {
                text.append(byte)
                continue
            }
            endText()
            switch byte {
            case 0x1B: if let key = sequence(&rest) { keys.append(key) }
            case 0x0A, 0x0D: keys.append(.enter)
            case 0x08, 0x7F: keys.append(.backspace)
            case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(byte + 0x60))))
            default: break
            }
        }
        endText()
        return keys
    }

    private static func sequence(_ rest: inout ArraySlice<UInt8>) -> TerminalKey? {
        guard let kind = rest.first else { return .escape }
        guard kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else {
            // ESC twice is ESC; with a character it is that key with Alt, which means nothing here.
            rest.removeFirst()
            return kind == 0x1B ? .escape : nil
        }
        rest.removeFirst()
        let parameters = rest.prefix { (0x20...0x3F).contains($0) }
        rest = rest.dropFirst(parameters.count)
        guard let final = rest.popFirst() else { return nil }
        switch final {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case UInt8(ascii: "H"): return .home
        case UInt8(ascii: "F"): return .end
        case UInt8(ascii: "~"):
            switch String(decoding: parameters, as: UTF8.self) {
            case "1", "7": return .home
            case "4", "8": return .end
            case "5": return .pageUp
            case "6": return .pageDown
            default: return nil
            }
        default: return nil
        }
    }
}
