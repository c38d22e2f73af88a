// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
public import KuberingYAML

extension Kubeconfig {
    /// A configuration of one text that is in no file of its own, such as standard input.
    ///
    /// - Parameters:
    ///   - text: The kubeconfig.
    ///   - name: What messages call it.
    ///   - folder: The absolute path of the folder that relative paths in it are relative to.
    /// - Throws: ``ConfigError`` when it is no valid kubeconfig.
    public init(reading text: SourceText, named name: String, in folder: String) throws(ConfigError) {
        self.init(
            location: KubeconfigLocation(explicit: name, environment: [:], workingDirectory: folder),
            files: [try KubeconfigFile(path: name, absolutePath: folder + "/" + name, exists: true, text: text)])
    }

    /// What edits would make of the files, checked as a transaction checks them; nothing is locked or written.
    ///
    /// - Parameter edits: What to change.
    /// - Returns: The files that would change.
    /// - Throws: ``ConfigError`` when an edit cannot be made.
    public func applying(_ edits: [KubeconfigEdit]) throws -> [FileChange] {
        try KubeconfigTransaction(location).outcome(of: edits, on: self).changes
    }
}
