// engine/base/limits.h · room: base
// What:  every limit of the engine, in one place. docs/limits.md lists them; tests/limits tries each at, below and
//        above.
#pragma once

#include <cstddef>

namespace concordat::limits {

inline constexpr std::size_t contract_bytes = 8u << 20;      // a contract file
inline constexpr std::size_t nesting_depth = 256;            // brackets inside brackets
inline constexpr std::size_t word_characters = 1'000;        // one word or one name
inline constexpr std::size_t sentence_words = 20'000;        // words in one sentence
inline constexpr std::size_t table_rows = 100'000;           // rows of one table in a contract
inline constexpr std::size_t table_columns = 200;            // columns of one table or CSV file
inline constexpr std::size_t number_digits = 60;             // digits of one number
inline constexpr std::size_t incorporated_documents = 32;    // documents that one contract incorporates
inline constexpr std::size_t diagnostics_shown = 100;        // mistakes listed; the rest are counted
inline constexpr std::size_t data_file_bytes = 4ull << 30;   // one CSV file
inline constexpr std::size_t data_cell_characters = 32'768;  // one CSV cell

}  // namespace concordat::limits
