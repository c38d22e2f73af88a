// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingConfig
import KuberingSystem
import KuberingYAML

/// The kubeconfig files the way kubectx and kubens find and read them.
struct DropInKubeconfig {
    let location: KubeconfigLocation

    /// - Throws: ``DropInError`` when no variable says where the files are.
    init(_ world: World) throws {
        let isSet = { (name: String) in world.environment[name, default: ""].isEmpty == false }
        guard isSet("KUBECONFIG") || isSet("HOME") else {
            throw DropInError(
                "kubeconfig error: cannot determine kubeconfig path: HOME or USERPROFILE environment variable not set")
        }
        var location = KubeconfigLocation(explicit: nil, world)
        location.allowsDuplicates = true
        self.location = location
    }

    /// Reads the files; nil when none exists.
    func loadIfPresent() throws -> Kubeconfig? {
        try DropInError.prefixed("kubeconfig error") {
            let config: Kubeconfig
            do {
                config = try Kubeconfig.load(location)
            } catch let error as ConfigError {
                if let number = numberOfFileWithoutMap {
                    throw DropInError("kubeconfig error: kubeconfig file \(number) is not a map document")
                }
                throw error
            }
            let present = config.files.filter(\.exists)
            if let number = present.firstIndex(where: { $0.document.root == nil }) {
                throw DropInError("kubeconfig error: failed to decode file \(number): EOF")
            }
            return present.isEmpty ? nil : config
        }
    }

    /// Which of the files that exist holds something else than a mapping, from 0.
    private var numberOfFileWithoutMap: Int? {
        let texts = location.paths.compactMap { path in
            // One that cannot be read has been reported by now.
            try? FileSnapshot.read(location.absolute(path), limit: KubeconfigFile.sizeLimit).bytes
        }
        return texts.firstIndex { bytes in
            // What cannot be parsed is another problem.
            guard let root = try? YAMLDocument(parsing: SourceText(bytes)).root else { return false }
            return root.kind != .mapping
        }
    }

    func load() throws -> Kubeconfig {
        guard let config = try loadIfPresent() else {
            throw DropInError("kubeconfig error: kubeconfig file not found")
        }
        return config
    }
}
