// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

public import KuberingConfig

/// Every rule of `kubering check`, in the order of the manual.
public enum CheckRules {
    /// The rules.
    public static let all: [any CheckRule.Type] = ConfigRules.all + machine

    static let machine: [any MachineRule.Type] = [
        // Certificates and keys.
        UnreadableFile.self, LooseKeyMode.self, UnusableAuthority.self, UnusableCertificate.self, UnusableKey.self,
        KeyMismatch.self, ExpiredClientCertificate.self, ExpiringClientCertificate.self, EarlyClientCertificate.self,
        UnsuitableClientCertificate.self, WeakClientCertificate.self, ExpiredAuthority.self, ExpiringAuthority.self,
        BrokenChain.self, ForeignCertificate.self,
        // Credentials in stores.
        RemovedCredential.self, CredentialForAnotherServer.self, ExpiredToken.self,
        // Plugins.
        KuberingNotFound.self, PluginNotFound.self, PluginNotAllowed.self, BadKuberc.self, IgnoredKuberc.self,
    ]
}
