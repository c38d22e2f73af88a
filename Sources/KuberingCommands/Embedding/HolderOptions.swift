// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingWorkflows

/// Whose certificates and keys are meant.
struct HolderOptions: ParsableArguments {
    @Option(
        parsing: .singleValue, help: "A cluster by name or pattern; may be repeated.",
        completion: .custom { words, _, prefix in Candidates.clusters(prefix, words) })
    var cluster: [String] = []
    @Option(
        parsing: .singleValue, help: "A user by name or pattern; may be repeated.",
        completion: .custom { words, _, prefix in Candidates.users(prefix, words) })
    var user: [String] = []
    @Flag(help: "All clusters and users.")
    var all = false

    func validate() throws {
        if all != (cluster.isEmpty && user.isEmpty) {
            throw ValidationError(all ? "--all takes no --cluster and no --user" : "say --cluster, --user or --all")
        }
    }

    var holders: CertificateHolders { all ? .all : .named(clusters: cluster, users: user) }
}
