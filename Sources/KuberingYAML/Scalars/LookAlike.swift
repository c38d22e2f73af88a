// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Strings that must not stand without quotes because they look like something else.
enum LookAlike {
    /// Whether a reader of YAML 1.1 could take the plain text for something other than a string.
    ///
    /// Source: go-yaml v2 `encode.go`, `stringv`: what its own reader resolves, and base-60 numbers, which only other
    /// readers resolve.
    static func isOther(_ text: String) -> Bool {
        ScalarResolver.resolve(text) != .string || isTimestamp(text) || isBase60(text)
    }

    /// `12:30:45` and the like: `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`.
    private static func isBase60(_ text: String) -> Bool {
        var parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)[...]
        guard var first = parts.popFirst(), var last = parts.popLast() else { return false }
        if first.first == UInt8(ascii: "+") || first.first == UInt8(ascii: "-") { first.removeFirst() }
        guard let digit = first.first, isDigit(digit), first.allSatisfy(isDigitOrLine) else { return false }
        if let point = last.firstIndex(of: UInt8(ascii: ".")) {
            guard last[point...].dropFirst().allSatisfy(isDigitOrLine) else { return false }
            last = last[..<point]
        }
        return (parts + [last]).allSatisfy { part in
            part.allSatisfy(isDigit) && (part.count == 1 || part.count == 2 && part.first.map { $0 < 0x36 } == true)
        }
    }

    /// A date, or a date and a time: `2001-01-01`, `2001-1-1T2:3:4.5Z`, `2001-01-01 02:03:04`.
    ///
    /// Source: go-yaml v2 `resolve.go`, `parseTimestamp`.
    private static func isTimestamp(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        /// Takes so many digits, if they make a number in the range.
        func number(_ count: ClosedRange<Int>, _ values: ClosedRange<Int>) -> Int? {
            let digits = rest.prefix(count.upperBound).prefix(while: isDigit)
            guard digits.count >= count.lowerBound else { return nil }
            rest = rest.dropFirst(digits.count)
            let value = digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
            return values.contains(value) ? value : nil
        }
        func take(_ characters: String) -> UInt8? {
            guard let first = rest.first, characters.utf8.contains(first) else { return nil }
            rest = rest.dropFirst()
            return first
        }
        guard let year = number(4...4, 0...9999), take("-") != nil, let month = number(1...2, 1...12), take("-") != nil,
            number(1...2, 1...days(of: month, in: year)) != nil
        else { return false }
        if rest.isEmpty { return true }
        guard let separator = take("Tt "), number(1...2, 0...23) != nil, take(":") != nil, number(1...2, 0...59) != nil,
            take(":") != nil, number(1...2, 0...59) != nil
        else { return false }
        if take(".,") != nil {
            guard rest.first.map(isDigit) == true else { return false }
            rest = rest.drop(while: isDigit)
        }
        if separator == UInt8(ascii: " ") || take("Z") != nil { return rest.isEmpty }
        guard take("+-") != nil, number(2...2, 0...24) != nil, take(":") != nil, number(2...2, 0...60) != nil else {
            return false
        }
        return rest.isEmpty
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private static func isDigitOrLine(_ byte: UInt8) -> Bool { isDigit(byte) || byte == UInt8(ascii: "_") }
}
