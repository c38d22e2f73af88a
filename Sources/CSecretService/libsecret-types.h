// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// The types and constants of GLib and libsecret that we use, declared here so that no header is needed to build.
//
// The macros make one list serve two readers: library.h turns it into declarations, and a test turns it into static
// assertions after including the real headers. No include guard: whoever includes it defines the macros first.

// STRUCT(name): known by pointer only.
STRUCT(GCancellable)
STRUCT(GDBusConnection)
STRUCT(GHashTable)
STRUCT(SecretCollection)
STRUCT(SecretItem)
STRUCT(SecretSchema)
STRUCT(SecretService)
STRUCT(SecretValue)

// SCALAR(name, C type): exactly this type.
SCALAR(gboolean, int)
SCALAR(gint, int)
SCALAR(guint, unsigned int)
SCALAR(gchar, char)
SCALAR(gpointer, void *)
SCALAR(gconstpointer, const void *)
SCALAR(gsize, unsigned long)
SCALAR(gssize, signed long)
SCALAR(GQuark, unsigned int)

// ENUMERATION(name, C type): passed like this type.
ENUMERATION(GBusType, int)
ENUMERATION(SecretCollectionFlags, unsigned int)
ENUMERATION(SecretSchemaFlags, unsigned int)
ENUMERATION(SecretSearchFlags, unsigned int)
ENUMERATION(SecretServiceFlags, unsigned int)

// CALLBACK(name, result, (parameters)): a pointer to such a function.
CALLBACK(GDestroyNotify, void, (gpointer data))
CALLBACK(GEqualFunc, gboolean, (gconstpointer left, gconstpointer right))
CALLBACK(GHashFunc, guint, (gconstpointer key))

// CONSTANT(name, value)
CONSTANT(G_BUS_TYPE_SESSION, 2)
CONSTANT(SECRET_COLLECTION_NONE, 0)
CONSTANT(SECRET_SCHEMA_ATTRIBUTE_STRING, 0)
CONSTANT(SECRET_SCHEMA_DONT_MATCH_NAME, 2)
CONSTANT(SECRET_SEARCH_ALL, 2)
CONSTANT(SECRET_SEARCH_LOAD_SECRETS, 8)
CONSTANT(SECRET_SERVICE_NONE, 0)

// LAYOUT(struct name, type name, members): a structure that we read.
LAYOUT(_GError, GError, GQuark domain; gint code; gchar *message;)
LAYOUT(_GList, GList, gpointer data; struct _GList *next; struct _GList *prev;)

// FIELD(type name, member): every member of the structures above.
FIELD(GError, domain)
FIELD(GError, code)
FIELD(GError, message)
FIELD(GList, data)
FIELD(GList, next)
FIELD(GList, prev)
