// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport
import Testing

/// What we declare of GLib and libsecret is what their headers say.
@Suite struct HeaderTests {
    private static let folder = LexicalPath.directory(of: #filePath)
    private static let source = folder + "/HeaderCheck/libsecret-prototypes.c"
    private static let lists = LexicalPath.cleaned(folder + "/../../../Sources/CSecretService")
    private static let environment: Environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]

    /// Compiles the check against the lists in a folder and returns the errors.
    private static func compile(listsIn folder: String) throws -> TestProcess.Outcome {
        let flags = try TestProcess.run(["pkg-config", "--cflags", "libsecret-1"], environment: environment)
        try #require(flags.end == .exited(0), "libsecret-1-dev and pkg-config are needed: \(flags.errors)")
        let options = flags.output.split { $0 == " " || $0 == "\n" }.map(String.init)
        return try TestProcess.run(
            ["cc", "-std=gnu11", "-fsyntax-only", "-I", folder] + options + [source], environment: environment)
    }

    @Test func declarationsAreTheHeaders() throws {
        let outcome = try Self.compile(listsIn: Self.lists)
        #expect(outcome.errors == "")
        #expect(outcome.end == .exited(0))
    }

    /// The check itself can tell: each of these one-word mistakes is found, and named.
    @Test(arguments: [
        (
            "libsecret-functions.h", "GCancellable *cancellable, GList **unlocked",
            "GList **unlocked", "secret_service_unlock_sync"
        ),
        (
            "libsecret-functions.h", "(GHashTable *table, gconstpointer key)",
            "(GHashTable *table, gpointer key)", "g_hash_table_lookup"
        ),
        ("libsecret-functions.h", "gssize length", "gint length", "secret_value_new"),
        (
            "libsecret-functions.h", "FUNCTION(GList *, g_list_prepend",
            "FUNCTION(void, g_list_prepend", "g_list_prepend"
        ),
        ("libsecret-functions.h", "(SecretItem *item)", "(SecretCollection *item)", "secret_item_get_attributes"),
        ("libsecret-types.h", "SCALAR(gsize, unsigned long)", "SCALAR(gsize, unsigned int)", "gsize"),
        ("libsecret-types.h", "ENUMERATION(GBusType, int)", "ENUMERATION(GBusType, unsigned int)", "GBusType"),
        (
            "libsecret-types.h", "CONSTANT(SECRET_SEARCH_LOAD_SECRETS, 8)",
            "CONSTANT(SECRET_SEARCH_LOAD_SECRETS, 4)", "SECRET_SEARCH_LOAD_SECRETS"
        ),
        ("libsecret-types.h", "GQuark domain; gint code;", "gint code; GQuark domain;", "GError.domain"),
        ("libsecret-types.h", "struct _GList *prev;)", ")", "GList"),
        ("libsecret-types.h", "CALLBACK(GHashFunc, guint", "CALLBACK(GHashFunc, gint", "GHashFunc"),
    ])
    func mistakesAreFound(list: String, right: String, wrong: String, named: String) throws {
        let folder = try TestFolder()
        for name in ["libsecret-functions.h", "libsecret-types.h"] {
            let bytes = try FileSnapshot.read(Self.lists + "/" + name, limit: 1 << 20).bytes
            var text = String(decoding: bytes, as: UTF8.self)
            if name == list {
                try #require(text.contains(right))
                text.replace(right, with: wrong)
            }
            try folder.write(text, to: name)
        }
        let outcome = try Self.compile(listsIn: folder.path)
        #expect(outcome.end == .exited(1))
        #expect(outcome.errors.contains("static assertion failed: \"\(named)\""))
    }
}
