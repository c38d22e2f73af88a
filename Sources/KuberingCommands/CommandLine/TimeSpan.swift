// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import FoundationEssentials
import KuberingSystem
import KuberingWorkflows

/// How long something lasts, or how long before its end it is reported: `14d`, `36h`, `2w`.
struct TimeSpan: ExpressibleByArgument, CustomStringConvertible {
    /// As it was typed, else in the largest unit that leaves no rest.
    let description: String
    /// In seconds.
    let seconds: UInt32

    /// How long before their end certificates are reported when nothing is said.
    static let usual = TimeSpan(seconds: UInt32(CurrentStatus.warningTime))

    /// The same in tables of what ends.
    static let month = TimeSpan(seconds: 30 * 86_400)

    /// How long a certificate of a user is valid, and that of a CA.
    static let (year, decade) = (TimeSpan(seconds: 365 * 86_400), TimeSpan(seconds: 3_650 * 86_400))

    /// How long before their end certificates are reported: what was typed, else what the user has settled, else the usual.
    static func seconds(_ typed: TimeSpan?, usual: TimeSpan, _ world: World) throws -> TimeInterval {
        try TimeInterval(typed?.seconds ?? Settings.load(world).warnBefore ?? usual.seconds)
    }

    init?(argument: String) {
        guard let seconds = TimeText.seconds(argument) else { return nil }
        (description, self.seconds) = (argument, seconds)
    }

    /// What an option of the command line says.
    ///
    /// - Throws: A usage error that names the units.
    static func parse(_ text: String) throws -> TimeSpan {
        if let span = TimeSpan(argument: text) { return span }
        throw ValidationError(
            "\(OutsideText.quoted(text)) is no length of time: a whole number and s, m, h, d or w, such as 365d or 12h, at most 49710d"
        )
    }

    init(seconds: UInt32) {
        (description, self.seconds) = (TimeText.text(seconds), seconds)
    }
}
