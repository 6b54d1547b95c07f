// engine/parse/clauses.cpp · room: parse
// What:  from blocks to clauses: see clauses.h.
#include "parse/clauses.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"

#include "parse/explain.h"
#include "parse/sentence_limits.h"

namespace concordat::parse {

using source::Code;

namespace {

bool is_stop(const Word& word) { return word.kind == WordKind::sign && word.text == "."; }

bool is_variation(const syntax::Sentence& sentence) {
    const auto& form = sentence.form;
    return std::holds_alternative<syntax::ReplaceSentence>(form) || std::holds_alternative<syntax::AddSentence>(form) ||
           std::holds_alternative<syntax::CeaseSentence>(form) ||
           std::holds_alternative<syntax::CellChangeSentence>(form) ||
           std::holds_alternative<syntax::ColumnChangeSentence>(form) ||
           std::holds_alternative<syntax::RowChangeSentence>(form) ||
           std::holds_alternative<syntax::WordsChangeSentence>(form);
}

/// A mistake that leaves no doubt about the rest of its sentence.
bool leaves_sense(const source::Diagnostic& problem) {
    return problem.code == Code::full_stop_missing || problem.code == Code::rounding_way_missing;
}

/// The names that a sentence with a lone quotation mark seems to declare: behind the mark, or up to `means` in what it
/// has swallowed.
void add_names_behind_quotes(std::span<const Word> words, std::vector<std::string>& names) {
    for (std::size_t at = 0; at < words.size(); ++at) {
        const Word& word = words[at];
        if (word.kind == WordKind::bad && word.text == "\"" && at + 1 < words.size())
            names.push_back(words[at + 1].text);
        if (word.kind != WordKind::quoted) continue;
        const std::string text = folded(word.text);
        const std::string name = text.substr(0, std::min(text.find(" means "), text.find(" is ")));
        if (reads_as_name(name)) names.push_back(name);
    }
}

/// Sentences behind `is replaced by:` in the same clause belong to what replaces.
std::vector<syntax::Sentence>* what_it_brings(syntax::Clause& clause) {
    if (clause.sentences.empty()) return nullptr;
    auto& last = clause.sentences.back().form;
    if (auto* replace = std::get_if<syntax::ReplaceSentence>(&last)) return &replace->by;
    if (auto* add = std::get_if<syntax::AddSentence>(&last)) return &add->added;
    return nullptr;
}

void shift(Span& span, std::uint32_t by) { span = {span.begin + by, span.end + by}; }

void shift(syntax::Table& table, std::uint32_t by) {
    shift(table.span, by);
    for (syntax::Cell& heading : table.headings) shift(heading.span, by);
    for (syntax::Row& row : table.rows) {
        shift(row.span, by);
        for (syntax::Cell& cell : row.cells) shift(cell.span, by);
    }
}

}  // namespace

ClauseReader::ClauseReader(const source::SourceText& text, source::Diagnostics& problems, std::size_t part)
    : text_(text), places_(&text), problems_(problems), part_(text.parts()[part]) {
    names_.stand_in(part_.title);
}

std::vector<Incorporation> ClauseReader::incorporations() const {
    std::vector<Incorporation> found;
    for (std::size_t index = 0; index < words_.size(); ++index)
        add_incorporations(words_[index], outline_.blocks[index].number, found);
    return found;
}

std::vector<std::string> ClauseReader::names_of_clauses() const {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < outline_.blocks.size(); ++index) {
        if (outline_.blocks[index].number.empty()) continue;
        for (DeclaredName& name : names_declared_by(words_[index], outline_.tables))
            names.push_back(std::move(name.text));
    }
    return names;
}

