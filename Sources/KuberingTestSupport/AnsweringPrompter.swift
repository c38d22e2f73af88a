// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingSystem

/// Somebody at a terminal who answers every question the same way, and has no secret to type.
public struct AnsweringPrompter: Prompter {
    private let answer: Bool

    /// Whether somebody can be asked.
    public var canAsk: Bool { true }

    /// Says yes or no.
    public init(_ answer: Bool) {
        self.answer = answer
    }

    /// The answer.
    public func confirm(_ question: String) throws -> Bool { answer }

    /// Nothing.
    public func readSecret(_ prompt: String) throws -> SecretBytes { SecretBytes([]) }
}
