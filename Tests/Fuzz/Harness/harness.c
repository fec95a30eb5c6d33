// The program of `make fuzz`: libFuzzer has the main function and calls this with one input after the other.
#include <stddef.h>
#include <stdint.h>

// Tests/Fuzz/Targets/FuzzEntry.swift
void twin_fuzz_one(const uint8_t *start, ptrdiff_t count);

int LLVMFuzzerTestOneInput(const uint8_t *start, size_t count) {
    twin_fuzz_one(start, (ptrdiff_t)count);
    return 0;
}
