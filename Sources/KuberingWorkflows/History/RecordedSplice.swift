// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingYAML

/// One place of a file that was changed, and what stood there before.
struct RecordedSplice: Hashable {
    /// Where the place is in the text after the change.
    let place: Range<Int>
    /// What stood there before.
    let text: String
    /// What is around it after the change.
    let surroundings: LineSurroundings

    init(place: Range<Int>, text: String, surroundings: LineSurroundings) {
        self.place = place
        self.text = text
        self.surroundings = surroundings
    }

    /// Keeps what turns a changed text back.
    ///
    /// - Parameters:
    ///   - inverse: What turns it back there.
    ///   - text: The text after the change.
    init?(_ inverse: Splice, in text: SourceText) {
        // A kubeconfig is UTF-8, and an edit ends where characters end.
        guard let old = String(validating: inverse.replacement, as: UTF8.self) else { return nil }
        self.init(
            place: inverse.range, text: old, surroundings: LineSurroundings(of: inverse.range, in: text))
    }
}
