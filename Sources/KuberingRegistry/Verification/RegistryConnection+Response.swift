// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem

extension RegistryConnection.Response {
    /// What is said of an error, for people; nil when nothing is.
    ///
    /// Source: OCI distribution-spec 1.1, "Error Codes"; RFC 6749 section 5.2 for the answers of a token server to a form.
    var reason: String? {
        // What is no JSON has no message.
        guard let body = try? JSONValue(parsing: body) else { return nil }
        let text =
            body["errors"]?.array?.first?["message"]?.string ?? body["error_description"]?.string
            ?? body["error"]?.string
        guard let text, !text.isEmpty else { return nil }
        return OutsideText.escaped(String(text.prefix(200)))
    }

    /// Whether a good answer to `/v2/` can be a registry's: it says which version of the API it speaks, as most do, or has
    /// an empty body or JSON, and not a page.
    ///
    /// Source: OCI distribution-spec 1.1, "Determining Support", and "Legacy Docker support HTTP headers".
    var isOfRegistry: Bool {
        if speaksRegistryAPI || body.isEmpty { return true }
        return (try? JSONValue(parsing: body)) != nil
    }

    /// The failure that a status means which is neither good nor a refusal.
    ///
    /// - Parameters:
    ///   - server: Who answered, as the start of a sentence.
    ///   - occasion: When; nil for the usual question.
    /// - Returns: The failure.
    func failure(of server: String, when occasion: String? = nil) -> RegistryConnection.Failure {
        if status == 429 { return .init(reason: "\(server) says that there were too many requests; try again later") }
        if 502...504 ~= status {
            return .init(reason: "\(server) is temporarily unavailable (it answers \(status)); try again later")
        }
        return .init(reason: "\(server) answers \(status)" + (occasion.map { " when \($0)" } ?? ""))
    }
}
