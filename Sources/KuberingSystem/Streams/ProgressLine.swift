// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// One line on a terminal that says how far a job is, and goes away again.
///
/// It is there only where somebody looks at it, and only when the job takes longer than 300 ms.
public final class ProgressLine {
    private static let delay = Duration.milliseconds(300)

    private let stream: TextOutput?
    private let start = ContinuousClock.now
    private var isShown = false

    /// Begins the job.
    ///
    /// - Parameter stream: Standard error; nothing is shown when it is no terminal, or nil.
    public init(_ stream: TextOutput?) {
        self.stream = stream?.isTerminal == true ? stream : nil
    }

    /// Shows the text in place of the one before.
    ///
    /// - Parameter text: Escaped already; of what does not fit into the line the middle is left out.
    public func show(_ text: String) {
        guard let stream, ContinuousClock.now - start > Self.delay else { return }
        // The last column stays free: some terminals begin another line once it is written.
        stream.write("\r\u{1B}[K" + TextColumns.shortened(text, to: stream.columns - 1))
        isShown = true
    }

    /// Takes the line away, before something else is printed.
    public func clear() {
        guard let stream, isShown else { return }
        stream.write("\r\u{1B}[K")
        isShown = false
    }
}
