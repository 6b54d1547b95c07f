// engine/report/document.h · room: report
// What:  one neutral model of what is shown: sections of paragraphs, clauses, tables whose cells know
//        their type, pictures and foldings. Every writer (text, CSV, JSON, HTML, DOCX, XLSX) reads this and
//        nothing else.
// Never: how wide, how bold, which separator: writers.h decides.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "exact/money.h"
#include "model/contract.h"

namespace concordat::report {

/// Some words of a sentence and what they are: a name where it is defined, or a way to where that is.
struct Run {
    enum class Look { plain, defined, link } look = Look::plain;
    std::string words;
    std::string target = {};  // defined: the place's own anchor; link: where it leads
    enum class Change { none, inserted, deleted } change = Change::none;
};
using Runs = std::vector<Run>;

/// One figure or some words, as people read it and as programs carry it. Money and numbers stand to
/// the right.
struct Cell {
    enum class Type { blank, text, money, number, date } type = Type::blank;
    std::string shown;  // "£1,234.50", "12.5%", "1 April 2026"
    std::string exact;  // "1234.50", "0.125", "2026-04-01"; a decimal, or "n/d"
    Runs runs = {};     // the same words with their links, where a page can show them
};

[[nodiscard]] Cell text_cell(std::string words);
[[nodiscard]] Cell money_cell(const exact::Money& money, const exact::Currency& currency);
[[nodiscard]] Cell date_cell(calendar::Date date);
/// A value of the contract. What is not known is words: "held: reason", "missing: what (reason;
/// owed by whom)", "left out: reason"; no such thing is "none", exactly "-".
[[nodiscard]] Cell value_cell(const model::Contract& contract, const model::Value& value, const model::Kind& kind);

struct Column {
    std::string heading;
    Cell::Type type = Cell::Type::text;  // what its cells mostly are: figures have their heading to the right
    Runs runs = {};                      // the heading with its links
};

struct Row {
    /// line: a cell for each column. total: the same, below a rule. words: two cells, a lead
    /// ("4.7") and running text that goes over the whole width.
    enum class Role { line, total, words } role = Role::line;
    std::vector<Cell> cells;
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::string caption = {};
    bool under_clause = false;  // belongs to the clause above it
    bool for_signing = false;   // its rows have room for a hand
};

struct Paragraph {
    std::string words;
    Runs runs = {};  // the same words with their links
    /// note: without effect. remark: the engine's own words beside the text of others.
    enum class Look { plain, note, remark, continued } look = Look::plain;
};

/// A numbered clause of a contract.
struct ClauseText {
    std::string number, anchor;
    Runs words;
};

/// A drawing, and the same in figures for who cannot see it. The drawing is ours to the last byte (pictures.h).
struct Picture {
    std::string svg;
    std::string emf = {};  // the same for Word files
    int height = 0;        // where it is 720 wide
    std::string title = {};
    Table beside = {};
};

/// A line that can be opened: what it was made from stands below.
struct Fold {
    std::string lead, words, origin;  // "3.2", "shall not exceed £2,000,000", "year-end.csv line 3"
    Cell amount;
    std::vector<Fold> parts = {};
    bool open = false;
};

using Block = std::variant<Paragraph, Table, ClauseText, Picture, Fold>;

struct Section {
    std::string title;  // empty: none is shown
    std::vector<Block> blocks;
    std::string anchor = {};
    int level = 2;  // of the heading: 3 stands below the last 2
    /// cover: before everything else. box: set apart from the text around it. page: begins a page when printed.
    enum class Look { plain, cover, box, page } look = Look::plain;
};

struct Document {
    std::string title;
    std::vector<Section> sections;
    enum class Kind { statement, contract, explanation } kind = Kind::statement;
    std::string subtitle = {};
    std::vector<std::string> footer = {};
    bool contents = false;          // with a list of its sections
    std::string content_hash = {};  // of what it shows, in hexadecimal digits: stands at the foot of every printed page
};

}  // namespace concordat::report
