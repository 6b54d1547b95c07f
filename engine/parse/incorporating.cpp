// engine/parse/incorporating.cpp · room: parse
// What:  see incorporating.h.
#include "parse/incorporating.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "parse/names.h"
#include "parse/parse.h"

namespace concordat::parse {

namespace {

bool is_clause_word(const Word& word) {
    if (word.kind != WordKind::keyword && word.kind != WordKind::plain_word) return false;
    return word.text == "clause" || word.text == "clauses" || word.text == "section";
}
bool joins_numbers(const Word& word) {
    return (word.kind == WordKind::sign && word.text == ",") ||
           (word.kind == WordKind::keyword && (word.text == "and" || word.text == "to"));
}
/// Where the numbers behind `clause` or `clauses` end: `3.1, 3.2 and 3.3`, `3.1 to 3.4`.
std::size_t end_of_numbers(std::span<const Word> words, std::size_t at) {
    if (at + 1 >= words.size() || words[at + 1].kind != WordKind::number) return at + 1;
    std::size_t end = at + 2;
    if (words[at].text != "clauses") return end;
    while (end + 1 < words.size() && joins_numbers(words[end]) && words[end + 1].kind == WordKind::number) {
        const bool last = words[end].text != ",";
        end += 2;
        if (last) break;
    }
    return end;
}
/// "Marginal Rate 2014, Schedule A"
std::string place_in(std::string_view title, std::string_view place) {
    return std::string(title) + ", " + std::string(place);
}
/// "Marginal Rate 2014" of a number that says it.
std::string title_in(std::string_view number) {
    const std::size_t of = number.find(" of ");
    return of == std::string_view::npos ? std::string() : std::string(number.substr(of + 4));
}

bool is_example(const syntax::Sentence& sentence) {
    return std::holds_alternative<syntax::ExamplesSentence>(sentence.form);
}
/// The section of what the agreement supplies, whatever stands around those words.
bool is_supply_section(std::string_view heading) {
    std::string small(heading);
    for (char& letter : small)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return small.find("agreement supplies") != std::string::npos ||
           small.find("agreement must supply") != std::string::npos;
}

/// Sorts a clause's sentences into what comes in and what is left to the agreement.
void take_clause(const syntax::Clause& clause, std::vector<syntax::Clause>& clauses, syntax::Incorporated& left) {
    if (clause.number.empty()) {
        left.above_clauses.insert(left.above_clauses.end(), clause.sentences.begin(), clause.sentences.end());
        return;
    }
    if (is_supply_section(clause.section)) {
        left.supplied.insert(left.supplied.end(), clause.sentences.begin(), clause.sentences.end());
        return;
    }
    syntax::Clause taken = clause;
    std::erase_if(taken.sentences, is_example);
    if (!taken.sentences.empty()) clauses.push_back(std::move(taken));
}

}  // namespace

void add_incorporations(std::span<const Word> words, const std::string& clause, std::vector<Incorporation>& found) {
    for (std::size_t at = 1; at < words.size(); ++at) {
        if (words[at].kind != WordKind::link || words[at - 1].text != "incorporates") continue;
        const std::string& text = words[at].text;
        const std::size_t middle = text.find("](");
        found.push_back({folded(text.substr(1, middle - 1)), folded(text.substr(middle + 2, text.size() - middle - 3)),
                         words[at].span, clause});
    }
}

std::string clause_of(std::string_view number, std::string_view title) {
    return std::string(number) + " of " + std::string(title);
}

void name_block(Block& block, std::string_view title) {
    if (!block.number.empty()) block.number = clause_of(block.number, title);
    if (!block.section.empty()) block.section = place_in(title, block.section);
}

std::string path_from(std::string_view folder, std::string_view file) {
    std::string path = folder.empty() || folder == "." || file.starts_with('/')
                           ? std::string(file)
                           : std::string(folder) + '/' + std::string(file);
    std::vector<std::string> steps;
    const bool from_root = path.starts_with('/');
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t end = std::min(path.find('/', from), path.size());
        const std::string step = path.substr(from, end - from);
        from = end + 1;
        if (step.empty() || step == ".") continue;
        if (step == ".." && !steps.empty() && steps.back() != "..") steps.pop_back();
        else steps.push_back(step);
    }
    std::string result = from_root ? "/" : "";
    for (const std::string& step : steps) result += (result.empty() || result == "/" ? "" : "/") + step;
    return result;
}

