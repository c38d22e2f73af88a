// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// The functions of GLib and libsecret that we call, as their headers declare them.
//
// FUNCTION(result, name, (parameters)), and UNSTABLE_FUNCTION for what libsecret reserves the right to remove, so that
// its pointer can be null. One list for two readers, as libsecret-types.h explains; all of them resolve
// through the handle of libsecret, which depends on GLib and GIO.

// GLib and GObject
FUNCTION(void, g_error_free, (GError *error))
FUNCTION(GHashTable *, g_hash_table_new, (GHashFunc hash, GEqualFunc equal))
FUNCTION(gboolean, g_hash_table_insert, (GHashTable *table, gpointer key, gpointer value))
FUNCTION(gpointer, g_hash_table_lookup, (GHashTable *table, gconstpointer key))
FUNCTION(void, g_hash_table_unref, (GHashTable *table))
FUNCTION(void, g_list_free, (GList *list))
FUNCTION(void, g_list_free_full, (GList *list, GDestroyNotify free))
FUNCTION(GList *, g_list_prepend, (GList *list, gpointer data))
FUNCTION(gpointer, g_object_ref, (gpointer object))
FUNCTION(void, g_object_unref, (gpointer object))
FUNCTION(const gchar *, g_quark_to_string, (GQuark quark))
FUNCTION(void, g_strfreev, (gchar **texts))
FUNCTION(gboolean, g_str_equal, (gconstpointer left, gconstpointer right))
FUNCTION(guint, g_str_hash, (gconstpointer text))

// GIO
FUNCTION(GDBusConnection *, g_bus_get_sync, (GBusType type, GCancellable *cancellable, GError **error))
FUNCTION(void, g_cancellable_cancel, (GCancellable *cancellable))
FUNCTION(GCancellable *, g_cancellable_new, (void))
FUNCTION(void, g_dbus_connection_set_exit_on_close, (GDBusConnection *connection, gboolean exit_on_close))

// libsecret
FUNCTION(
    SecretCollection *, secret_collection_for_alias_sync,
    (SecretService *service, const gchar *alias, SecretCollectionFlags flags, GCancellable *cancellable,
     GError **error))
FUNCTION(gboolean, secret_collection_get_locked, (SecretCollection *collection))
FUNCTION(GHashTable *, secret_item_get_attributes, (SecretItem *item))
FUNCTION(gboolean, secret_item_get_locked, (SecretItem *item))
FUNCTION(SecretValue *, secret_item_get_secret, (SecretItem *item))
FUNCTION(
    SecretSchema *, secret_schema_newv,
    (const gchar *name, SecretSchemaFlags flags, GHashTable *attribute_names_and_types))
FUNCTION(void, secret_schema_unref, (SecretSchema *schema))
FUNCTION(
    gboolean, secret_service_clear_sync,
    (SecretService *service, const SecretSchema *schema, GHashTable *attributes, GCancellable *cancellable,
     GError **error))
FUNCTION(SecretService *, secret_service_get_sync, (SecretServiceFlags flags, GCancellable *cancellable, GError **error))
FUNCTION(
    GList *, secret_service_search_sync,
    (SecretService *service, const SecretSchema *schema, GHashTable *attributes, SecretSearchFlags flags,
     GCancellable *cancellable, GError **error))
FUNCTION(
    gboolean, secret_service_store_sync,
    (SecretService *service, const SecretSchema *schema, GHashTable *attributes, const gchar *collection,
     const gchar *label, SecretValue *value, GCancellable *cancellable, GError **error))
FUNCTION(
    gint, secret_service_unlock_sync,
    (SecretService *service, GList *objects, GCancellable *cancellable, GList **unlocked, GError **error))
FUNCTION(const gchar *, secret_value_get, (SecretValue *value, gsize *length))
FUNCTION(SecretValue *, secret_value_new, (const gchar *secret, gssize length, const gchar *content_type))
FUNCTION(void, secret_value_unref, (gpointer value))

UNSTABLE_FUNCTION(
    SecretValue *, secret_service_get_secret_for_dbus_path_sync,
    (SecretService *service, const gchar *item_path, GCancellable *cancellable, GError **error))
UNSTABLE_FUNCTION(
    gboolean, secret_service_search_for_dbus_paths_sync,
    (SecretService *service, const SecretSchema *schema, GHashTable *attributes, GCancellable *cancellable,
     gchar ***unlocked, gchar ***locked, GError **error))
