// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The kubering authors

// Holds our declarations of GLib and libsecret against the real headers: compiled by a test, never linked. The two
// lists are those that CSecretService itself is made of.

#define SECRET_API_SUBJECT_TO_CHANGE
#define SECRET_WITH_UNSTABLE
#include <libsecret/secret.h>
#include <stddef.h>

#define SAME_TYPE(left, right) __builtin_types_compatible_p(left, right)

#define STRUCT(name) _Static_assert(sizeof(name *) == sizeof(void *), #name);
#define SCALAR(name, type) _Static_assert(SAME_TYPE(name, type), #name);
#define ENUMERATION(name, type) \
    _Static_assert(sizeof(name) == sizeof(type) && ((name)-1 < (name)0) == ((type)-1 < (type)0), #name);
#define CALLBACK(name, result, parameters) _Static_assert(SAME_TYPE(name, result(*) parameters), #name);
#define CONSTANT(name, value) _Static_assert((name) == (value), #name);
#define LAYOUT(tag, name, members)  \
    struct our##tag { members };    \
    typedef struct our##tag our##name; \
    _Static_assert(SAME_TYPE(struct tag, name) && sizeof(our##name) == sizeof(name), #name);
#define FIELD(name, member)                                                     \
    _Static_assert(                                                             \
        offsetof(our##name, member) == offsetof(name, member)                   \
            && SAME_TYPE(__typeof__(((our##name *)0)->member), __typeof__(((name *)0)->member)), \
        #name "." #member);
#include "libsecret-types.h"

#define FUNCTION(result, name, parameters) \
    _Static_assert(SAME_TYPE(__typeof__(name), result parameters), #name);
#define UNSTABLE_FUNCTION FUNCTION
#include "libsecret-functions.h"
