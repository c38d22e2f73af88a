// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Asks a registry whether it takes a credential.
///
/// The credential is sent to the registry's own host and to the token server that the registry names, when that is the
/// registry's (``RegistryAccess``), and to nobody else.
public struct VerifyCredential {
    private let access: RegistryAccess

    /// Prepares; nothing is sent yet.
    public init(_ access: RegistryAccess) { self.access = access }

    /// Asks.
    ///
    /// - Parameters:
    ///   - credential: The credential; its server says which registry.
    ///   - image: An image of that registry that should be pulled with it, as one writes it in a pod; nil for none.
    /// - Returns: What was learned.
    /// - Throws: ``RegistryError`` with `invalid-image` when the image is none of that registry.
    public func answer(for credential: RegistryCredential, image: String? = nil) throws(RegistryError) -> RegistryAnswer
    {
        guard let host = try host(of: credential.server, image) else {
            return .unreachable(
                reason:
                    "its name stands for several hosts; one of them is asked by: kubering pull-secret verify --image")
        }
        let wanted = try image.map { text throws(RegistryError) in try WantedImage(text, of: host) }
        // Docker Hub's registry is not at the name that images have.
        let address = host == "docker.io" ? "registry-1.docker.io" : host
        do throws(RegistryConnection.Failure) {
            let connection = try RegistryConnection(access, registry: host)
            let exchange = RegistryExchange(connection, access, address, credential, wanted)
            if access.isPlainHTTP || credential.server.hasPrefix("http://") && RegistryAccess.isLoopback(address) {
                return try exchange.answer(scheme: "http")
            }
            do throws(RegistryConnection.Failure) {
                return try exchange.answer(scheme: "https")
            } catch {
                guard error.isNotTLS, RegistryAccess.isLoopback(address) else { throw error }
                return try exchange.answer(scheme: "http")
            }
        } catch {
            return .unreachable(reason: error.reason)
        }
    }

    /// The host to ask: where the key is a pattern, the image's, if it fits; nil when there is none.
    private func host(of server: String, _ image: String?) throws(RegistryError) -> String? {
        let host = RegistryKey(server).host
        guard host.contains("*"), let pattern = KubeletKey(server) else { return host }
        guard let image else { return nil }
        let name = try ImageName(image)
        return pattern.matches(name) ? name.host : host
    }
}
