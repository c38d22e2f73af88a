// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Keeps what was changed, so that it can be taken back.
///
/// A transaction tells it what it has written, after the last file is in place and while the locks are held: what is
/// recorded has happened, and changes of one file are recorded in their order.
public protocol ChangeRecorder: Sendable {
    /// Keeps the changes of one transaction, which belong together.
    ///
    /// The files are written by then, so there is no way to fail: whoever cannot keep them says so to the user.
    func record(_ changes: [FileChange])

    /// The same for changes that move secrets: that they were made is noted, so that nobody takes back an earlier change
    /// instead, and nothing of what they changed.
    var withholding: Self { get }
}
