// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// Which kubeconfig files are meant.
struct KubeconfigOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kubeconfig file; without it the files of KUBECONFIG, else ~/.kube/config.", valueName: "file"),
        completion: .file())
    var kubeconfig: String?

    func location(_ world: World) -> KubeconfigLocation {
        KubeconfigLocation(explicit: kubeconfig, world)
    }
}

extension KubeconfigLocation {
    /// The files that a command means, whose changes go into the history.
    init(explicit: String?, _ world: World) {
        self.init(explicit: explicit, environment: world.environment, workingDirectory: world.workingDirectory)
        recorder = HistoryRecorder(world)
        hasFront = !isExplicit && Session(world) != nil
    }
}

extension World {
    /// Reads the configuration to show it, and says so when there is none.
    func load(_ location: KubeconfigLocation) throws -> Kubeconfig {
        let config = try Kubeconfig.load(location)
        if let missing = config.missingPlace { warn("there is nothing to show in \(missing)") }
        return config
    }
}
