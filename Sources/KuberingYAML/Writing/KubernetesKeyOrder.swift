// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The order in which Kubernetes programs print the keys of a mapping.
///
/// Not by bytes: digits count as numbers (`k2` before `k10`), everything that is no letter comes before letters.
///
/// Source: go-yaml v2 `sorter.go`, `keyList.Less`.
enum KubernetesKeyOrder {
    static func areInOrder(_ left: String, _ right: String) -> Bool {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        guard let place = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
            return left.count < right.count
        }
        let areLetters = (isLetter(left[place]), isLetter(right[place]))
        if areLetters.0 && areLetters.1 { return left[place].value < right[place].value }
        if areLetters.0 || areLetters.1 { return areLetters.1 }
        // Inside a number, zeros count as much as other digits.
        let isInside =
            (left[place] == "0" || right[place] == "0")
            && left[..<place].reversed().prefix(while: isDigit).contains { $0 != "0" }
        let (leftNumber, leftEnd) = number(left, place, isInside)
        let (rightNumber, rightEnd) = number(right, place, isInside)
        if leftNumber != rightNumber { return leftNumber < rightNumber }
        if leftEnd != rightEnd { return leftEnd < rightEnd }
        return left[place].value < right[place].value
    }

    /// The number that the digits from `start` on make, and where they end.
    private static func number(_ text: [Unicode.Scalar], _ start: Int, _ isInside: Bool) -> (Int64, Int) {
        let digits = text[start...].prefix(while: isDigit)
        let value = digits.reduce(isInside ? 1 : 0) { $0 &* 10 &+ Int64($1.value) &- 0x30 }
        return (value, start + digits.count)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .decimalNumber
    }
}
