// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingYAML

/// A document, what it means, and which comment speaks of what.
struct GeneratedDocument {
    /// A comment with a number that no other has.
    struct Comment {
        /// The comment's text, without `# `.
        let text: String
        /// What it speaks of; nil when it stands alone.
        let owner: YAMLPath?
    }

    var text: String
    var value: JSONValue?
    var comments: [Comment]
}
