// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// Kubeconfigs that kubectl reads and that no two tools would write alike, the same for the same seed.
struct KubeconfigGenerator {
    /// Names that look like something else, need quoting, or would steer a terminal.
    private static let names = [
        "dev", "prod", "kind-x", "a.b.c", "arn:aws:eks:eu-west-1:1:cluster/x", "with space", "it's", "\"quoted\"",
        "ünïcode",
        "名前", "y", "no", "null", "~", "123", "1e3", "0x10", "1_000", "2026-01-01", "-dash", "#hash", "a: b", "a #b",
        "*star",
        "&and", "!bang", "%percent", "@at", "{brace}", "[bracket]", "comma, name", "back\\slash", "tab\there", "😀",
        "\u{1B}[31mred", "trailing ", " leading", "=", "<<", "jane@prod", "e\u{301}", "\u{E9}", "true", ".inf", "?",
    ]
    private static let paths = [
        "pki/ca.crt", "./pki/../pki/ca.crt", "pki/user.crt", "/nonexistent/ca.crt", "missing.crt",
    ]
    private static let urls = [
        "https://10.0.0.1:6443", "https://[::1]:6443/path", "http://localhost", "https://jane:hush@proxy.example:3128",
        "https://k8s.example.com", "",
    ]
    private static let data = ["LS0tLS1CRUdJTg==", "aHVzaA==", "AA==", ""]

    private var random: SeededGenerator

    init(_ random: SeededGenerator) { self.random = random }

    /// The files of one KUBECONFIG, in order.
    mutating func files() -> [JSONValue] {
        let count = random.pick([1, 1, 1, 2, 2, 3])
        // Few names for all files, so that they shadow each other and refer to each other.
        let pool = (0..<4).map { _ in random.pick(Self.names) }
        return (0..<count).map { _ in file(pool) }
    }

    private mutating func file(_ pool: [String]) -> JSONValue {
        var members: [JSONValue.Member] = []
        if random.chance(80) { members.append(.init("apiVersion", "v1")) }
        if random.chance(80) { members.append(.init("kind", "Config")) }
        if random.chance(15) { members.append(.init("preferences", random.pick([["colors": true], [:], .null]))) }
        if random.chance(10) { members.append(.init("x-unknown", ["deep": ["list", .null, true]])) }
        if random.chance(10) { members.append(.init("extensions", extensions())) }
        for kind in ["cluster", "user", "context"] {
            switch random.below(20) {
            case 0: continue
            case 1: members.append(.init(kind + "s", .null))
            case 2: members.append(.init(kind + "s", []))
            default:
                var seen: [String] = []
                let entries = (0...random.below(4)).compactMap { _ -> JSONValue? in
                    let name = random.pick(pool)
                    guard !seen.contains(where: { $0.utf8.elementsEqual(name.utf8) }) else { return nil }
                    seen.append(name)
                    return shuffled([.init("name", .string(name)), .init(kind, content(of: kind, pool))])
                }
                members.append(.init(kind + "s", .array(entries)))
            }
        }
        switch random.below(6) {
        case 0: break
        case 1: members.append(.init("current-context", ""))
        case 2: members.append(.init("current-context", "dangling"))
        default: members.append(.init("current-context", .string(random.pick(pool))))
        }
        return shuffled(members)
    }

    private mutating func content(of kind: String, _ pool: [String]) -> JSONValue {
        switch kind {
        case "cluster": cluster()
        case "user": user()
        default: context(pool)
        }
    }

    private mutating func cluster() -> JSONValue {
        var fields: [JSONValue.Member] = [.init("server", .string(random.pick(Self.urls)))]
        if random.chance(20) { fields.append(.init("tls-server-name", "kube.example")) }
        if random.chance(20) { fields.append(.init("insecure-skip-tls-verify", .bool(random.chance(50)))) }
        if random.chance(30) { fields.append(.init("certificate-authority", .string(random.pick(Self.paths)))) }
        if random.chance(30) { fields.append(.init("certificate-authority-data", .string(random.pick(Self.data)))) }
        if random.chance(20) { fields.append(.init("proxy-url", .string(random.pick(Self.urls)))) }
        if random.chance(10) { fields.append(.init("disable-compression", .bool(random.chance(50)))) }
        if random.chance(10) { fields.append(.init("extensions", extensions())) }
        if random.chance(5) { fields.append(.init("x-cluster", "kept")) }
        return shuffled(fields)
    }

