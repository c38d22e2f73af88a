// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingShell
import KuberingSystem
import KuberingWorkflows

/// The sessions in which the commands run: made when one starts, gone when it has ended.
final class ExecSessions {
    let targets: [ExecTarget]
    private let location: KubeconfigLocation
    private let config: Kubeconfig
    private let world: World
    private var sessions: [Int: Session] = [:]

    init(_ targets: [ExecTarget], _ location: KubeconfigLocation, _ config: Kubeconfig, _ world: World) {
        self.targets = targets
        self.location = location
        self.config = config
        self.world = world
    }

    /// The command as it is run for the target of that number.
    func start(_ number: Int, _ command: [String]) throws -> ChildProcess {
        let target = targets[number]
        let session = try Session(
            in: target.context, namespace: target.namespace, of: config, owner: .ofProcess(), world)
        sessions[number] = session
        return ChildProcess(
            command, environment: world.environment(with: try session.variables(over: location, world)))
    }

    func end(_ number: Int) {
        if let session = sessions.removeValue(forKey: number) { world.end(session, over: location) }
    }
}
