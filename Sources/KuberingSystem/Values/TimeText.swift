// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A span of time as people write it: a whole number and its unit, as in `30m`, `8h`, `14d` or `2w`.
public enum TimeText {
    private static let units: [(letter: Character, seconds: UInt32)] = [
        ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ]

    /// Reads a span.
    ///
    /// - Parameter text: A number without sign, and `s`, `m`, `h`, `d` or `w`.
    /// - Returns: Seconds; nil for anything else, and for more than 136 years.
    public static func seconds(_ text: some StringProtocol) -> UInt32? {
        guard let unit = units.first(where: { $0.letter == text.last }), text.first?.isNumber == true,
            let count = UInt32(text.dropLast())
        else { return nil }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit.seconds)
        return isTooLong ? nil : seconds
    }

    /// Writes a span in the largest unit up to days that leaves no rest.
    ///
    /// - Parameter seconds: The span.
    /// - Returns: Text that ``seconds(_:)`` reads.
    public static func text(_ seconds: UInt32) -> String {
        let unit = units.dropFirst().first { seconds % $0.seconds == 0 } ?? ("s", 1)
        return "\(seconds / unit.seconds)\(unit.letter)"
    }
}
