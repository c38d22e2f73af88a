// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates

extension Certificate {
    /// How long before its end a new certificate is called short, in seconds.
    ///
    /// A third of its life, and never more than usual: one that was made for a day is no surprise.
    var timeOfWarning: TimeInterval {
        min(CurrentStatus.warningTime, notAfter.timeIntervalSince(notBefore) / 3)
    }
}
