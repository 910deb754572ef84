// The functions of libpq that are called, declared by hand. The library is loaded at run time: see trampolines.c.
#pragma once
#include <stddef.h>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef unsigned int Oid;
typedef void (*PQnoticeProcessor)(void *arg, const char *message);

// Hidden, so that the library's own functions of these names are never replaced by ours.
#pragma GCC visibility push(hidden)
#define FN(R, N, P, A) R N P;
#include "libpq.inc"
#undef FN

// Loads the library. 0, or -1 with the reason in `reason`.
int libpq_load(const char *path, char *reason, size_t capacity);
#pragma GCC visibility pop
