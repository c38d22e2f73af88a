// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials
import KuberingCertificates
import KuberingSystem
import KuberingYAML

/// The certificates inside a Kubernetes object: kubeconfig, CertificateSigningRequest, Secret, ConfigMap, or a list of them.
struct CertificateManifest {
    /// One field that holds some.
    struct Part {
        /// What people call it.
        let title: String
        /// PEM or DER, or why there is none.
        var contents: Result<[UInt8], CertificateError>
        /// Whether it is what a user of a kubeconfig signs in with.
        var isOfUser = false
        /// What it asks for, when it is a request for a cluster.
        var wish: SigningWish?
    }

    private let objects: [JSONValue]

    /// Reads YAML or JSON; nil when the text is neither, or no Kubernetes object.
    init?(reading bytes: [UInt8]) {
        // PEM and DER are no YAML, or none with a kind.
        guard bytes.first != 0x30, let documents = try? YAMLDocument.all(in: SourceText(bytes)) else { return nil }
        let values = documents.compactMap { try? $0.root?.jsonValue() }  // not JSON: no Kubernetes object
        objects = values.filter {
            $0["kind"]?.string != nil || $0["users"]?.array != nil || $0["clusters"]?.array != nil
        }
        if objects.isEmpty { return nil }
    }

    /// Everything found, in order.
    ///
    /// - Parameters:
    ///   - name: What messages call the file.
    ///   - folder: The absolute folder that paths in a kubeconfig count from.
    /// - Returns: The fields; never none.
    /// - Throws: ``WorkflowError`` of code `no-certificate` when there is nothing to be found.
    func parts(named name: String, folder: String) throws -> [Part] {
        let parts = objects.flatMap { Self.parts(of: $0, folder) }
        guard parts.isEmpty else { return parts }
        let kinds = objects.compactMap { $0["kind"]?.string }.joined(separator: ", ")
        throw WorkflowError(
            .noCertificate,
            "\(OutsideText.quoted(name)) holds no certificate (\(OutsideText.escaped(kinds.isEmpty ? "kubeconfig" : kinds)))",
            exitStatus: .notFound)
    }

    private static func parts(of object: JSONValue, _ folder: String) -> [Part] {
        switch object["kind"]?.string {
        case "List", "SecretList", "ConfigMapList", "CertificateSigningRequestList":
            (object["items"]?.array ?? []).flatMap { parts(of: $0, folder) }
        case "CertificateSigningRequest": requestParts(object)
        case "Secret":
            dataParts(object, "secret", "data", isBase64: true)
                + dataParts(object, "secret", "stringData", isBase64: false)
        case "ConfigMap": dataParts(object, "configmap", "data", isBase64: false)
        case "Config", nil: kubeconfigParts(object, folder)
        default: []
        }
    }

    private static func requestParts(_ object: JSONValue) -> [Part] {
        let title = "certificate signing request \(OutsideText.quoted(object["metadata"]?["name"]?.string ?? ""))"
        var parts: [Part] = []
        if let spec = object["spec"], let text = spec["request"]?.string {
            var part = base64(text, title: title)
            part.wish = SigningWish(spec)
            parts.append(part)
        }
        if let text = object["status"]?["certificate"]?.string, !text.isEmpty {
            parts.append(base64(text, title: "certificate of " + title))
        }
        return parts
    }

    /// The values that look like certificates; `tls.key` goes with `tls.crt`, so that the two are compared.
    private static func dataParts(_ object: JSONValue, _ kind: String, _ field: String, isBase64: Bool) -> [Part] {
        let metadata = object["metadata"]
        let path = [metadata?["namespace"]?.string, metadata?["name"]?.string].compactMap(\.self).joined(separator: "/")
        var parts: [Part] = []
        var values: [(name: String, bytes: [UInt8])] = []
        for member in object[field]?.members ?? [] {
            guard let text = member.value.string else { continue }
            let title = "\(kind) \(OutsideText.quoted(path)), \(member.name)"
            if !isBase64 {
                values.append((member.name, Array(text.utf8)))
            } else if case .success(let bytes) = base64(text, title: title).contents {
                values.append((member.name, bytes))
            } else if member.name.hasSuffix(".crt") {
                parts.append(base64(text, title: title))
            }
        }
        for (name, bytes) in values where name != "tls.key" && isShown(name, bytes) {
            let key = name == "tls.crt" ? values.first { $0.name == "tls.key" }?.bytes : nil
            parts.append(
                Part(
                    title: "\(kind) \(OutsideText.quoted(path)), \(name)",
                    contents: .success(key.map { bytes + [0x0A] + $0 } ?? bytes)))
        }
        return parts
    }

    private static func kubeconfigParts(_ object: JSONValue, _ folder: String) -> [Part] {
        var parts: [Part] = []
        for (list, kind, field) in [
            ("clusters", "cluster", "certificate-authority"), ("users", "user", "client-certificate"),
        ] {
            for entry in object[list]?.array ?? [] {
                let title = "\(kind) \(OutsideText.quoted(entry["name"]?.string ?? ""))"
                guard let content = entry[kind], var part = part(field, of: content, title, folder) else { continue }
                part.isOfUser = kind == "user"
                if part.isOfUser, case .success(let bytes) = part.contents,
                    case .success(let key)? = Self.part("client-key", of: content, title, folder)?.contents
                {
                    part.contents = .success(bytes + [0x0A] + key)
                }
                parts.append(part)
            }
        }
        return parts
    }

    private static func part(_ field: String, of content: JSONValue, _ title: String, _ folder: String) -> Part? {
        if let text = content[field + "-data"]?.string, !text.isEmpty { return base64(text, title: title) }
        guard let path = content[field]?.string, !path.isEmpty else { return nil }
        do throws(FileError) {
            let file = try FileSnapshot.read(LexicalPath.absolute(path, in: folder), limit: PEM.sizeLimit)
            return Part(title: title, contents: .success(file.bytes))
        } catch {
            return Part(title: title, contents: .failure(.unreadableFile(error)))
        }
    }

    private static func base64(_ text: String, title: String) -> Part {
        let bytes = Data(base64Encoded: Data(text.utf8.filter { $0 != 0x0A && $0 != 0x0D })).map(Array.init)
        return Part(title: title, contents: bytes.map(Result.success) ?? .failure(.notBase64(title)))
    }

    /// Whether a value among others is or should be a certificate; what else stands there is nobody's concern.
    private static func isShown(_ name: String, _ bytes: [UInt8]) -> Bool {
        if name.hasSuffix(".crt") || bytes.contains(Array("-----BEGIN CERTIFICATE".utf8)) { return true }
        // Whatever is wrong with it, it is no certificate.
        return (try? CertificateFile(reading: bytes, named: name)) != nil
    }
}
