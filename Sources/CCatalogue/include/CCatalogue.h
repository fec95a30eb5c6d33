#ifndef TWIN_CCATALOGUE_H
#define TWIN_CCATALOGUE_H

/// One embedded file. The bytes are not terminated by zero and live as long as the program.
typedef struct {
    /// Path below scenarios/, for example "releases/mosk-17.1.yaml".
    const char *path;
    const unsigned char *bytes;
    unsigned long size;
} twin_catalogue_file;

/// Number of embedded files.
int twin_catalogue_count(void);

/// The file at `index`, 0 to count - 1, in the order of paths; all fields are zero outside that range.
twin_catalogue_file twin_catalogue_at(int index);

#endif
