// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

/// The command line is wrong in a way that only shows while the command runs.
struct UsageError: UserFacingError {
    let description: String
    var exitStatus: ExitStatus { .usage }

    init(_ description: String) {
        self.description = description
    }
}
