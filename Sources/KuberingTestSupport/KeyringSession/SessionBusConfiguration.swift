// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

/// The configuration of a private session bus.
struct SessionBusConfiguration {
    let folder: String
    let refusesConnections: Bool

    /// The contents of the configuration file: one socket, and only the services of the session's own folder.
    var text: String {
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
         "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=\(folder)/bus</listen>
          <auth>EXTERNAL</auth>
          <servicedir>\(folder)/services</servicedir>
          <policy context="default">
            <\(refusesConnections ? "deny" : "allow") user="*"/>
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
          </policy>
        </busconfig>

        """
    }

    /// Lets the bus start a command when somebody asks for a name.
    func addService(_ name: String, _ command: String, to guardian: KeyringSessionGuardian) throws {
        try guardian.write("[D-BUS Service]\nName=\(name)\nExec=\(command)\n", to: "services/\(name).service")
    }
}
