// tests/support/main.cpp · the entry point of every Catch2 test program, compiled once.
// Catch2 version 3 brings its own (Catch2WithMain); version 2 asks for this file.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
