// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Puts certificates and keys of a kubeconfig into files, and the names of the files in their place.
public struct ExtractFiles: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// The files that were made, absolute.
        public let written: [String]
        /// The kubeconfigs that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation
    private let hasAbsolutePaths: Bool

    /// Prepares the change.
    ///
    /// - Parameters:
    ///   - location: The files.
    ///   - hasAbsolutePaths: Whether paths are absolute that lie below the kubeconfig's folder.
    public init(_ location: KubeconfigLocation, hasAbsolutePaths: Bool = false) {
        self.location = location
        self.hasAbsolutePaths = hasAbsolutePaths
    }

    /// Extracts.
    ///
    /// Files get the mode 0600 and are named after their entry: `CLUSTER-ca.crt`, `USER.crt`, `USER.key`.
    ///
    /// - Parameters:
    ///   - holders: Whose certificates and keys.
    ///   - folder: The absolute path of the folder for the files; it is made with mode 0700.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `FileError` when a file is there already or cannot be written; ``WorkflowError`` of code `does-not-fit`
    ///   when an entry has a file and its contents; what the transaction throws. Nothing is changed then, and no new
    ///   file is left.
    public func run(_ holders: CertificateHolders, to folder: String, isDryRun: Bool = false) throws -> Outcome {
        var files: [NewFiles.File] = []
        var written: NewFiles?
        do {
            let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
                files = []
                let edits = try holders.places(in: config).flatMap { try self.edits($0, folder, in: config, &files) }
                try NewFiles.check(files.map(\.path))
                return edits
            } beforeWriting: { _ in
                written = try NewFiles(files)
            }
            return Outcome(written: files.map(\.path), changes: result.changes)
        } catch {
            written?.takeBack()
            throw error
        }
    }

    private func edits(
        _ place: EntryPlace, _ folder: String, in config: Kubeconfig, _ files: inout [NewFiles.File]
    ) throws -> [KubeconfigEdit] {
        guard let origin = config.origin(place.kind, named: place.name) else { return [] }
        let content = try config.content(of: origin, place.kind)
        let base = LexicalPath.cleaned(LexicalPath.directory(of: config.files[place.file].absolutePath))
        return try CertificateField.all(of: place.kind).flatMap { field -> [KubeconfigEdit] in
            let data = field.name + "-data"
            guard let text = content[data]?.string, !text.isEmpty else { return [] }
            guard content[field.name]?.string?.isEmpty != false else {
                throw WorkflowError.doesNotFit(place, "has both \(field.name) and \(data); remove one of them")
            }
            // The schema was checked when the file was read: this is base64, with line breaks perhaps.
            guard let contents = Base64.decodedSecret(text.utf8) else { return [] }
            let path = "\(folder)/\(PercentEncoding.encoded(place.name))\(field.suffix)"
            files.append(.init(path, contents))
            let setting = FieldSetting([.key(field.name)], .path(path))
            let value = (hasAbsolutePaths ? setting.withAbsolutePath : setting).json(inFolder: base)
            guard let value else { return [] }
            return [.change(place, .set(setting.path, value)), .change(place, .unset([.key(data)]))]
        }
    }
}
