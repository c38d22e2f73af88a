// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// A command of kubering and the one of `kubectl config` with the same meaning.
struct EditPair {
    /// Where kubering means to differ, and why.
    enum Rule {
        /// kubectl leaves `current-context` dangling; kubering clears it in every file that names what was deleted, unless
        /// another file has a context of that name.
        case clearsCurrentContext(String)
        /// `set-cluster` resets this flag when it is not given; kubering leaves alone what is not named.
        case keepsInsecureFlag
        /// kubectl changes the plugin that is there field by field, and leaves a provider beside it that it then refuses to
        /// use; kubering puts the plugin in the place of both.
        case replacesPlugin
        /// kubectl keeps the file of a token beside a token or a password, and then uses the file.
        case replacesTokenFile
        /// `set-context` knows no extensions; kubering copies a context with all it has.
        case copiesExtensions

        /// The fields of the entry that are not compared for it.
        var fields: [String] {
            switch self {
            case .clearsCurrentContext: []
            case .keepsInsecureFlag: ["insecure-skip-tls-verify"]
            case .replacesPlugin: ["provideClusterInfo", "installHint", "auth-provider"]
            case .replacesTokenFile: ["tokenFile"]
            case .copiesExtensions: ["extensions"]
            }
        }
    }

    var ours: [String]
    var theirs: [String]
    /// What kubering reads from standard input, where kubectl wants a secret among its arguments.
    var input = ""
    var rule: Rule?

    /// A field of one of several entries.
    private struct Path {
        let list: String
        let names: [String]
        let field: String

        init(_ list: String, _ names: [String], _ field: String) {
            self.list = list
            // kubectl knows no way to write a name with a dot.
            self.names = names.filter { !$0.contains(".") && !$0.contains("\"") && !$0.contains("\\") }
            self.field = field
        }
    }

