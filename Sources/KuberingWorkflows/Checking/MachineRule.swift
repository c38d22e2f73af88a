// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig

/// A rule that also looks at certificates, the machine, or the clock.
protocol MachineRule: CheckRule {
    /// What it finds, in no particular order.
    static func findings(in subject: CheckSubject, _ facts: CheckFacts) -> [Finding]
}
