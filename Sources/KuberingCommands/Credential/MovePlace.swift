// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import ArgumentParser
import KuberingSecrets

/// Where a credential is moved to, as it is typed.
enum MovePlace: Hashable {
    case store(StoreName)
    case embedded
    case files

    init(parsing text: String) throws {
        switch text {
        case "embedded": self = .embedded
        case "files": self = .files
        default: self = .store(try StoreOption.name(text))
        }
    }
}
