// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "CPlatform.h"

#include <errno.h>
#include <sys/random.h>

int kubering_random_bytes(void *buffer, size_t length) {
    unsigned char *next = buffer;
    while (length > 0) {
        ssize_t count = getrandom(next, length, 0);
        if (count < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        next += count;
        length -= (size_t)count;
    }
    return 0;
}
