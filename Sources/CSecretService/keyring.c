// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

#include "keyring.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// A GHashTable takes keys as pointers to non-const; it neither writes to ours nor frees them.
static void put(const struct library *library, GHashTable *table, const char *name, const void *value) {
    library->g_hash_table_insert(table, (void *)name, (void *)value);
}

GHashTable *kubering_attributes(const struct library *library, const char *id) {
    GHashTable *table = library->g_hash_table_new(library->g_str_hash, library->g_str_equal);
    put(library, table, "app", "kubering");
    if (id != NULL) put(library, table, "id", id);
    return table;
}

GHashTable *kubering_docker_attributes(const struct library *library) {
    GHashTable *table = library->g_hash_table_new(library->g_str_hash, library->g_str_equal);
    put(library, table, "docker_cli", "1");
    return table;
}

// The schema's name is not matched: a gnome-keyring that was restarted hides the schema of locked items, and a search
// by schema name would then find nothing and call it absent.
static SecretSchema *make_schema(const struct library *library) {
    const void *string = (const void *)(uintptr_t)SECRET_SCHEMA_ATTRIBUTE_STRING;
    GHashTable *types = library->g_hash_table_new(library->g_str_hash, library->g_str_equal);
    put(library, types, "app", string);
    put(library, types, "v", string);
    put(library, types, "id", string);
    SecretSchema *schema = library->secret_schema_newv("kubering.Credential", SECRET_SCHEMA_DONT_MATCH_NAME, types);
    library->g_hash_table_unref(types);
    return schema;
}

kubering_keyring *kubering_keyring_open(
    const char *library_name, int32_t milliseconds, kubering_keyring_failure *failure
) {
    kubering_keyring *keyring = calloc(1, sizeof *keyring);
    if (keyring == NULL) abort(); // no memory for a few pointers: GLib aborts in the same place
    struct library *library = &keyring->library;
    if (!kubering_library_load(library, library_name, failure)) {
        free(keyring);
        return NULL;
    }
    int number = kubering_deadline_begin(&keyring->deadline, library, milliseconds);
    if (number != 0) {
        failure->step = KUBERING_KEYRING_BUS;
        failure->message = strdup(strerror(number));
        free(keyring);
        return NULL;
    }
    GError *error = NULL;
    kubering_keyring_step step = KUBERING_KEYRING_BUS;
    keyring->bus = library->g_bus_get_sync(G_BUS_TYPE_SESSION, keyring->deadline.cancellable, &error);
    if (keyring->bus != NULL) {
        // Otherwise GIO ends the process with SIGTERM when the bus goes away.
        library->g_dbus_connection_set_exit_on_close(keyring->bus, false);
        step = KUBERING_KEYRING_SERVICE;
        keyring->service =
            library->secret_service_get_sync(SECRET_SERVICE_NONE, keyring->deadline.cancellable, &error);
    }
    if (keyring->service == NULL) {
        kubering_library_take_error(library, error, step, failure);
        kubering_keyring_close(keyring);
        return NULL;
    }
    keyring->schema = make_schema(library);
    return keyring;
}

void kubering_keyring_close(kubering_keyring *keyring) {
    if (keyring == NULL || keyring->abandoned) return;
    kubering_deadline_end(&keyring->deadline);
    const struct library *library = &keyring->library;
    if (keyring->schema != NULL) library->secret_schema_unref(keyring->schema);
    if (keyring->service != NULL) library->g_object_unref(keyring->service);
    if (keyring->bus != NULL) library->g_object_unref(keyring->bus);
    free(keyring);
}

void kubering_keyring_restart_deadline(kubering_keyring *keyring, int32_t milliseconds) {
    kubering_deadline_move(&keyring->deadline, milliseconds);
}

bool kubering_keyring_store(
    kubering_keyring *keyring, const char *id, const char *label, const void *bytes, size_t length,
    kubering_keyring_failure *failure
) {
    const struct library *library = &keyring->library;
    GHashTable *attributes = kubering_attributes(library, id);
    put(library, attributes, "v", "1");
    // Copies into memory that libsecret keeps out of swap and wipes.
    SecretValue *value = library->secret_value_new(bytes, (gssize)length, "text/plain");
    GError *error = NULL;
    bool stored = library->secret_service_store_sync(
        keyring->service, keyring->schema, attributes, "default", label, value, keyring->deadline.cancellable, &error);
    library->secret_value_unref(value);
    library->g_hash_table_unref(attributes);
    if (!stored) kubering_library_take_error(library, error, KUBERING_KEYRING_REQUEST, failure);
    return stored;
}

int kubering_keyring_clear(kubering_keyring *keyring, const char *id, kubering_keyring_failure *failure) {
    const struct library *library = &keyring->library;
    GHashTable *attributes = kubering_attributes(library, id);
    GError *error = NULL;
    bool removed = library->secret_service_clear_sync(
        keyring->service, keyring->schema, attributes, keyring->deadline.cancellable, &error);
    library->g_hash_table_unref(attributes);
    if (removed) return 1;
    if (error == NULL) return 0;
    kubering_library_take_error(library, error, KUBERING_KEYRING_REQUEST, failure);
    return -1;
}
