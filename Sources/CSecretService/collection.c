// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "keyring.h"

// The collection new items go to; null with no error when the service has none.
static SecretCollection *default_collection(kubering_keyring *keyring, GError **error) {
    return keyring->library.secret_collection_for_alias_sync(
        keyring->service, "default", SECRET_COLLECTION_NONE, keyring->deadline.cancellable, error);
}

kubering_collection_state kubering_keyring_default_collection(
    kubering_keyring *keyring, kubering_keyring_failure *failure
) {
    const struct library *library = &keyring->library;
    GError *error = NULL;
    SecretCollection *collection = default_collection(keyring, &error);
    if (collection == NULL) {
        if (error == NULL) return KUBERING_COLLECTION_ABSENT;
        kubering_library_take_error(library, error, KUBERING_KEYRING_REQUEST, failure);
        return KUBERING_COLLECTION_FAILED;
    }
    bool locked = library->secret_collection_get_locked(collection);
    library->g_object_unref(collection);
    return locked ? KUBERING_COLLECTION_LOCKED : KUBERING_COLLECTION_UNLOCKED;
}

int kubering_keyring_unlock_default(kubering_keyring *keyring, kubering_keyring_failure *failure) {
    GError *error = NULL;
    SecretCollection *collection = default_collection(keyring, &error);
    if (collection == NULL) {
        if (error == NULL) return 0;
        kubering_library_take_error(&keyring->library, error, KUBERING_KEYRING_REQUEST, failure);
        return -1;
    }
    return kubering_unlock(keyring, keyring->library.g_list_prepend(NULL, collection), failure);
}
