// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// Every rule that needs the kubeconfigs and nothing else, in the order of the manual.
public enum ConfigRules {
    /// The rules.
    public static let all: [any ConfigRule.Type] = [
        // The files.
        NoKubeconfig.self, MissingKubeconfig.self, UnreadableKubeconfig.self, EmptyElement.self, RepeatedElement.self,
        InvalidYAML.self, InvalidField.self, UnquotedValue.self, InvalidBase64.self, DuplicateName.self,
        EmptyName.self, RepeatedKey.self, IgnoredDocument.self, MisspelledField.self, LooseFileMode.self,
        LooseFolderMode.self,
        StaleLock.self,
        // What refers to what.
        DanglingCurrentContext.self, DanglingCluster.self, DanglingUser.self, ContextWithoutCluster.self,
        ContextWithoutUser.self, UnusedCluster.self, UnusedUser.self, ShadowedName.self, CrossedReference.self,
        BadNamespace.self,
        // Clusters.
        MissingServer.self, ServerWithoutScheme.self, BadServer.self, HTTPServer.self, CredentialsInURL.self,
        InsecureCluster.self, InsecureWithAuthority.self, BadProxy.self, PathAndData.self,
        // Users.
        ConflictingMethods.self, IgnoredMethod.self, MissingKey.self, MissingCertificate.self, TokenWithControls.self,
        RemovedAuthProvider.self, IncompleteAuthProvider.self, RemovedExecVersion.self, IncompleteExec.self,
        BadInteractiveMode.self, ImpersonationWithoutUser.self, PlainTextSecret.self,
    ]
}
