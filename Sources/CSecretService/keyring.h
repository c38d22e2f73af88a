// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// What the two public handles are inside.

#ifndef KUBERING_KEYRING_H
#define KUBERING_KEYRING_H

#include "deadline.h"

struct kubering_keyring {
    struct library library;
    struct deadline deadline;
    GDBusConnection *bus;
    SecretService *service;
    SecretSchema *schema;
    // A call was left running when its time was over, so that nothing may be freed any more.
    bool abandoned;
};

struct kubering_items {
    const struct library *library;
    GList *list;      // of SecretItem, each with a reference
    SecretItem **items; // the same, by index
    size_t count;
};

/// The table `app=kubering`, with `id` unless that is null; the strings are borrowed.
GHashTable *kubering_attributes(const struct library *library, const char *id);

/// The table `docker_cli=1`.
GHashTable *kubering_docker_attributes(const struct library *library);

/// Lets the service unlock `objects` (SecretItem or SecretCollection), of which it takes the list and its references.
/// Returns how many are unlocked, or -1 and fills `failure`.
int kubering_unlock(kubering_keyring *keyring, GList *objects, kubering_keyring_failure *failure);

#endif
