// engine/report/clause_words.cpp · room: report
// What:  clauses cited by number and words.
#include "report/clause_words.h"

#include <string_view>

namespace concordat::report {
namespace {

constexpr std::size_t longest_citation = 300;  // bytes: about three lines

}  // namespace

std::string clause_number(const model::Contract& contract, model::ClauseId clause) {
    return clause.is_set() ? contract.clause(clause).number : std::string{};
}

std::string clause_words(const model::Contract& contract, model::ClauseId clause) {
    if (!clause.is_set()) return {};
    const model::Clause& cited = contract.clause(clause);
    std::string_view words = cited.text;
    if (!cited.number.empty() && words.starts_with(cited.number + " ")) words.remove_prefix(cited.number.size() + 1);
    words = words.substr(0, words.find(" | "));  // its table follows its words
    if (words.size() <= longest_citation) return without_paths(words);
    const std::size_t cut = words.rfind(' ', longest_citation);
    return without_paths(words.substr(0, cut == std::string_view::npos ? words.find(' ') : cut)) + " ...";
}

std::string without_paths(std::string_view words) {
    std::string text;
    while (!words.empty()) {
        const std::size_t begin = words.find('[');
        const std::size_t middle = words.find("](", begin);
        const std::size_t end = words.find(')', middle);
        if (begin == std::string_view::npos || middle == std::string_view::npos || end == std::string_view::npos) break;
        text += words.substr(0, begin);
        text += words.substr(begin + 1, middle - begin - 1);
        words.remove_prefix(end + 1);
    }
    return text + std::string(words);
}

}  // namespace concordat::report
