// engine/session/price.cpp · room: session
// What:  each record of a kind with its fields as read and its terms beside them, in the order of
//        the files.
// Start: Session::price(), last in the file; the functions above are its steps, in order.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "session/asking.h"
#include "session/session.h"

namespace concordat::session {
namespace {

using eval::reference::Evaluator;
using eval::reference::Scope;

/// A term with a value for each record of this kind, in any period: one axis is the record, others
/// are periods.
bool is_of_record(const model::Term& term, model::RecordId record) {
    bool of_record = false;
    for (const model::Axis& axis : term.index) {
        const bool is_record = axis.type == model::Axis::Type::record && axis.record == record;
        if (!is_record && axis.type != model::Axis::Type::period) return false;
        of_record = of_record || is_record;
    }
    return of_record;
}

bool is_field(const model::Term& term) { return std::holds_alternative<model::FieldSource>(term.source); }

std::vector<model::TermId> terms_to_price(const model::Contract& contract, model::RecordId record,
                                          const std::vector<std::string>& names, source::Diagnostics& problems) {
    std::vector<model::TermId> terms;
    for (std::size_t index = 0; names.empty() && index < contract.terms.size(); ++index) {
        const model::Term& term = contract.terms[index];
        if (!term.name.empty() && is_of_record(term, record) && !is_field(term)) terms.emplace_back(index);
    }
    for (const std::string& name : names) {
        const auto term = term_asked_for(contract, name, problems);
        if (!term) continue;
        if (!is_of_record(contract.term(*term), record)) {
            add_wrong_question(fmt::format("`{}` has no value for each {}", name, contract.record(record).name),
                               "concordat explain shows how it is worked out", problems);
            continue;
        }
        terms.push_back(*term);
    }
    return terms;
}

std::vector<report::Column> columns_of(const model::Contract& contract, model::RecordId record,
                                       const std::vector<model::TermId>& terms) {
    std::vector<report::Column> columns;
    for (const model::Field& field : contract.record(record).fields) columns.push_back({field.name, {}});
    for (const model::TermId term : terms) {
        const bool is_figure = contract.term(term).kind.base == model::KindBase::amount;
        const auto type = is_figure ? report::Cell::Type::number : report::Cell::Type::text;
        columns.push_back({contract.term(term).name, type});
    }
    return columns;
}

/// Rows of the evaluator in the order of the files: first report first, then line by line. `once`: those that stand for
/// others which have not come are left out; each was read once.
std::vector<std::size_t> in_file_order(const data::DataSet& data, model::RecordId record,
                                       const std::vector<const data::RecordRow*>& rows, bool once) {
    std::map<std::string, std::size_t> file_rank;
    if (record.index() < data.reports.size()) {
        for (const data::Report& report : data.reports[record.index()])
            file_rank.emplace(report.file, file_rank.size());
    }
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> keys;  // file, line, row
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto rank = file_rank.find(rows[row]->origin.file);
        keys.emplace_back(rank == file_rank.end() ? file_rank.size() : rank->second, rows[row]->origin.line, row);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::size_t> order;
    for (const auto& [file, line, row] : keys) {
        const bool is_copy = once && !order.empty() && rows[order.back()]->origin.file == rows[row]->origin.file &&
                             rows[order.back()]->origin.line == line;
        if (!is_copy) order.push_back(row);
    }
    return order;
}

/// A field as it was read; a blank cell stays blank.
report::Cell field_cell(const model::Contract& contract, const model::Value& value, const model::Kind& kind) {
    if (std::holds_alternative<model::Missing>(value)) return {};
    return report::value_cell(contract, value, kind);
}

struct Pricing {
    const model::Contract& contract;
    Evaluator& evaluator;
    model::RecordId record;
    const std::vector<model::TermId>& terms;
    std::optional<calendar::Period> period;
};

report::Row priced_row(const Pricing& pricing, std::size_t row) {
    const model::Record& record = pricing.contract.record(pricing.record);
    const data::RecordRow& read = *pricing.evaluator.records(pricing.record)[row];
    report::Row out;
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        out.cells.push_back(field_cell(pricing.contract, read.fields[column], record.fields[column].kind));
    }
    Scope scope;
    scope.record = pricing.record;
    scope.record_row = row;
    const auto own = pricing.evaluator.falls_in(pricing.record, row);
    const auto first = calendar::Period::containing(pricing.contract.settles, pricing.contract.in_force.first,
                                                    pricing.contract.year_start);
    scope.period = pricing.period ? *pricing.period : own.value_or(first);
    const auto standing = pricing.evaluator.standing(pricing.record, row);
    for (const model::TermId term : pricing.terms) {
        model::Value value = pricing.evaluator.value(term, scope);
        // a record that waits has no price, whatever its fields would give
        if (standing.state == Evaluator::Standing::State::held) value = model::Held{standing.reason};
        if (standing.state == Evaluator::Standing::State::left_out) value = model::NotApplicable{standing.reason};
        out.cells.push_back(report::value_cell(pricing.contract, value, pricing.contract.term(term).kind));
    }
    return out;
}

}  // namespace

source::Diagnostics Session::price(const OpenedContract& opened, const OpenedData& data, const PriceRequest& request,
                                   const TakeColumns& take_columns, const TakeRow& take_row) const {
    ENGINE_CHECK(opened.contract != nullptr && !data.problems.has_errors());
    const model::Contract& contract = *opened.contract;
    source::Diagnostics problems;
    const auto record = record_asked_for(contract, request.record, problems);
    if (!record) return problems;
    const std::vector<model::TermId> terms = terms_to_price(contract, *record, request.terms, problems);
    std::optional<calendar::Period> period;
    if (!request.period.empty()) period = period_asked_for(contract, request.period, problems);
    if (problems.has_errors()) return problems;

    std::optional<calendar::Date> known_on;
    if (period) known_on = model::settled_as_known_on(contract, *period);
    Evaluator evaluator(
        {.contract = &contract, .data = &data.data, .known_on = known_on, .overrides = {}, .received = nullptr});
    take_columns(columns_of(contract, *record, terms));
    const Pricing pricing{contract, evaluator, *record, terms, period};
    const bool stands_in = contract.record(*record).stand_in.has_value();
    for (const std::size_t row : in_file_order(data.data, *record, evaluator.records(*record), stands_in)) {
        take_row(priced_row(pricing, row));
    }
    problems.append(evaluator.problems());
    problems.sort();
    return problems;
}

}  // namespace concordat::session
