// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "keyring.h"

#include <stdlib.h>
#include <string.h>

// Takes the table of attributes. Without a schema its name is not matched.
static kubering_items *search(
    kubering_keyring *keyring, SecretSchema *schema, GHashTable *attributes, bool load_secrets,
    kubering_keyring_failure *failure
) {
    const struct library *library = &keyring->library;
    SecretSearchFlags flags = SECRET_SEARCH_ALL;
    if (load_secrets) flags |= SECRET_SEARCH_LOAD_SECRETS;
    GError *error = NULL;
    GList *list = library->secret_service_search_sync(
        keyring->service, schema, attributes, flags, keyring->deadline.cancellable, &error);
    library->g_hash_table_unref(attributes);
    if (error != NULL) {
        library->g_list_free_full(list, library->g_object_unref);
        kubering_library_take_error(library, error, KUBERING_KEYRING_REQUEST, failure);
        return NULL;
    }
    size_t count = 0;
    for (GList *link = list; link != NULL; link = link->next) count += 1;
    kubering_items *items = calloc(1, sizeof *items);
    SecretItem **array = calloc(count + 1, sizeof *array);
    if (items == NULL || array == NULL) abort(); // no memory for a few pointers: GLib aborts in the same place
    items->library = library;
    items->list = list;
    items->items = array;
    items->count = count;
    for (GList *link = list; link != NULL; link = link->next) *array++ = link->data;
    return items;
}

kubering_items *kubering_keyring_search(
    kubering_keyring *keyring, const char *id, bool load_secrets, kubering_keyring_failure *failure
) {
    return search(keyring, keyring->schema, kubering_attributes(&keyring->library, id), load_secrets, failure);
}

kubering_items *kubering_keyring_search_docker(kubering_keyring *keyring, kubering_keyring_failure *failure) {
    return search(keyring, NULL, kubering_docker_attributes(&keyring->library), true, failure);
}

int kubering_keyring_unlock_items(
    kubering_keyring *keyring, const kubering_items *items, kubering_keyring_failure *failure
) {
    const struct library *library = &keyring->library;
    GList *objects = NULL;
    for (size_t index = 0; index < items->count; index++) {
        objects = library->g_list_prepend(objects, library->g_object_ref(items->items[index]));
    }
    return kubering_unlock(keyring, objects, failure);
}

size_t kubering_items_count(const kubering_items *items) { return items->count; }

bool kubering_items_is_locked(const kubering_items *items, size_t index) {
    return items->library->secret_item_get_locked(items->items[index]);
}

bool kubering_items_copy_attribute(
    const kubering_items *items, size_t index, const char *name, char *buffer, size_t capacity
) {
    GHashTable *attributes = items->library->secret_item_get_attributes(items->items[index]);
    if (attributes == NULL) return false;
    const char *value = items->library->g_hash_table_lookup(attributes, name);
    bool fits = value != NULL && strlen(value) < capacity;
    if (fits) memcpy(buffer, value, strlen(value) + 1);
    items->library->g_hash_table_unref(attributes);
    return fits;
}

bool kubering_items_secret(const kubering_items *items, size_t index, const void **bytes, size_t *length) {
    SecretValue *value = items->library->secret_item_get_secret(items->items[index]);
    if (value == NULL) return false;
    *bytes = items->library->secret_value_get(value, length);
    // The item keeps a reference of its own, so the bytes stay until the item goes.
    items->library->secret_value_unref(value);
    return *bytes != NULL;
}

void kubering_items_free(kubering_items *items) {
    if (items == NULL) return;
    items->library->g_list_free_full(items->list, items->library->g_object_unref);
    free(items->items);
    free(items);
}
