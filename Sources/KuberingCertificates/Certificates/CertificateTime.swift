// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import SwiftASN1

extension Certificate {
    /// Reads a UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5).
    static func date(_ node: ASN1Node) throws(DERFailure) -> Date {
        do {
            switch node.identifier {
            case .utcTime:
                let time = try UTCTime(derEncoded: node)
                return date(time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
            case .generalizedTime:
                let time = try GeneralizedTime(derEncoded: node)
                return date(time.year, time.month, time.day, time.hours, time.minutes, time.seconds)
            default: throw DERFailure(reason: "a date has an unexpected type")
            }
        } catch {
            throw DERFailure(reason: "a date cannot be read")
        }
    }

    /// The moment of a UTC date of the Gregorian calendar; a few operations instead of a `Calendar`, which costs more
    /// than the rest of the certificate.
    private static func date(
        _ year: Int, _ month: Int, _ day: Int, _ hours: Int, _ minutes: Int, _ seconds: Int
    ) -> Date {
        // Days since 1970-01-01, with years that begin in March so that the leap day comes last.
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = floorDivide(shifted, 4) - floorDivide(shifted, 100) + floorDivide(shifted, 400)
        let days = shifted * 365 + leapDays + dayOfYear - 719_468
        return Date(timeIntervalSince1970: Double(((days * 24 + hours) * 60 + minutes) * 60 + seconds))
    }

    private static func floorDivide(_ number: Int, _ divisor: Int) -> Int {
        number >= 0 ? number / divisor : -((divisor - 1 - number) / divisor)
    }
}
