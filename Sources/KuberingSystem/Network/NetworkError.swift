// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Why a server could not be talked to.
public struct NetworkError: UserFacingError, Hashable {
    /// One line.
    public let description: String
    /// What the process ends with.
    public let exitStatus: ExitStatus

    /// No address is known for the host.
    public static func unknownHost(_ address: NetworkAddress) -> NetworkError {
        NetworkError(
            description: "there is no host \(OutsideText.quoted(address.host))", exitStatus: .failed)
    }

    /// It cannot be connected to, or the connection broke.
    public static func unreachable(_ address: NetworkAddress, _ number: Int32) -> NetworkError {
        NetworkError(
            description: "\(OutsideText.escaped(address.description)) cannot be reached: \(ErrorNumber.words(number))",
            exitStatus: .failed)
    }

    /// It did not answer in time.
    public static func timedOut(_ address: NetworkAddress) -> NetworkError {
        NetworkError(
            description: "\(OutsideText.escaped(address.description)) did not answer in time", exitStatus: .timedOut)
    }
}