    /// Picks a change that both can make.
    static func pick(_ world: DifferentialWorld, _ random: inout SeededGenerator) -> EditPair {
        let contexts = world.names("contexts")
        let clusters = world.names("clusters")
        let users = world.names("users")
        let context = random.pick(contexts + ["new one"])
        let cluster = random.pick(clusters + ["new one"])
        let user = random.pick(users + ["new one"])
        let namespace = random.pick(["web", "123", "y", "no"])
        switch random.below(20) {
        case 0: return EditPair(ours: ["use", "--", context], theirs: ["use-context", "--", context])
        case 1: return EditPair(ours: ["unset", "current-context"], theirs: ["unset", "current-context"])
        case 2 where contexts.contains(world.currentContext):
            return EditPair(ours: ["ns", namespace], theirs: ["set-context", "--current", "--namespace=" + namespace])
        case 3 where !contexts.isEmpty:
            let name = random.pick(contexts)
            return EditPair(
                ours: ["ns", namespace, "--context=" + name],
                theirs: ["set-context", "--namespace=" + namespace, "--", name])
        case 4 where !contexts.isEmpty:
            let name = random.pick(contexts)
            return EditPair(
                ours: ["ns", "--unset", "--context=" + name], theirs: ["set-context", "--namespace=", "--", name])
        case 5:
            let flags = [
                "--cluster=" + random.pick(clusters + ["", "gone"]), "--user=" + random.pick(users + ["x y"]),
            ]
            return EditPair(
                ours: ["context", "set"] + flags + ["--", context], theirs: ["set-context"] + flags + ["--", context])
        case 6:
            // Rule: a context that gets its own name stays as it is; kubectl calls that an error.
            let new = random.pick((contexts + ["it's new", "null", "7"]).filter { $0 != context })
            return EditPair(
                ours: ["context", "rename", "--", context, new], theirs: ["rename-context", "--", context, new])
        case 7:
            return EditPair(
                ours: ["context", "delete", "--yes", "--", context], theirs: ["delete-context", "--", context],
                rule: .clearsCurrentContext(context))
        case 8:
            return EditPair(
                ours: ["cluster", "delete", "--force", "--", cluster], theirs: ["delete-cluster", "--", cluster])
        case 9: return EditPair(ours: ["user", "delete", "--force", "--", user], theirs: ["delete-user", "--", user])
        case 10:
            let flags = random.pick([
                ["--server=https://new.example:1"], ["--tls-server-name=x"], ["--proxy-url=socks5://p:1"],
                ["--server=https://new.example", "--tls-server-name=y"],
            ])
            return EditPair(
                ours: ["cluster", "set"] + flags + ["--", cluster], theirs: ["set-cluster"] + flags + ["--", cluster],
                rule: .keepsInsecureFlag)
        case 11:
            let flag = "--insecure-skip-tls-verify"
            return EditPair(
                ours: ["cluster", "set", flag, "--", cluster], theirs: ["set-cluster", flag + "=true", "--", cluster])
        case 12:
            return EditPair(
                ours: ["user", "set", "--token-stdin", "--", user],
                theirs: ["set-credentials", "--token=t0 k", "--", user],
                input: "t0 k\n", rule: .replacesTokenFile)
        case 13:
            return EditPair(
                ours: ["user", "set", "--username=yes", "--password-stdin", "--", user],
                theirs: ["set-credentials", "--username=yes", "--password=1e3", "--", user], input: "1e3\n",
                rule: .replacesTokenFile)
        case 14 where world.content("users", user)["exec"]?.members != nil && random.chance(70):
            let flags = random.pick([
                ["--exec-env=A=on"], ["--exec-env=B=1"], ["--exec-env=A-"], ["--exec-env=C=", "--exec-env=A-"],
                ["--exec-arg=z"], ["--exec-interactive-mode=Never", "--exec-provide-cluster-info"],
            ])
            return EditPair(
                ours: ["user", "set"] + flags + ["--", user], theirs: ["set-credentials"] + flags + ["--", user])
        case 14:
            let flags = [
                "--exec-command=login", "--exec-api-version=client.authentication.k8s.io/v1", "--exec-arg=--x",
                "--exec-env=A=b c",
                "--exec-interactive-mode=Never",
            ]
            return EditPair(
                ours: ["user", "set"] + flags + ["--", user], theirs: ["set-credentials"] + flags + ["--", user],
                rule: .replacesPlugin)
        case 15:
            let flags = ["--certificate-authority=" + world.certificateFile] + random.pick([[], ["--embed-certs"]])
            return EditPair(
                ours: ["cluster", "set"] + flags + ["--", cluster], theirs: ["set-cluster"] + flags + ["--", cluster])
        case 16:
            let flags =
                ["--client-certificate=" + world.certificateFile, "--client-key=" + world.keyFile]
                + random.pick([[], ["--embed-certs"]])
            return EditPair(
                ours: ["user", "set"] + flags + ["--", user], theirs: ["set-credentials"] + flags + ["--", user])
        case 17:
            let path = random.pick([
                Path("contexts", contexts, ".namespace"), Path("users", users, ".token"),
                Path("clusters", clusters, ".server"),
                Path("users", users, ".exec"), Path("clusters", clusters, ""), Path("contexts", contexts, ""),
            ])
            guard let name = path.names.randomElement(using: &random) else { return pick(world, &random) }
            return EditPair(
                ours: ["unset", "--", "\(path.list).\"\(name)\"\(path.field)"],
                theirs: ["unset", "--", "\(path.list).\(name)\(path.field)"])
        case 18 where !contexts.isEmpty:
            let name = random.pick(contexts)
            let (new, content) = (random.pick(["it's new", "7", "-"]), world.content("contexts", name))
            let flags = ["cluster", "user", "namespace"].map { "--\($0)=\(content[$0]?.string ?? "")" }
            return EditPair(
                ours: ["context", "copy", "--", name, new], theirs: ["set-context"] + flags + ["--", new],
                rule: .copiesExtensions)
        default:
            let name = random.pick(clusters + ["plain"])
            guard Path("clusters", [name], "").names == [name] else { return pick(world, &random) }
            return EditPair(
                ours: ["set", "--", "clusters.\"\(name)\".tls-server-name", "no"],
                theirs: ["set", "--", "clusters.\(name).tls-server-name", "no"])
        }
    }
}