std::vector<Word> ClauseReader::words_of(const Block& block) {
    std::vector<Word> words;
    for (const Part& part : block.parts) {
        if (part.is_table) {
            Word table{WordKind::table, Grammar::type_of(WordKind::table), {}, part.text, part.table};
            words.push_back(std::move(table));
            continue;
        }
        auto more = grammar_.words_of(text_.slice(part.text), part.text.begin);
        words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    for (Word& word : words) lead_link(word, part_.folder);
    return words;
}

void ClauseReader::take(Outline outline) {
    outline_ = std::move(outline);
    problems_.append(std::move(outline_.problems));
    words_.clear();
    for (Block& block : outline_.blocks) {
        if (!part_.title.empty()) name_block(block, part_.title);
        words_.push_back(words_of(block));
        for (DeclaredName& name : names_declared_by(words_.back(), outline_.tables)) {
            names_.add(name);
            declared_.push_back(std::move(name));
        }
        for (const std::string& name : names_at_events(words_.back())) names_.add(name);
    }
}

void ClauseReader::take_names(const std::vector<std::string>& names) {
    for (const std::string& name : names) names_.add(name);
}

void ClauseReader::stand_behind(const source::SourceText& text, std::uint32_t begin) {
    places_ = &text;
    for (auto& words : words_)
        for (Word& word : words) shift(word.span, begin);
    for (syntax::Table& table : outline_.tables) shift(table, begin);
    for (Block& block : outline_.blocks) {
        shift(block.span, begin);
        shift(block.number_span, begin);
    }
}

void ClauseReader::check_names() {
    std::set<std::string> seen;
    for (const DeclaredName& name : declared_)
        if (seen.insert(name.text).second) check_joined(name);
}

/// No declared name may be two declared names with a joining word between them.
void ClauseReader::check_joined(const DeclaredName& name) {
    for (std::size_t at = name.text.find(' '); at != std::string::npos; at = name.text.find(' ', at + 1)) {
        const std::size_t end = name.text.find(' ', at + 1);
        if (end == std::string::npos || !is_joining_word(std::string_view(name.text).substr(at + 1, end - at - 1)))
            continue;
        const std::string first = name.text.substr(0, at);
        const std::string second = name.text.substr(end + 1);
        if (!names_.knows(first) || !names_.knows(second)) continue;
        // `Snags at Handover` is Snags at Handover: one quoted name declares both.
        const bool at_event = std::any_of(declared_.begin(), declared_.end(), [&](const DeclaredName& other) {
            return other.text == first && other.span.begin == name.span.begin;
        });
        if (at_event) continue;
        const std::string joining = name.text.substr(at + 1, end - at - 1);
        problems_
            .add(Code::name_joins_names, {}, places_->place(name.span),
                 fmt::format("`{}` could be read as one name, or as `{}` {} `{}`", name.text, first, joining, second))
            .with_help("give it a name that is not made of two other names");
        return;
    }
}

std::vector<ClauseReader::Sentence> ClauseReader::cut(std::span<const Word> words) {
    std::vector<Sentence> sentences;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!is_stop(words[at]) && words[at].kind != WordKind::table) continue;
        sentences.push_back({words.subspan(begin, at + 1 - begin), true});
        begin = at + 1;
    }
    if (begin < words.size()) sentences.push_back({words.subspan(begin), false});
    return sentences;
}

syntax::Document ClauseReader::read() {
    syntax::Document document;
    document.title = outline_.title;
    document.names_of_broken_sentences = outline_.names_of_broken_rows;
    std::set<std::string> numbers;
    for (std::size_t index = 0; index < outline_.blocks.size(); ++index) {
        const Block& block = outline_.blocks[index];
        if (!block.number.empty() && !numbers.insert(block.number).second)
            problems_
                .add(Code::clause_number_repeated, block.number, places_->place(block.number_span),
                     fmt::format("there are two clauses with the number {}", block.number))
                .with_help("give each clause its own number: other clauses refer to it");
        read_block(index, document);
    }
    return document;
}

void ClauseReader::read_block(std::size_t index, syntax::Document& document) {
    const Block& block = outline_.blocks[index];
    names_.merge(words_[index]);
    syntax::Clause clause;
    clause.number = block.number;
    clause.number_span = block.number_span;
    clause.section = block.section;
    clause.span = block.span;
    clause.broken = block.table_broken;
    if (words_[index].empty() && !block.number.empty())
        problems_
            .add(Code::clause_empty, block.number, places_->place(block.number_span),
                 fmt::format("clause {} says nothing", block.number))
            .with_help("write its sentence behind the number, or take the number away");
    const std::vector<Sentence> sentences = cut(words_[index]);
    for (std::size_t at = 0; at < sentences.size(); ++at) {
        Sentence sentence = sentences[at];
        if (at + 1 < sentences.size() && gives_names_of(sentence, sentences[at + 1])) {
            sentence.words = {sentence.words.data(), sentence.words.size() + 1};
            ++at;
        }
        // A table behind the full stop of a sentence that needed it has been spoken of.
        const bool lone_table = sentence.words.size() == 1 && sentence.words[0].kind == WordKind::table;
        if (lone_table && !problems_.empty() && problems_.all().back().code == Code::table_missing && clause.broken)
            continue;
        if (!read_lone_table(block, sentence, clause, document)) read_sentence(sentence, clause, document);
    }
    const bool only_schedule = clause.number.empty() && clause.sentences.empty() && !clause.broken;
    if (!only_schedule) document.clauses.push_back(std::move(clause));
}

