// The functions of DuckDB that are called, declared by hand. The library is loaded at run time: see trampolines.c.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Each handle keeps its body, so that Swift tells them apart.
typedef struct _duckdb_database { void *internal_ptr; } *duckdb_database;
typedef struct _duckdb_connection { void *internal_ptr; } *duckdb_connection;
typedef struct _duckdb_config { void *internal_ptr; } *duckdb_config;
typedef struct _duckdb_prepared_statement { void *internal_ptr; } *duckdb_prepared_statement;
typedef struct _duckdb_data_chunk { void *internal_ptr; } *duckdb_data_chunk;
typedef struct _duckdb_logical_type { void *internal_ptr; } *duckdb_logical_type;
typedef struct _duckdb_vector { void *internal_ptr; } *duckdb_vector;
typedef struct _duckdb_appender { void *internal_ptr; } *duckdb_appender;

typedef struct {
    uint64_t column_count, row_count, rows_changed;  // all three deprecated; here for the size alone
    void *columns;
    char *error;
    void *internal_data;
} duckdb_result;

typedef struct {
    double percentage;  // 0 to 100, or -1
    uint64_t rows_processed, total_rows_to_process;
} duckdb_query_progress_type;

typedef int32_t duckdb_state;  // 0 ok, 1 error

// Hidden: an executable that exported duckdb_open would replace the library's own.
#pragma GCC visibility push(hidden)
#define FN(R, N, P, A) R N P;
#include "duckdb.inc"
#undef FN

// Loads `first` (or nothing, when null) for all to see, then the library. 0, or -1 with the reason in `reason`.
int duckdb_load(const char *first, const char *path, char *reason, size_t capacity);
#pragma GCC visibility pop
