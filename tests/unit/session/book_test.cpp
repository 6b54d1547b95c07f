// tests/unit/session/book_test.cpp
// What:  SQLite is linked, and a new book knows the version of its tables.
#include "store/book.h"

#include "support/catch.h"

TEST_CASE("a new book knows its schema version", "[store]") {
    auto book = concordat::store::Book::in_memory();
    REQUIRE(book.has_value());
    CHECK(book->version() == concordat::store::schema_version);
    const auto moved = std::move(*book);
    CHECK(moved.version() == concordat::store::schema_version);
    CHECK(concordat::store::sqlite_version().starts_with("3."));
}
