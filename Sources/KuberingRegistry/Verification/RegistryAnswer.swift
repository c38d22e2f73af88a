// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Whether a registry takes a credential, as far as it can be told.
public enum RegistryAnswer: Sendable, Hashable {
    /// It does.
    ///
    /// - Parameter image: The image that may be pulled; nil when none was asked for.
    case works(image: String?)
    /// It does, but this image may not be pulled with it.
    case worksButNotFor(image: String)
    /// It does, and whoever has it may ask for this image, but there is none.
    case worksWithoutImage(image: String)
    /// It does not.
    ///
    /// - Parameter reason: Why, as the end of a sentence; nil when the registry gives none.
    case rejected(reason: String?)
    /// It lets everybody in, so that nothing was learned.
    case cannotTell(reason: String)
    /// It was not reached, or something else answered.
    case unreachable(reason: String)

    /// The answer's name, which is stable: `works`, `works-but-not-for-image`,
    /// `no-such-image`, `rejected`, `cannot-tell`, `unreachable`.
    public var name: String {
        switch self {
        case .works: "works"
        case .worksButNotFor: "works-but-not-for-image"
        case .worksWithoutImage: "no-such-image"
        case .rejected: "rejected"
        case .cannotTell: "cannot-tell"
        case .unreachable: "unreachable"
        }
    }

    /// The answer for people, without the registry's name.
    public var description: String {
        switch self {
        case .works(let image): "the credential works" + (image.map { ", \($0) may be pulled" } ?? "")
        case .worksButNotFor(let image): "the credential works, but \(image) may not be pulled with it"
        case .worksWithoutImage(let image): "the credential works, but there is no such image or tag: \(image)"
        case .rejected(let reason): "the credential is rejected" + (reason.map { ": \($0)" } ?? "")
        case .cannotTell(let reason): "cannot tell: \(reason)"
        case .unreachable(let reason): "the registry cannot be reached: \(reason)"
        }
    }
}
