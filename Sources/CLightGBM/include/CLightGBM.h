// The functions of LightGBM that are called, declared by hand. The library is loaded at run time: see trampolines.c.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "CArrow.h"

// The library says void * for all three: the same to the machine, but Swift tells these apart.
typedef struct LGBMDataset { void *opaque; } *DatasetHandle;
typedef struct LGBMBooster { void *opaque; } *BoosterHandle;
typedef struct LGBMFastConfig { void *opaque; } *FastConfigHandle;

// Hidden, so that the library's own functions of these names are never replaced by ours.
#pragma GCC visibility push(hidden)
#define FN(R, N, P, A) R N P;
#include "lightgbm.inc"
#undef FN

// Loads `first` (or nothing, when null) for all to see, then the library. 0, or -1 with the reason in `reason`.
int lightgbm_load(const char *first, const char *path, char *reason, size_t capacity);
#pragma GCC visibility pop
