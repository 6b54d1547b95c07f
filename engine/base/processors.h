// engine/base/processors.h · room: base
// What:  a loop over many numbers, compiled once for each width of instructions that processors have; which is taken is
//        found when the program starts. Put before a function that the compiler can turn into such instructions.
// Knows: where that cannot be done (other compilers, other processors, the address sanitizer) the plain loop is all
// there is.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define CONCORDAT_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CONCORDAT_FOR_EACH_PROCESSOR
#endif

/// What such a loop calls: a part of it in each of its copies.
#define CONCORDAT_PART_OF_LOOP __attribute__((always_inline)) inline
