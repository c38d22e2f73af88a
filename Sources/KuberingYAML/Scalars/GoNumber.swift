// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Numbers as Go's `strconv` reads and writes them.
enum GoNumber {
    /// The decimal text of a whole number that fits 64 bits, signed or not; nil for anything else.
    ///
    /// Read as `strconv.ParseInt(text, 0, 64)` and `ParseUint` do: `0x`, `0o`, `0b` and a leading `0` choose the base.
    static func integer(_ text: String) -> String? {
        var digits = Substring(text)
        let isNegative = digits.first == "-"
        let isSigned = isNegative || digits.first == "+"
        if isSigned { digits.removeFirst() }
        var base = 10
        if digits.first == "0", digits.utf8.count > 1 {
            digits.removeFirst()
            switch digits.first {
            case "x", "X": base = 16
            case "b", "B": base = 2
            case "o", "O": base = 8
            default:
                base = 8
                digits = "0" + digits
            }
            if digits.first != "0" || base != 8 { digits.removeFirst() }
        }
        // Swift reads a second sign, Go does not.
        guard let first = digits.first, first != "+", first != "-" else { return nil }
        guard let value = UInt64(digits, radix: base) else { return nil }
        if isNegative { return value <= 1 << 63 ? (value == 0 ? "0" : "-\(value)") : nil }
        return value <= UInt64(Int64.max) || !isSigned ? String(value) : nil
    }

    /// A decimal fraction or a number with exponent; nil for anything else and for what no finite number is near to.
    ///
    /// Read by the pattern `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`.
    static func float(_ text: String) -> Double? {
        guard isFloat(text), let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func isFloat(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        func digits() -> Int {
            let found = rest.prefix { $0 &- 0x30 < 10 }.count
            rest = rest.dropFirst(found)
            return found
        }
        func take(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = take("+-")
        let whole = digits()
        if take(".") {
            guard digits() + whole > 0 else { return false }
        } else if whole == 0 {
            return false
        }
        if take("eE") {
            _ = take("+-")
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// The number as `encoding/json` writes it: with an exponent below 1e-6 and from 1e21 on.
    static func json(_ value: Double) -> String {
        let sign = value.sign == .minus ? "-" : ""
        let digits = Digits("\(value.magnitude)")
        if value != 0, value.magnitude < 1e-6 || value.magnitude >= 1e21 {
            return sign + digits.scientific(exponentDigits: 1)
        }
        return sign + digits.positional
    }

    /// The number as go-yaml writes it: `strconv.FormatFloat(value, 'g', -1, 64)`.
    static func yaml(_ value: Double) -> String {
        (value.sign == .minus ? "-" : "") + Digits("\(value.magnitude)").general
    }

    /// The number as the key of a mapping: `strconv.FormatFloat(value, 'g', -1, 32)`.
    static func key(_ value: Double) -> String {
        let single = Float(value)
        guard single.isFinite else { return single < 0 ? "-.inf" : ".inf" }
        return (single.sign == .minus ? "-" : "") + Digits("\(single.magnitude)").general
    }
}

/// The shortest decimal digits of a number.
private struct Digits {
    /// The digits, without zeros at either end; `0` for zero.
    private let digits: String
    /// Where the decimal point is: so many digits before it.
    private let point: Int

    /// The digits in what Swift writes for a finite, positive number, such as `12.5` or `1e-07`.
    init(_ description: String) {
        let parts = description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let halves = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
        let whole = halves.first ?? "0"
        var digits = whole + (halves.count > 1 ? halves[1] : "")
        var point = whole.utf8.count + exponent
        while digits.first == "0" {
            digits.removeFirst()
            point -= 1
        }
        while digits.last == "0" { digits.removeLast() }
        self.digits = digits.isEmpty ? "0" : String(digits)
        self.point = digits.isEmpty ? 1 : point
    }

    /// Go's format `g` with the fewest digits.
    var general: String { point - 1 < -4 || point - 1 >= 6 ? scientific(exponentDigits: 2) : positional }

    /// Without exponent.
    var positional: String {
        let count = digits.utf8.count
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if point >= count { return digits + String(repeating: "0", count: point - count) }
        return digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// With exponent, which has at least so many digits.
    func scientific(exponentDigits: Int) -> String {
        let fraction = digits.utf8.count > 1 ? "." + digits.dropFirst() : ""
        let power = String((point - 1).magnitude)
        let zeros = String(repeating: "0", count: max(0, exponentDigits - power.utf8.count))
        return digits.prefix(1) + fraction + "e" + (point < 1 ? "-" : "+") + zeros + power
    }
}