/// A table right behind a full stop belongs to the sentence when that uses every name that the table's columns give,
/// and nothing else declares those names.
bool ClauseReader::gives_names_of(const Sentence& sentence, const Sentence& next) const {
    if (next.words.size() != 1 || next.words[0].kind != WordKind::table || sentence.words.size() < 2) return false;
    const syntax::Table& table = outline_.tables[next.words[0].table];
    if (table.headings.size() < 2 || table.headings.front().text == "Party") return false;
    return std::all_of(table.headings.begin() + 1, table.headings.end(), [&](const syntax::Cell& heading) {
        return !names_.knows(heading.text) &&
               std::any_of(sentence.words.begin(), sentence.words.end(),
                           [&](const Word& word) { return word.kind == WordKind::name && word.text == heading.text; });
    });
}

/// A table with no text: the parties, or a schedule.
bool ClauseReader::read_lone_table(const Block& block, const Sentence& sentence, syntax::Clause& clause,
                                   syntax::Document& document) {
    if (sentence.words.size() != 1 || sentence.words[0].kind != WordKind::table) return false;
    syntax::Table& table = outline_.tables[sentence.words[0].table];
    CellReader cells(grammar_, names_, places_ != &text_);
    const Span span = sentence.words[0].span;
    if (!table.headings.empty() && table.headings.front().text == "Party") {
        cells.read_table(table, TableReading::amounts);
        clause.sentences.push_back({syntax::PartiesSentence{table}, span});
    } else if (block.under_schedule) {
        cells.read_table(table, TableReading::amounts);
        document.schedules.push_back({block.section, table, span});
    } else {
        problems_
            .add(Code::table_homeless, clause.number, places_->place(span), "no sentence says what this table is for")
            .with_help(
                "put a sentence that ends with `:` above it, such as `\"Measure\" is one of:`; the table of the "
                "parties begins with the heading Party");
        clause.broken = true;
    }
    return true;
}

std::optional<Forms> ClauseReader::forms_of(const Sentence& sentence, const syntax::Clause& clause) {
    CellReader cells(grammar_, names_, places_ != &text_);
    source::Diagnostics found;
    Building at{places_, clause.number, &found, &outline_.tables, &outline_.tables_broken, &cells, false};
    if (!within_limits(sentence.words, at)) {
        problems_.append(std::move(found));
        return std::nullopt;
    }
    // Where nothing but the full stop is missing, that is said and the sentence is read all the same.
    std::vector<Word> ended(sentence.words.begin(), sentence.words.end());
    if (!sentence.ended) ended.push_back(Grammar::fixed_word(".", {ended.back().span.end, ended.back().span.end}));
    const auto tree = grammar_.read(Rule::sentence, ended);
    if (!tree || !sentence.ended) say_what_is_wrong(sentence, at);
    std::optional<Forms> forms;
    if (tree) forms = sentences_of(*tree, at);
    // What is said of a sentence is said once: nothing is made of it that could be wrong again.
    const auto& said = found.all();
    if (at.broken || !std::all_of(said.begin(), said.end(), leaves_sense)) forms.reset();
    problems_.append(std::move(found));
    return forms;
}

/// Beyond what is shown, a broken sentence is counted and not studied: studying takes a hundred times as long as
/// reading.
void ClauseReader::say_what_is_wrong(const Sentence& sentence, Building& at) {
    const bool enough = problems_.all().size() >= limits::diagnostics_shown;
    if (enough) at.report(Code::sentence_unknown, sentence.words.front().span, "this sentence cannot be read");
    else explain(sentence.words, {grammar_, names_, at});
}

void ClauseReader::read_sentence(const Sentence& sentence, syntax::Clause& clause, syntax::Document& document) {
    auto forms = forms_of(sentence, clause);
    if (!forms) return note_broken(sentence, clause, document);
    for (syntax::Sentence& one : *forms) {
        std::vector<syntax::Sentence>* brought = is_variation(one) ? nullptr : what_it_brings(clause);
        (brought == nullptr ? clause.sentences : *brought).push_back(std::move(one));
    }
}

void ClauseReader::note_broken(const Sentence& sentence, syntax::Clause& clause, syntax::Document& document) {
    clause.broken = true;
    for (DeclaredName& name : names_declared_by(sentence.words, outline_.tables))
        document.names_of_broken_sentences.push_back(std::move(name.text));
    add_names_behind_quotes(sentence.words, document.names_of_broken_sentences);
}

std::vector<std::vector<Word>> ClauseReader::sentence_words() {
    std::vector<std::vector<Word>> all;
    for (auto& words : words_) {
        names_.merge(words);
        for (const Sentence& sentence : cut(words))
            if (sentence.ended && sentence.words.size() > 1)
                all.emplace_back(sentence.words.begin(), sentence.words.end());
    }
    return all;
}

}  // namespace concordat::parse
