// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import KuberingSystem
import KuberingTestSupport

/// An image with one empty layer, on the disk.
final class SmallImage {
    private let folder: TestFolder

    /// Makes it.
    init() throws {
        folder = try TestFolder()
        let made = try TestProcess.run(
            ["python3", "-c", Self.program, folder.path], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        guard made.end == .exited(0) else { throw AuthorityError(description: made.errors) }
    }

    /// Puts it into a registry as jane.
    func push(to reference: String, _ home: Home) throws {
        let pushed = try TestProcess.run(
            [
                "skopeo", "--insecure-policy", "copy", "--dest-tls-verify=false", "--dest-creds", "jane:right",
                "oci:\(folder.path):latest", "docker://" + reference,
            ], environment: home.environment)
        guard pushed.end == .exited(0) else { throw AuthorityError(description: pushed.errors) }
    }

    /// An OCI image layout.
    private static let program = #"""
        import gzip, hashlib, json, os, sys
        os.chdir(sys.argv[1]); os.makedirs("blobs/sha256")
        def blob(data, kind):
            digest = hashlib.sha256(data).hexdigest()
            with open("blobs/sha256/" + digest, "wb") as file: file.write(data)
            return {"mediaType": "application/vnd.oci.image." + kind, "digest": "sha256:" + digest, "size": len(data)}
        empty = bytes(1024)
        layer = blob(gzip.compress(empty, mtime=0), "layer.v1.tar+gzip")
        config = blob(json.dumps({"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers",
            "diff_ids": ["sha256:" + hashlib.sha256(empty).hexdigest()]}}).encode(), "config.v1+json")
        manifest = blob(json.dumps({"schemaVersion": 2, "config": config, "layers": [layer]}).encode(), "manifest.v1+json")
        manifest["annotations"] = {"org.opencontainers.image.ref.name": "latest"}
        with open("index.json", "w") as file: json.dump({"schemaVersion": 2, "manifests": [manifest]}, file)
        with open("oci-layout", "w") as file: file.write('{"imageLayoutVersion": "1.0.0"}')
        """#
}
