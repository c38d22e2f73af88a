// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import Testing

/// Paths are cleaned as Go's `filepath.Clean` cleans them.
struct LexicalPathTests {
    /// The table of Go's `path/filepath/path_test.go`, with its results.
    static let cleaned = [
        ("abc", "abc"), ("abc/def", "abc/def"), ("a/b/c", "a/b/c"), (".", "."), ("..", ".."), ("../..", "../.."),
        ("../../abc", "../../abc"), ("/abc", "/abc"), ("/", "/"), ("", "."), ("abc/", "abc"), ("abc/def/", "abc/def"),
        ("a/b/c/", "a/b/c"), ("./", "."), ("../", ".."), ("../../", "../.."), ("/abc/", "/abc"),
        ("abc//def//ghi", "abc/def/ghi"), ("abc//", "abc"), ("abc/./def", "abc/def"), ("/./abc/def", "/abc/def"),
        ("abc/.", "abc"), ("abc/def/ghi/../jkl", "abc/def/jkl"), ("abc/def/../ghi/../jkl", "abc/jkl"),
        ("abc/def/..", "abc"), ("abc/def/../..", "."), ("/abc/def/../..", "/"), ("abc/def/../../..", ".."),
        ("/abc/def/../../..", "/"), ("abc/def/../../../ghi/jkl/../../../mno", "../../mno"), ("/../abc", "/abc"),
        ("a/../b:/../../c", "../c"), ("abc/./../def", "def"), ("abc//./../def", "def"),
        ("abc/../../././../def", "../../def"),
        ("//abc", "/abc"), ("///abc", "/abc"), ("//abc//", "/abc"), ("ü/../…/.", "…"),
    ]

    @Test(arguments: cleaned)
    func pathsAreCleanedAsGoCleansThem(_ path: String, _ expected: String) {
        #expect(LexicalPath.cleaned(path) == expected)
        #expect(LexicalPath.cleaned(expected) == expected)
    }

    @Test(arguments: [
        ("ca.crt", "/home/me/.kube", "/home/me/.kube/ca.crt"),
        ("../pki/./ca.crt", "/home/me/.kube", "/home/me/pki/ca.crt"),
        ("/etc//ca.crt", "/home/me", "/etc/ca.crt"), ("", "/a/b", "/a/b"),
    ])
    func relativePathsAreMadeAbsolute(_ path: String, _ base: String, _ expected: String) {
        #expect(LexicalPath.absolute(path, in: base) == expected)
    }

    @Test(arguments: [
        ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("a/b/", "a/b", ""), ("/a//b", "/a", "b"),
        ("", ".", ""),
        ("../x", "..", "x"),
    ])
    func aPathIsAFolderAndALastComponent(_ path: String, _ directory: String, _ last: String) {
        #expect(LexicalPath.directory(of: path) == directory)
        #expect(LexicalPath.lastComponent(path) == last)
    }
}
