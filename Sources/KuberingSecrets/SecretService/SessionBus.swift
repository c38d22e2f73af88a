// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import Glibc
import KuberingSystem

/// Looks for the session bus the way GIO does, before GIO does.
///
/// Without a bus GIO would start a program named `dbus-launch` that it finds in `PATH`; this keeps it from trying.
///
/// Source: GLib `gio/gdbusaddress.c`, `get_session_address_platform_specific`.
enum SessionBus {
    /// Why there is no session bus; nil when the environment names one, reachable or not.
    static func problem(environment: Environment) -> String? {
        if let address = environment["DBUS_SESSION_BUS_ADDRESS"] {
            if address.isEmpty { return "DBUS_SESSION_BUS_ADDRESS is empty" }
            let starts = address.split(separator: ";").contains { $0.hasPrefix("autolaunch:") }
            return starts ? "DBUS_SESSION_BUS_ADDRESS asks for one to be started (autolaunch)" : nil
        }
        guard let folder = environment["XDG_RUNTIME_DIR"], !folder.isEmpty else {
            return "neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set"
        }
        var status = stat()
        let isOurSocket =
            stat(folder + "/bus", &status) == 0 && status.st_uid == geteuid() && status.st_mode & S_IFMT == S_IFSOCK
        return isOurSocket ? nil : "DBUS_SESSION_BUS_ADDRESS is not set and XDG_RUNTIME_DIR holds no bus of this user"
    }
}