    private mutating func user() -> JSONValue {
        if random.chance(5) { return random.pick([.null, [:]]) }
        var fields: [JSONValue.Member] = []
        if random.chance(25) { fields.append(.init("client-certificate", .string(random.pick(Self.paths)))) }
        if random.chance(25) { fields.append(.init("client-certificate-data", .string(random.pick(Self.data)))) }
        if random.chance(25) { fields.append(.init("client-key", .string(random.pick(Self.paths)))) }
        if random.chance(25) { fields.append(.init("client-key-data", .string(random.pick(Self.data)))) }
        if random.chance(25) { fields.append(.init("token", .string(random.pick(["hush", "", "123", "a: hush #b"])))) }
        if random.chance(15) { fields.append(.init("tokenFile", .string(random.pick(Self.paths)))) }
        if random.chance(15) { fields.append(.init("username", "jane")) }
        if random.chance(15) {
            fields.append(.init("password", .string(random.pick(["hush", "'hush\"", "hush\nhush\n"]))))
        }
        if random.chance(10) { fields.append(.init("as", "root")) }
        if random.chance(10) { fields.append(.init("as-uid", "0")) }
        if random.chance(10) { fields.append(.init("as-groups", random.pick([["dev", "y"], [], .null]))) }
        if random.chance(10) { fields.append(.init("as-user-extra", ["b": ["2", "1"], "a": []])) }
        if random.chance(15) {
            fields.append(.init("auth-provider", ["name": "oidc", "config": ["id-token": "hush", "client-id": "x"]]))
        }
        if random.chance(25) { fields.append(.init("exec", plugin())) }
        if random.chance(10) { fields.append(.init("extensions", extensions())) }
        return shuffled(fields)
    }

    private mutating func plugin() -> JSONValue {
        var fields: [JSONValue.Member] = [
            .init("command", .string(random.pick(["aws", "./bin/login", "/usr/bin/login", "a b"]))),
            .init("apiVersion", .string("client.authentication.k8s.io/" + random.pick(["v1", "v1beta1"]))),
        ]
        if random.chance(50) {
            fields.append(.init("args", random.pick([["eks", "--token=hush", "y", ""], [], .null])))
        }
        if random.chance(50) { fields.append(.init("env", random.pick([[["name": "A", "value": "hush"]], .null]))) }
        if random.chance(30) {
            fields.append(.init("interactiveMode", .string(random.pick(["Never", "IfAvailable"]))))
        }
        if random.chance(30) { fields.append(.init("provideClusterInfo", .bool(random.chance(50)))) }
        if random.chance(20) { fields.append(.init("installHint", "get it\nthere\n")) }
        return shuffled(fields)
    }

    private mutating func context(_ pool: [String]) -> JSONValue {
        var fields: [JSONValue.Member] = [
            .init("cluster", .string(random.pick(pool + ["gone"]))),
            .init("user", .string(random.pick(pool + ["gone"]))),
        ]
        if random.chance(40) { fields.append(.init("namespace", .string(random.pick(["web", "123", "", "y"])))) }
        if random.chance(10) { fields.append(.init("extensions", extensions())) }
        return shuffled(fields)
    }

    private mutating func extensions() -> JSONValue {
        [
            [
                "name": .string(random.pick(["minikube", "z"])),
                "extension": ["b": "1", "a": ["x": .null, "list": [true, "y"]]],
            ]
        ]
    }

    private mutating func shuffled(_ members: [JSONValue.Member]) -> JSONValue {
        random.chance(40) ? .object(members.shuffled(using: &random)) : .object(members)
    }
}
