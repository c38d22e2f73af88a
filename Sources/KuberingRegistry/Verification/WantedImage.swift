// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// An image whose pull is asked for.
struct WantedImage {
    let name: ImageName
    /// The tag or digest.
    let reference: String

    init(_ text: String, of host: String) throws(RegistryError) {
        name = try ImageName(text)
        guard name.host == host else { throw .imageElsewhere(text, registry: host) }
        if let digest = text.firstIndex(of: "@") {
            reference = String(text[text.index(after: digest)...])
        } else {
            let step = text[(text.lastIndex(of: "/") ?? text.startIndex)...]
            reference = step.firstIndex(of: ":").map { String(step[step.index(after: $0)...]) } ?? "latest"
        }
    }
}
