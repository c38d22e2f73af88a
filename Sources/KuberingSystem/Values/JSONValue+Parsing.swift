// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A text that is not JSON.
public struct JSONError: UserFacingError, Hashable {
    /// Where and what the parser found wrong; nothing of the text itself.
    public let reason: String
    /// Ends the process with a failure.
    public var exitStatus: ExitStatus { .failed }
    /// One line.
    public var description: String { "not valid JSON: \(reason)" }
}

extension JSONValue {
    /// Reads JSON text.
    ///
    /// Members keep their order, and numbers their spelling; a name that is repeated is there as often as it is written.
    ///
    /// - Parameter text: UTF-8 bytes of one JSON value (RFC 8259), without a byte order mark.
    /// - Throws: ``JSONError``.
    public init(parsing text: some Collection<UInt8>) throws(JSONError) {
        var reader = JSONReader(Array(text))
        self = try reader.document()
    }
}
