// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "keyring.h"

int kubering_keyring_read_unlocked(
    kubering_keyring *keyring, const char *id, kubering_secret *secret, kubering_keyring_failure *failure
) {
    const struct library *library = &keyring->library;
    GCancellable *cancellable = keyring->deadline.cancellable;
    if (library->secret_service_search_for_dbus_paths_sync == NULL
        || library->secret_service_get_secret_for_dbus_path_sync == NULL) {
        return 0;
    }
    GHashTable *attributes = kubering_attributes(library, id);
    gchar **unlocked = NULL;
    GError *error = NULL;
    SecretValue *value = NULL;
    library->secret_service_search_for_dbus_paths_sync(
        keyring->service, keyring->schema, attributes, cancellable, &unlocked, NULL, &error);
    library->g_hash_table_unref(attributes);
    if (error == NULL && unlocked != NULL && unlocked[0] != NULL) {
        value = library->secret_service_get_secret_for_dbus_path_sync(
            keyring->service, unlocked[0], cancellable, &error);
    }
    library->g_strfreev(unlocked);
    if (error != NULL) {
        kubering_library_take_error(library, error, KUBERING_KEYRING_REQUEST, failure);
        return -1;
    }
    if (value == NULL) return 0;
    gsize length = 0;
    secret->bytes = library->secret_value_get(value, &length);
    secret->length = length;
    secret->owner = value;
    return 1;
}

void kubering_keyring_free_secret(kubering_keyring *keyring, kubering_secret *secret) {
    keyring->library.secret_value_unref(secret->owner);
    secret->owner = NULL;
    secret->bytes = NULL;
    secret->length = 0;
}
