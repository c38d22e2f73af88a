// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

import FoundationEssentials

/// A span of time as Kubernetes writes it in tables, such as the AGE of a pod: `364d`, `2d3h`, `9y`.
public enum KubernetesDuration {
    /// The largest units that matter, truncated; `<invalid>` before now.
    ///
    /// Source: `duration.HumanDuration` of k8s.io/apimachinery, which `kubeadm certs check-expiration` uses as well.
    ///
    /// - Parameter seconds: The length.
    /// - Returns: For example `364d`.
    public static func text(_ seconds: Double) -> String {
        guard seconds > -2 else { return "<invalid>" }
        guard seconds >= 0 else { return "0s" }
        let seconds = Int(min(seconds, 1e12))
        let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
        let years = days / 365
        func pair(_ big: Int, _ bigUnit: String, _ small: Int, _ smallUnit: String) -> String {
            "\(big)\(bigUnit)" + (small == 0 ? "" : "\(small)\(smallUnit)")
        }
        if seconds < 120 { return "\(seconds)s" }
        if minutes < 10 { return pair(minutes, "m", seconds % 60, "s") }
        if minutes < 180 { return "\(minutes)m" }
        if hours < 8 { return pair(hours, "h", minutes % 60, "m") }
        if hours < 48 { return "\(hours)h" }
        if hours < 192 { return pair(days, "d", hours % 24, "h") }
        if days < 730 { return "\(days)d" }
        if days < 2_920 { return pair(years, "y", days % 365, "d") }
        return "\(years)y"
    }
}
