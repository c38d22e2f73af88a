// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// Everything that runs against a real gnome-keyring; one after the other: each takes a bus and a keyring.
@Suite(.serialized) struct KeyringTests {}

extension Probe.Result {
    /// The result in one line: the answer as JSON, or the failure's code and exit status.
    var summary: String { failure ?? answer?.jsonText() ?? "\(end)" }
}
