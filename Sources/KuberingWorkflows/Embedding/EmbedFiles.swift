// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig
import KuberingSystem
import KuberingYAML

/// Puts the contents of certificate and key files in the place of their names.
public struct EmbedFiles: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// The files whose contents are in the kubeconfig now, as it named them.
        public let embedded: [String]
        /// The kubeconfigs that changed.
        public let changes: [FileChange]
    }

    private let location: KubeconfigLocation

    /// Prepares the change.
    public init(_ location: KubeconfigLocation) {
        self.location = location
    }

    /// Embeds; the files stay where they are.
    ///
    /// - Parameters:
    ///   - holders: Whose files.
    ///   - isDryRun: Whether only the change is worked out.
    /// - Returns: What was done.
    /// - Throws: `FileError` for a file that cannot be read; ``WorkflowError`` of code `does-not-fit` for an empty one, or
    ///   when an entry has a file and its contents already; what the transaction throws. Nothing is changed then.
    public func run(_ holders: CertificateHolders, isDryRun: Bool = false) throws -> Outcome {
        var embedded: [String] = []
        let result = try KubeconfigTransaction(location, isDryRun: isDryRun).run { config in
            embedded = []
            return try holders.places(in: config).flatMap { place -> [KubeconfigEdit] in
                guard let origin = config.origin(place.kind, named: place.name) else { return [] }
                let content = try config.content(of: origin, place.kind)
                return try CertificateField.all(of: place.kind).flatMap { field -> [KubeconfigEdit] in
                    guard let path = content[field.name]?.string, !path.isEmpty else { return [] }
                    let data = field.name + "-data"
                    guard content[data]?.string?.isEmpty != false else {
                        throw WorkflowError.doesNotFit(place, "has both \(field.name) and \(data); remove one of them")
                    }
                    let contents = try config.contents(ofFile: path, field.name, of: place.kind, origin)
                    guard contents.count > 0 else {
                        throw WorkflowError.doesNotFit(place, "names \(OutsideText.quoted(path)), which is empty")
                    }
                    embedded.append(path)
                    return [
                        .change(place, .set([.key(data)], .string(contents.exposedBase64))),
                        .change(place, .unset([.key(field.name)])),
                    ]
                }
            }
        }
        return Outcome(embedded: embedded, changes: result.changes)
    }
}