void lead_link(Word& word, std::string_view folder) {
    if (word.kind != WordKind::link || folder.empty()) return;
    const std::size_t middle = word.text.find("](");
    const std::string file = folded(word.text.substr(middle + 2, word.text.size() - middle - 3));
    word.text = word.text.substr(0, middle) + "](" + path_from(folder, file) + ")";
}

void NameBook::add_document(const std::string& title) {
    documents_.push_back(title);
    insert(title, WordKind::name);
}

/// `3.2 of Marginal Rate 2014` becomes one word; in a document's own text its clauses and schedules get its name.
void NameBook::name_clauses(std::vector<Word>& words) const {
    std::vector<Word> named;
    for (std::size_t at = 0; at < words.size(); ++at) {
        named.push_back(words[at]);
        const bool of_document =
            words[at].kind == WordKind::number && at + 2 < words.size() && words[at + 1].text == "of" &&
            std::find(documents_.begin(), documents_.end(), words[at + 2].text) != documents_.end();
        if (of_document) {
            named.back().text = clause_of(words[at].text, words[at + 2].text);
            named.back().span.end = words[at + 2].span.end;
            at += 2;
        }
        if (words[at].kind == WordKind::schedule && !own_title_.empty())
            named.back().text = place_in(own_title_, words[at].text);
    }
    for (std::size_t at = 0; at < named.size(); ++at) {
        if (!is_clause_word(named[at])) continue;
        const std::size_t end = end_of_numbers(named, at);
        if (end == at + 1) continue;
        std::string title = title_in(named[end - 1].text);
        if (title.empty()) title = own_title_;
        for (std::size_t number = at + 1; number < end && !title.empty(); ++number) {
            if (named[number].kind != WordKind::number || !title_in(named[number].text).empty()) continue;
            named[number].text = clause_of(named[number].text, title);
        }
    }
    words = std::move(named);
}

void bring_in(syntax::Document& into, syntax::Document document, const std::string& title) {
    std::vector<syntax::Clause> clauses;
    for (syntax::Clause& clause : into.clauses) {
        clauses.push_back(std::move(clause));
        const syntax::Clause host = clauses.back();
        for (const syntax::Sentence& sentence : host.sentences) {
            const auto* here = std::get_if<syntax::IncorporateSentence>(&sentence.form);
            if (here == nullptr || here->document.title != title) continue;
            syntax::Incorporated left{title, host.number, here->document.span, here->meanings, {}, {}};
            for (const syntax::Clause& one : document.clauses) take_clause(one, clauses, left);
            into.incorporated.push_back(std::move(left));
        }
    }
    into.clauses = std::move(clauses);
    std::move(document.schedules.begin(), document.schedules.end(), std::back_inserter(into.schedules));
    std::move(document.incorporated.begin(), document.incorporated.end(), std::back_inserter(into.incorporated));
}

void keep_first(syntax::Document& document) {
    std::set<std::string> clauses;
    std::erase_if(document.clauses, [&](const syntax::Clause& clause) {
        return clause.number.find(" of ") != std::string::npos && !clauses.insert(clause.number).second;
    });
    std::set<std::string> schedules;
    std::erase_if(document.schedules, [&](const syntax::ScheduleText& schedule) {
        return schedule.title.find(", ") != std::string::npos && !schedules.insert(schedule.title).second;
    });
    std::set<std::string> titles;
    std::erase_if(document.incorporated, [&](const syntax::Incorporated& one) {
        return !titles.insert(one.title).second && one.meanings.empty();
    });
}

}  // namespace concordat::parse
