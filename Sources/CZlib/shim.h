#pragma once
#include <zlib.h>

// A macro that Swift cannot read; 16 more than the window makes it write gzip's head and tail.
static inline int limpide_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
