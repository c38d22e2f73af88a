// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

extension DockerConfig {
    /// Where docker's configuration may be; the first that exists is the one docker reads.
    ///
    /// - Parameters:
    ///   - environment: The process's environment; `DOCKER_CONFIG` names a folder.
    ///   - home: The absolute path of the home folder; nil when it is not known.
    /// - Returns: `$DOCKER_CONFIG/config.json` or `~/.docker/config.json`, then the legacy `~/.dockercfg`; none that only
    ///   the home could lead to when that is not known.
    public static func locations(environment: Environment, home: String?) -> [String] {
        let folder =
            switch environment["DOCKER_CONFIG"] {
            case let folder? where !folder.isEmpty: folder
            default: home.map { joined($0, ".docker") }
            }
        return [folder.map { joined($0, "config.json") }, home.map { joined($0, ".dockercfg") }].compactMap(\.self)
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
