// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingWorkflows

/// A program whose configuration is changed on request.
enum OtherProgram: String, ExpressibleByArgument, CaseIterable {
    case docker, podman

    var configuration: DockerConfigProgram { self == .docker ? .docker : .podman }
}
