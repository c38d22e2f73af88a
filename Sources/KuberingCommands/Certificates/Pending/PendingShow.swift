// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingCertificates
import KuberingSystem
import KuberingWorkflows

/// The command `kubering certificate pending show`.
struct PendingShow: ContextCommand {
    static let examples = [Example("certificate pending show jane > jane.csr", "Print the request again.")]
    static let configuration = configured("show", "Print a request that waits, in PEM.")
    @OptionGroup var argument: PendingArgument

    func run(_ context: CommandContext) throws {
        context.output.write(try PendingRequests(context).find(argument.user).request.pem)
    }
}
