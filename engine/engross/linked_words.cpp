// engine/engross/linked_words.cpp · room: engross
// What:  words to runs: at each place the longest name that stands there wins, as in parse/names.h.
// Start: LinkedWords::runs(), last in the file.
#include "engross/linked_words.h"

#include <algorithm>
#include <utility>

#include "engross/documents_within.h"
#include "report/html_text.h"

namespace concordat::engross {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r'; }
bool is_word_byte(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           byte >= 0x80;
}

std::string first_word(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }

std::size_t figures_and_points(std::string_view words) {
    std::size_t length = 0;
    while (length < words.size() && ((words[length] >= '0' && words[length] <= '9') || words[length] == '.')) ++length;
    while (length > 0 && words[length - 1] == '.') --length;
    return length;
}

}  // namespace

void LinkedWords::add_way(const std::string& form, std::size_t index) {
    auto& begun = by_first_word_[first_word(form)];
    begun.emplace_back(form, index);
    std::stable_sort(begun.begin(), begun.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    if (names_[index].document.empty()) return;
    // Of a document that comes in: goes before a name of the contract that is written the same.
    const auto same = std::find_if(begun.begin(), begun.end(), [&](const auto& one) { return one.first == form; });
    const auto mine = std::find(begun.begin(), begun.end(), std::pair{form, index});
    std::rotate(same, mine, mine + 1);
}

void LinkedWords::add_name(DefinedName name, source::Span definition) {
    const std::size_t index = names_.size();
    if (!definition.empty()) definitions_.emplace(definition.begin, index);
    std::vector<std::string> forms = {name.name, name.plural};
    // "within 20 working days": the language counts them by this definition.
    if (name.name == "Working Day") forms.insert(forms.end(), {"working days", "working day"});
    names_.push_back(std::move(name));
    for (const std::string& form : forms) {
        if (!form.empty()) add_way(form, index);
    }
}

const DefinedName* LinkedWords::defined_at(std::uint32_t begin) const {
    const auto found = definitions_.find(begin);
    return found == definitions_.end() ? nullptr : &names_[found->second];
}

void LinkedWords::add_form(std::uint32_t begin, const std::string& form, bool as_written) {
    const std::size_t index = definitions_.at(begin);
    add_way(form, index);
    if (as_written) names_[index].name = form;
}

std::string LinkedWords::new_anchor(std::string_view prefix, std::string_view name) {
    const std::string wanted = report::anchor_for(prefix, name);
    std::string anchor = wanted;
    for (int again = 2; !anchors_.insert(anchor).second; ++again) anchor = wanted + "-" + std::to_string(again);
    return anchor;
}

void LinkedWords::flush(Reading& reading) const {
    if (reading.plain.empty()) return;
    const char before = reading.runs.empty() ? ' ' : 'x';
    report::Run run{report::Run::Look::plain, typeset(reading.plain, before)};
    reading.plain.clear();
    reading.runs.push_back(std::move(run));
}

/// [Schedule A](prices.csv)
bool LinkedWords::take_file_link(Reading& reading) const {
    const std::string_view rest = reading.words.substr(reading.at);
    const std::size_t middle = rest.find("](");
    const std::size_t end = middle == std::string_view::npos ? middle : rest.find(')', middle);
    if (!rest.starts_with('[') || end == std::string_view::npos) return false;
    const std::string title = typeset(rest.substr(1, middle - 1));
    const auto file = files_.find(rest.substr(middle + 2, end - middle - 2));
    flush(reading);
    if (file == files_.end()) reading.runs.push_back({report::Run::Look::plain, title});
    else reading.runs.push_back({report::Run::Look::link, title, file->second});
    reading.at += end + 1;
    return true;
}

/// The number behind `clause` or `clauses`, and those behind `,` and `and`.
bool LinkedWords::take_clause_number(Reading& reading) const {
    if (!reading.after_clause_word) return false;
    const std::string_view rest = reading.words.substr(reading.at);
    const std::size_t length = figures_and_points(rest);
    const std::string number(rest.substr(0, length));
    if (length == 0) return false;
    std::size_t taken = length;
    auto clause = clauses_.find(reading.document.empty() ? number : number + " of " + reading.document);
    for (auto one = clauses_.lower_bound(number + " of "); one != clauses_.end(); ++one) {
        if (!one->first.starts_with(number + " of ")) break;
        const std::size_t whole = length_of(one->first, rest);
        if (whole > taken) clause = one;
        taken = std::max(taken, whole);
    }
    if (clause == clauses_.end()) return false;
    flush(reading);
    reading.runs.push_back({report::Run::Look::link, typeset(rest.substr(0, taken), 'x'), clause->second});
    reading.at += taken;
    return true;
}

/// How many bytes of the words are this name, its blanks of any kind; 0 for another word.
std::size_t LinkedWords::length_of(std::string_view name, std::string_view words) const {
    std::size_t at = 0;
    for (const char letter : name) {
        if (letter == ' ') {
            const std::size_t from = at;
            while (at < words.size() && is_blank(words[at])) ++at;
            if (at == from) return 0;
        } else if (at >= words.size() || words[at] != letter) {
            return 0;
        } else {
            ++at;
        }
    }
    return at < words.size() && is_word_byte(words[at]) ? 0 : at;
}

bool LinkedWords::take_name(Reading& reading) {
    const std::string_view rest = reading.words.substr(reading.at);
    const bool quoted = rest.starts_with('"');
    const std::string_view inner = rest.substr(quoted ? 1 : 0);
    std::size_t word_end = 0;
    while (word_end < inner.size() && !is_blank(inner[word_end]) && inner[word_end] != '"' && inner[word_end] != ',' &&
           inner[word_end] != ';' && inner[word_end] != '.' && inner[word_end] != ')' && inner[word_end] != ':')
        ++word_end;
    const auto begun = by_first_word_.find(inner.substr(0, word_end));
    if (begun == by_first_word_.end()) return false;
    for (const auto& [name, index] : begun->second) {
        const std::size_t length = length_of(name, inner);
        const std::string& only_in = names_[index].document;
        if (length == 0 || (!only_in.empty() && only_in != reading.document)) continue;
        const auto place = definitions_.find(reading.offset + static_cast<std::uint32_t>(reading.at));
        // What a variation brings defines the name in the place of the words that it replaces.
        const bool in_new_words = quoted && !reading.clause.empty() && reading.clause == names_[index].where;
        const bool is_definition =
            (place != definitions_.end() && place->second == index) || (in_new_words && !placed_.contains(index));
        if (is_definition) placed_.insert(index);
        if (quoted && !is_definition) return false;
        if (quoted) reading.plain += '"';
        flush(reading);
        DefinedName& found = names_[index];
        const auto look = is_definition ? report::Run::Look::defined : report::Run::Look::link;
        reading.runs.push_back({look, typeset(inner.substr(0, length), 'x'), found.anchor});
        const bool new_use =
            !is_definition && !reading.clause.empty() && reading.clause != found.where &&
            std::find(found.used_in.begin(), found.used_in.end(), reading.clause) == found.used_in.end();
        if (new_use) found.used_in.push_back(reading.clause);
        reading.at += length + (quoted ? 1 : 0);
        return true;
    }
    return false;
}

/// One word, name, link or sign.
void LinkedWords::step(Reading& reading) {
    if (take_file_link(reading) || take_clause_number(reading) || take_name(reading)) return;
    const std::string_view rest = reading.words.substr(reading.at);
    std::size_t length = 0;
    while (length < rest.size() && is_word_byte(rest[length])) ++length;
    const std::string_view word = rest.substr(0, std::max<std::size_t>(length, 1));
    if (length > 0 && word != "and" && word != "to") {
        reading.after_clause_word = word == "clause" || word == "clauses" || word == "Clause" || word == "Clauses";
    }
    reading.plain += word;
    reading.at += word.size();
}

report::Runs LinkedWords::runs(std::string_view words, std::uint32_t offset, const std::string& clause) {
    while (!words.empty() && is_blank(words.front())) {
        words.remove_prefix(1);
        ++offset;
    }
    while (!words.empty() && is_blank(words.back())) words.remove_suffix(1);
    Reading reading{words, offset, clause, document_of(clause), 0, {}, false, {}};
    while (reading.at < words.size()) step(reading);
    flush(reading);
    return std::move(reading.runs);
}

}  // namespace concordat::engross
