// tests/support/catch.h · tests
// What:  Catch2, whichever generation is installed (Debian 12 has v2, Debian 13 v3). Tests include only this.
#pragma once

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_all.hpp>
#include <catch2/catch_test_macros.hpp>
#else
#include <catch2/catch.hpp>
#endif
