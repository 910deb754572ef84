// One pointer and one trampoline for each function of libpq.inc; the load function fills the pointers.
#include "CPostgreSQL.h"
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#define FN(R, N, P, A) static R(*p_##N) P;
#include "libpq.inc"
#undef FN

static void missing(const char *name) {
    fprintf(stderr, "%s was called before its library was loaded\n", name);
    abort();
}

#define FN(R, N, P, A) \
    R N P { \
        if (__builtin_expect(!p_##N, 0)) missing(#N); \
        return p_##N A; \
    }
#include "libpq.inc"
#undef FN

int libpq_load(const char *path, char *reason, size_t capacity) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(reason, capacity, "%s", dlerror());
        return -1;
    }
#define FN(R, N, P, A) \
    if (!dlsym(library, #N)) { \
        snprintf(reason, capacity, "%s has no function " #N ": its version does not fit", path); \
        dlclose(library); \
        return -1; \
    }
#include "libpq.inc"
#undef FN
#define FN(R, N, P, A) *(void **)&p_##N = dlsym(library, #N);
#include "libpq.inc"
#undef FN
    return 0;
}
