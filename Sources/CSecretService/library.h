// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// The loaded libsecret: one function pointer for each entry of libsecret-functions.h.

#ifndef KUBERING_LIBRARY_H
#define KUBERING_LIBRARY_H

#include "CSecretService.h"

#define STRUCT(name) typedef struct _##name name;
#define SCALAR(name, type) typedef type name;
#define ENUMERATION(name, type) typedef type name;
#define CALLBACK(name, result, parameters) typedef result(*name) parameters;
#define CONSTANT(name, value) enum { name = value };
#define LAYOUT(tag, name, members) \
    typedef struct tag name;       \
    struct tag {                   \
        members                    \
    };
#define FIELD(name, member)
#include "libsecret-types.h"
#undef STRUCT
#undef SCALAR
#undef ENUMERATION
#undef CALLBACK
#undef CONSTANT
#undef LAYOUT
#undef FIELD

struct library {
#define FUNCTION(result, name, parameters) result(*name) parameters;
#define UNSTABLE_FUNCTION FUNCTION
#include "libsecret-functions.h"
#undef UNSTABLE_FUNCTION
#undef FUNCTION
};

/// Loads the library and fills the pointers. It is never unloaded: GLib does not allow it.
bool kubering_library_load(struct library *library, const char *name, kubering_keyring_failure *failure);

/// Copies what the error says into `failure` and frees it. A null error becomes a failure without a domain.
void kubering_library_take_error(
    const struct library *library, GError *error, kubering_keyring_step step, kubering_keyring_failure *failure);

#endif
