// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// A commented kubeconfig with many contexts.
struct ManyContexts {
    /// What nobody may ever see.
    static let secret = "token-that-nobody-may-see"

    var current = "context-0"
    /// The namespace of each context; nil for none.
    var namespaces: [String?]

    init(count: Int) {
        namespaces = Array(repeating: nil, count: count)
    }

    var text: String {
        let contexts = namespaces.indices.map { index in
            """
            # about context-\(index)
            - name: context-\(index)   # beside it
              context:
                cluster: 'everywhere'
                user: "somebody"
            \(namespaces[index].map { "    namespace: \($0)\n" } ?? "")
            """
        }
        return """
            # kept by hand
            apiVersion: v1
            kind: Config
            current-context: \(current)   # where I am
            clusters:
            - {name: everywhere, cluster: {server: "https://127.0.0.1:6443"}}
            contexts:
            \(contexts.joined())users:
            - name: somebody
              user: {token: \(Self.secret)}
            # the end

            """
    }
}
