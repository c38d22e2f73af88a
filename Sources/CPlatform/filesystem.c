// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/vfs.h>
#include <unistd.h>

int kubering_open_unnamed(const char *folder, unsigned mode) {
    return open(folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
}

int kubering_give_name(int descriptor, const char *path) {
    // The way that needs no privilege; source: open(2), O_TMPFILE.
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

bool kubering_is_shared_file_system(int descriptor) {
    struct statfs facts;
    if (fstatfs(descriptor, &facts) != 0) return true;
    // Source: statfs(2), linux/magic.h.
    switch ((unsigned int)facts.f_type) {
        case 0x6969:      // NFS
        case 0x517B:      // SMB
        case 0xFF534D42:  // CIFS
        case 0xFE534D42:  // SMB2
        case 0x65735546:  // FUSE
        case 0x01021997:  // 9P
        case 0x5346414F:  // AFS
        case 0x00C36400:  // Ceph
            return true;
        default:
            return false;
    }
}
