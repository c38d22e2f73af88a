// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension World {
    /// Warns that `-` will not find the way back after a switch that was made.
    func warn(notRemembered problem: String?) {
        if let problem { warn("- will not find the way back: " + problem) }
    }
}
