// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate pending show`.
struct PendingShow: KuberingCommand {
    static let examples = [Example("certificate pending show jane > jane.csr", "Print the request again.")]
    static let configuration = configured("show", "Print a request that waits, in PEM.")
    @OptionGroup var argument: PendingArgument

    func run(_ world: World) throws {
        world.output.write(try PendingRequests(world).find(argument.user).request.pem)
    }
}
