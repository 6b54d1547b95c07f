// engine/report/example_results.cpp · room: report
// What:  results of worked examples as a document and as JSON.
#include "report/example_results.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "report/clause_words.h"

namespace concordat::report {
namespace {

using Json = nlohmann::ordered_json;
using settle::ExampleResult;

Row words(std::string lead, std::string text) {
    return {Row::Role::words, {text_cell(std::move(lead)), text_cell(std::move(text))}};
}

/// What was expected and what was found; below, the amounts under each clause.
void add_difference(Table& table, const model::Contract& contract, const ExampleResult& result) {
    const std::string place = result.place.line == 0 ? "" : fmt::format(" ({})", source::place_text(result.place));
    table.rows.push_back(words(
        "       ", fmt::format("{}: expected {}, found {}{}", result.column, result.expected, result.found, place)));
    for (const std::string& step : result.steps) table.rows.push_back(words("         ", step));
    if (!result.first_difference.is_set()) return;
    table.rows.push_back(
        words("       ", fmt::format("first differs at clause {}: {}", clause_number(contract, result.first_difference),
                                     clause_words(contract, result.first_difference))));
}

std::string section_title(const model::Contract& contract, const ExampleResult& result) {
    const std::string number = clause_number(contract, result.clause);
    return result.example.empty() ? number : fmt::format("{} {}", number, result.example);
}

Json result_json(const model::Contract& contract, const ExampleResult& result) {
    Json object;
    object["clause"] = clause_number(contract, result.clause);
    object["example"] = result.example;
    object["row"] = result.row;
    object["passed"] = result.passed;
    object["column"] = result.passed ? Json(nullptr) : Json(result.column);
    object["expected"] = result.passed ? Json(nullptr) : Json(result.expected);
    object["found"] = result.passed ? Json(nullptr) : Json(result.found);
    object["steps"] = result.steps;
    const bool differs = result.first_difference.is_set();
    object["first_difference"] = differs ? Json(clause_number(contract, result.first_difference)) : Json(nullptr);
    object["file"] = result.place.file;
    object["line"] = result.place.line;
    return object;
}

}  // namespace

ExampleCount count_examples(const std::vector<ExampleResult>& results) {
    const auto passed = std::count_if(results.begin(), results.end(), [](const auto& result) { return result.passed; });
    return {static_cast<std::size_t>(passed), results.size() - static_cast<std::size_t>(passed)};
}

Document example_report(const model::Contract& contract, const std::vector<ExampleResult>& results) {
    Document document{contract.title, {}};
    const ExampleResult* before = nullptr;
    for (const ExampleResult& result : results) {
        const bool same_table =
            before != nullptr && before->clause == result.clause && before->example == result.example;
        if (!same_table) document.sections.push_back({section_title(contract, result), {Table{}}});
        before = &result;
        auto& table = std::get<Table>(document.sections.back().blocks.front());
        table.rows.push_back(words(result.passed ? "passed" : "FAILED", result.row));
        if (!result.passed) add_difference(table, contract, result);
    }
    if (results.empty()) document.sections.push_back({"", {Paragraph{"There are no worked examples."}}});
    return document;
}

std::string example_json(const model::Contract& contract, const std::vector<ExampleResult>& results) {
    const ExampleCount count = count_examples(results);
    Json document;
    document["contract"] = contract.title;
    document["file"] = contract.file;
    document["passed"] = count.passed;
    document["failed"] = count.failed;
    document["examples"] = Json::array();
    for (const ExampleResult& result : results) document["examples"].push_back(result_json(contract, result));
    constexpr int indent = 2;
    return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace concordat::report
