// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// keyctl(2) and add_key(2) have no wrapper in Glibc.

#include "CPlatform.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// From keyutils.h: everything to who has the key in a keyring of its own, and to other processes of the user what
// reading takes. Without the latter a session of its own (su, sshd, a container's shell) finds the key and may not read it.
enum { POSSESSOR_ALL = 0x3f000000, USER_VIEW = 0x00010000, USER_READ = 0x00020000, USER_SEARCH = 0x00080000 };

static long find(const char *name) {
    return syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, "user", name, 0);
}

long kubering_key_read(const char *name, void *buffer, size_t capacity) {
    long key = find(name);
    if (key < 0) return -errno;
    long length = syscall(SYS_keyctl, KEYCTL_READ, key, buffer, capacity);
    return length < 0 ? -errno : length;
}

int kubering_key_remove(const char *name) {
    long key = find(name);
    if (key < 0) return errno;
    if (syscall(SYS_keyctl, KEYCTL_INVALIDATE, key) == 0) return 0;
    return syscall(SYS_keyctl, KEYCTL_UNLINK, key, KEY_SPEC_USER_KEYRING) == 0 ? 0 : errno;
}

int kubering_key_store(const char *name, const void *bytes, size_t length, unsigned seconds) {
    // Made where nobody else looks, and shown when nothing is left to be done: a link takes the place of one of the same
    // name, so that there is the old key or the new one at any time. The old one itself belongs to another session, perhaps,
    // and could not be changed.
    long key = syscall(SYS_add_key, "user", name, bytes, length, KEY_SPEC_PROCESS_KEYRING);
    if (key < 0) return errno;
    int failure = 0;
    if (syscall(SYS_keyctl, KEYCTL_SET_TIMEOUT, key, seconds) != 0
        || syscall(SYS_keyctl, KEYCTL_SETPERM, key, POSSESSOR_ALL | USER_VIEW | USER_READ | USER_SEARCH) != 0
        || syscall(SYS_keyctl, KEYCTL_LINK, key, KEY_SPEC_USER_KEYRING) != 0) {
        failure = errno;
    }
    syscall(SYS_keyctl, KEYCTL_UNLINK, key, KEY_SPEC_PROCESS_KEYRING);
    return failure;
}
