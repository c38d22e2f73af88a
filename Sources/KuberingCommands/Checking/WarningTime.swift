// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingWorkflows

/// How long before its end a certificate is reported: `14d`, `36h`, `2w`.
struct WarningTime: ExpressibleByArgument, CustomStringConvertible {
    /// As it was typed.
    let description: String
    /// In seconds.
    let seconds: TimeInterval

    /// What counts when nothing is said.
    static let usual = WarningTime(
        description: "\(Int(CurrentStatus.warningTime / 86_400))d", seconds: CurrentStatus.warningTime)

    /// What counts in tables of what ends.
    static let month = WarningTime(description: "30d", seconds: 30 * 86_400)

    /// How long a certificate of a user is valid, and that of a CA.
    static let (year, decade) = (
        WarningTime(description: "365d", seconds: 365 * 86_400),
        WarningTime(description: "3650d", seconds: 3_650 * 86_400)
    )

    private static let units: [Character: TimeInterval] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]

    init?(argument: String) {
        guard let letter = argument.last, let unit = Self.units[letter], let number = UInt32(argument.dropLast()) else {
            return nil
        }
        self.init(description: argument, seconds: TimeInterval(number) * unit)
    }

    private init(description: String, seconds: TimeInterval) {
        self.description = description
        self.seconds = seconds
    }

    var defaultValueDescription: String { description }
}
