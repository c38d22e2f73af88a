// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The order in which `node-9` comes before `node-10`: runs of digits count as numbers, all else byte by byte.
public enum NaturalOrder {
    /// Whether the first text comes before the second.
    public static func precedes(_ left: String, _ right: String) -> Bool {
        var (left, right) = (Array(left.utf8)[...], Array(right.utf8)[...])
        while let first = left.first, let second = right.first {
            guard isDigit(first), isDigit(second) else {
                if first != second { return first < second }
                left = left.dropFirst()
                right = right.dropFirst()
                continue
            }
            let (one, other) = (number(&left), number(&right))
            if one.count != other.count { return one.count < other.count }
            if !one.elementsEqual(other) { return one.lexicographicallyPrecedes(other) }
        }
        return left.isEmpty && !right.isEmpty
    }

    /// Takes the digits from the front; without leading zeros, so that the longer number is the greater one.
    private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return digits.drop { $0 == UInt8(ascii: "0") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
