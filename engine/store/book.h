// engine/store/book.h · room: store
// What:  the settlement book: one SQLite file that is only ever added to. For now it opens and
//        knows its own version.
// Never: sqlite3.h in a header; a statement that changes or removes what is written.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace concordat::store {

/// The version of the SQLite that is linked: "3.40.1".
[[nodiscard]] std::string sqlite_version();

/// The layout of a book's tables. A later engine reads every earlier layout.
inline constexpr int schema_version = 1;

class Book {
public:
    /// A new book in memory, its schema version written; nothing when SQLite cannot make one.
    [[nodiscard]] static std::optional<Book> in_memory();
    ~Book();
    Book(Book&&) noexcept;
    Book& operator=(Book&&) noexcept;

    /// The layout that this book says it has; nothing when it cannot be read.
    [[nodiscard]] std::optional<int> version() const;

private:
    struct Connection;
    explicit Book(std::unique_ptr<Connection> connection);
    std::unique_ptr<Connection> connection_;
};

}  // namespace concordat::store
