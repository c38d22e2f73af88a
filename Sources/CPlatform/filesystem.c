// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#define _GNU_SOURCE

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
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

int kubering_reserve(int descriptor, size_t size) {
    if (size == 0) return 0;
    int result;
    do {
        result = fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, (off_t)size);
    } while (result != 0 && errno == EINTR);
    return result == 0 || errno == EOPNOTSUPP || errno == ENOSYS ? 0 : errno;
}

bool kubering_copy_attributes(const char *from, int to) {
    static const char acl[] = "system.posix_acl_access";
    // The limits of the kernel; source: linux/limits.h.
    char names[65536], value[65536];
    ssize_t length = llistxattr(from, names, sizeof names);
    if (length < 0) return errno == ENOTSUP;
    bool is_kept = true, has_acl = false;
    for (const char *name = names; name < names + length; name += strlen(name) + 1) {
        bool is_system = strncmp(name, "system.", 7) == 0;
        // Others of the system, as sums of the contents, are made by it anew.
        if (!is_system && strncmp(name, "user.", 5) != 0 && strcmp(name, "security.selinux") != 0) continue;
        ssize_t size = lgetxattr(from, name, value, sizeof value);
        bool is_copied = size >= 0 && fsetxattr(to, name, value, (size_t)size, 0) == 0;
        if (is_system && !is_copied) is_kept = false;
        if (strcmp(name, acl) == 0) has_acl = true;
    }
    // One that a new file has of its folder would become effective with the mode of the old one.
    if (!has_acl && fremovexattr(to, acl) != 0 && errno != ENODATA && errno != ENOTSUP) is_kept = false;
    return is_kept;
}

bool kubering_is_shared_file_system(int descriptor) {
    struct statfs facts;
    if (fstatfs(descriptor, &facts) != 0) return true;
    // Not shared are those that have a disk to themselves, or memory; of all others nobody can tell. Source: statfs(2),
    // linux/magic.h.
    switch ((unsigned int)facts.f_type) {
        case 0xEF53:      // ext2, ext3, ext4
        case 0x58465342:  // XFS
        case 0x9123683E:  // Btrfs
        case 0x2FC12FC1:  // ZFS
        case 0xF2F52010:  // F2FS
        case 0xCA451A4E:  // bcachefs
        case 0x4D44:      // FAT
        case 0x2011BAB0:  // exFAT
        case 0x01021994:  // tmpfs
        case 0x858458F6:  // ramfs
        case 0x794C7630:  // overlay
            return false;
        default:
            return true;
    }
}
