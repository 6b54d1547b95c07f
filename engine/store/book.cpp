// engine/store/book.cpp · room: store
// What:  opens a book and its schema version table.
#include "store/book.h"

#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

namespace concordat::store {

struct Book::Connection {
    sqlite3* database = nullptr;
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { sqlite3_close(database); }
};

namespace {

/// One row, for ever: triggers refuse to change or remove it.
constexpr const char* schema = R"(
    CREATE TABLE schema_version (version INTEGER NOT NULL CHECK (version > 0)) STRICT;
    CREATE TRIGGER schema_version_stays BEFORE UPDATE ON schema_version
        BEGIN SELECT RAISE(ABORT, 'the schema version of a book is never changed'); END;
    CREATE TRIGGER schema_version_is_kept BEFORE DELETE ON schema_version
        BEGIN SELECT RAISE(ABORT, 'the schema version of a book is never removed'); END;
)";

}  // namespace

std::string sqlite_version() { return sqlite3_libversion(); }

Book::Book(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Book::~Book() = default;
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;

std::optional<Book> Book::in_memory() {
    auto connection = std::make_unique<Connection>();
    if (sqlite3_open(":memory:", &connection->database) != SQLITE_OK) return std::nullopt;
    const std::string sql =
        fmt::format("BEGIN; {} INSERT INTO schema_version VALUES ({}); COMMIT;", schema, schema_version);
    if (sqlite3_exec(connection->database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return std::nullopt;
    return Book(std::move(connection));
}

std::optional<int> Book::version() const {
    sqlite3_stmt* question = nullptr;
    const int prepared =
        sqlite3_prepare_v2(connection_->database, "SELECT version FROM schema_version", -1, &question, nullptr);
    std::optional<int> version;
    if (prepared == SQLITE_OK && sqlite3_step(question) == SQLITE_ROW) version = sqlite3_column_int(question, 0);
    sqlite3_finalize(question);
    return version;
}

}  // namespace concordat::store
