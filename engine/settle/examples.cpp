// engine/settle/examples.cpp · room: settle
// What:  works out each row of the worked examples from its own inputs, and compares exactly.
// Start: run_examples(), last in the file; try_row() is one row.
#include <algorithm>

#include <fmt/format.h>

#include "settle/example_case.h"
#include "settle/ledger.h"
#include "settle/payments.h"
#include "settle/periods.h"
#include "settle/settlement.h"

namespace concordat::settle {

using calendar::Period;
using eval::reference::Evaluator;
using eval::reference::Scope;
using model::Axis;
using model::Contract;
using model::Example;
using model::ExampleColumn;
using model::PartyId;
using model::TermId;
using model::Value;

namespace {

/// One row while it is worked out. Payments are made when the first column asks what a party receives.
struct Trial {
    const Contract& contract;
    const Example& example;
    const data::DataSet& data;
    const ExampleCase& inputs;
    Evaluator& evaluator;
    Ledger& ledger;
    Scope scope;  // the row's own elements, record and period
    std::optional<PaymentsMade> payments;
};
struct Found {
    Value value;
    std::vector<std::string> steps = {};
    model::ClauseId first_difference = {};
};

std::string in_words(const Contract& contract, const Value& value, const model::Kind& kind) {
    if (const auto* missing = std::get_if<model::Missing>(&value)) {
        return fmt::format("held: {}", missing->what.empty() ? missing->reason : missing->what);
    }
    if (const auto* held = std::get_if<model::Held>(&value)) {
        return fmt::format("held: {}", held->reason);
    }
    if (std::holds_alternative<model::NotApplicable>(value)) return "left out";
    return model::write_for_people(contract, value, kind);
}

// ---- the scope of a row -------------------------------------------------------------------------

void put_element(const Contract& contract, const Value& element, Scope& scope) {
    if (const auto* member = std::get_if<model::Member>(&element)) {
        scope.members[member->set] = member->row;
    } else if (const auto* party = std::get_if<PartyId>(&element)) {
        for (const model::RoleId role : contract.party(*party).roles) scope.parties[role] = *party;
    } else if (const auto* period = std::get_if<Period>(&element)) {
        scope.period = *period;
    }
}

/// A field that names a party or a member says whom the record belongs to.
void put_fields(const Contract& contract, model::RecordId record, const data::RecordRow& row, Scope& scope) {
    const auto& fields = contract.record(record).fields;
    for (std::size_t column = 0; column < fields.size(); ++column) {
        const Value& value = row.fields[column];
        const auto* party = std::get_if<PartyId>(&value);
        if (party && fields[column].kind.role.is_set()) {
            scope.parties.emplace(fields[column].kind.role, *party);
        }
        const auto* member = std::get_if<model::Member>(&value);
        if (member) scope.members.emplace(member->set, member->row);
    }
}

Scope scope_of_row(const Contract& contract, const Example& example, const ExampleCase& inputs, Evaluator& evaluator) {
    Scope scope;
    scope.period = inputs.period;
    for (const Value& element : inputs.elements) put_element(contract, element, scope);
    if (!inputs.record || evaluator.records(example.record).empty()) return scope;
    put_fields(contract, example.record, *inputs.record, scope);
    if (inputs.stated_period) return scope;
    if (const auto period = evaluator.falls_in(example.record, 0)) scope.period = *period;
    return scope;
}

/// Whether everything the list says of its entries is fixed by the heading of the examples: any entry then serves.
bool has_no_name(const Contract& contract, const Example& example, const Axis& axis) {
    for (std::size_t index = 0; index < contract.terms.size(); ++index) {
        const auto& term = contract.terms[index];
        const auto* column = std::get_if<model::MemberColumnSource>(&term.source);
        const bool of_set = axis.type == Axis::Type::member && column != nullptr && column->set == axis.set;
        const bool of_role = axis.type == Axis::Type::party &&
                             std::holds_alternative<model::AttributeSource>(term.source) && !term.index.empty() &&
                             term.index.front() == axis;
        if (!of_set && !of_role) continue;
        const bool fixed = std::any_of(example.given.begin(), example.given.end(), [&](const Example::Given& given) {
            return given.term == TermId(index) && given.binds.empty();
        });
        const bool shown = std::any_of(example.columns.begin(), example.columns.end(), [&](const ExampleColumn& one) {
            return one.use == ExampleColumn::Use::input_term && one.term == TermId(index) && one.binds.empty();
        });
        if (!fixed && !shown) return false;
    }
    return true;
}

/// Examples about no party or entry by name: where nothing tells them apart, any of them stands for all.
void put_any_element(const Trial& trial, const Axis& axis, Scope& scope) {
    const Contract& contract = trial.contract;
    if (axis.type != Axis::Type::party && axis.type != Axis::Type::member) return;
    if (!has_no_name(contract, trial.example, axis)) return;
    if (axis.type == Axis::Type::party && axis.role.is_set() && !contract.role(axis.role).parties.empty())
        scope.parties.emplace(axis.role, contract.role(axis.role).parties.front());
    if (axis.type == Axis::Type::member && !contract.set(axis.set).members.empty()) scope.members.emplace(axis.set, 0);
}

/// What the column's own words bind, and the one party of a role that has no other.
Scope scope_of_column(const Trial& trial, const ExampleColumn& column) {
    const Contract& contract = trial.contract;
    Scope scope = trial.scope;
    for (const model::Bind& bind : column.binds) {
        const auto element = element_of(contract, bind, scope.period);
        const auto* party = element ? std::get_if<PartyId>(&*element) : nullptr;
        if (party && bind.axis.role.is_set()) {
            scope.parties[bind.axis.role] = *party;
        } else if (element) {
            put_element(contract, *element, scope);
        }
    }
    for (const Axis& axis : contract.term(column.term).index) {
        if (axis.type == Axis::Type::party && contract.role(axis.role).parties.size() == 1) {
            scope.parties.emplace(axis.role, contract.role(axis.role).parties.front());
        }
        const bool shown = axis.record == trial.example.record || axis.record == trial.example.group;
        if (axis.type == Axis::Type::record && shown) {
            scope.record = axis.record;
            scope.record_row = 0;
        }
        put_any_element(trial, axis, scope);
        const bool is_finer = axis.type == Axis::Type::period && axis.unit < scope.period.unit();
        if (!is_finer) continue;
        const auto first = std::max(scope.period.first(), contract.in_force.first);
        scope.period = Period::containing(axis.unit, first, contract.year_start);
    }
    return scope;
}

/// A row that does not say which entry of a list it is about holds for each. A term that has one period only is asked
/// for in that one, unless the row names another.
std::vector<Scope> scopes_of_column(const Trial& trial, const ExampleColumn& column) {
    const Contract& contract = trial.contract;
    const model::Term& term = contract.term(column.term);
    std::vector<Scope> scopes = {scope_of_column(trial, column)};
    for (const Axis& axis : term.index) {
        if (axis.type != Axis::Type::member || scopes.front().members.contains(axis.set)) continue;
        std::vector<Scope> each;
        for (const Scope& begun : scopes) {
            for (std::size_t row = 0; row < contract.set(axis.set).members.size(); ++row) {
                each.push_back(begun);
                each.back().members[axis.set] = row;
            }
        }
        scopes = std::move(each);
    }
    if (trial.inputs.stated_period || !term.only_in.is_set()) return scopes;
    for (Scope& scope : scopes) {
        const Value period = trial.evaluator.value(term.only_in, scope);
        if (const auto* only = std::get_if<Period>(&period)) scope.period = *only;
    }
    return scopes;
}

// ---- what a column gives ------------------------------------------------------------------------

/// A held record has no amounts, whatever its fields would come to.
std::optional<Value> held_record(const Trial& trial, const Scope& scope) {
    if (trial.example.record_unseen || !scope.record || trial.evaluator.records(*scope.record).empty())
        return std::nullopt;
    const auto standing = trial.evaluator.standing(*scope.record, scope.record_row);
    if (standing.state != Evaluator::Standing::State::held) return std::nullopt;
    return model::Held{standing.reason};
}

/// Every amount on the way, and the last clause that changed it.
void add_stages(const Trial& trial, const ExampleColumn& column, const Scope& scope, Found& found) {
    const model::Term& term = trial.contract.term(column.term);
    const std::size_t end = column.stage ? *column.stage + 1 : term.stages.size();
    std::optional<Value> before;
    for (std::size_t stage = 0; stage < std::min(end, term.stages.size()); ++stage) {
        const model::ClauseId clause = term.stages[stage].clause;
        const Value after = trial.evaluator.value(column.term, scope, stage);
        found.steps.push_back(fmt::format("clause {}: {}", trial.contract.clause(clause).number,
                                          in_words(trial.contract, after, term.kind)));
        if (!before || *before != after) found.first_difference = clause;
        before = after;
    }
    if (!found.first_difference.is_set()) found.first_difference = term.clause;
}

/// The day that an attribute of this name gives a party; nothing where there is none.
std::optional<calendar::Date> day_of_party(const Contract& contract, std::string_view name, PartyId party) {
    const auto term = model::find_term(contract, name);
    const auto* source = term ? std::get_if<model::AttributeSource>(&contract.term(*term).source) : nullptr;
    if (source == nullptr || party.index() >= source->by_party.size() || !source->by_party[party.index()])
        return std::nullopt;
    const auto* date = std::get_if<calendar::Date>(&*source->by_party[party.index()]);
    return date == nullptr ? std::nullopt : std::optional(*date);
}

/// In force on every day of the year: who joins or leaves inside it is no plain example.
bool in_force_all_year(const Contract& contract, PartyId party, const Period& period) {
    const Period year = period.belongs_to(calendar::PeriodUnit::year, contract.year_start);
    const auto starts = day_of_party(contract, "Starts", party);
    const auto ends = day_of_party(contract, "Ends", party);
    return (!starts || *starts <= std::max(year.first(), contract.in_force.first)) && (!ends || *ends >= year.last());
}

/// The role of which the example names no party, although the term has a value for each of several.
model::RoleId role_not_named(const Trial& trial, const ExampleColumn& column, const Scope& scope) {
    for (const Axis& axis : trial.contract.term(column.term).index) {
        const bool is_party = axis.type == Axis::Type::party && axis.role.is_set();
        if (is_party && !scope.parties.contains(axis.role) && trial.contract.role(axis.role).parties.size() > 1)
            return axis.role;
    }
    return {};
}

/// An example that names nobody holds for each party in force all year: they must all come to the same.
Value value_for_each(const Trial& trial, const ExampleColumn& column, Scope& scope, model::RoleId role) {
    std::optional<Value> first;
    PartyId of_first;
    for (const PartyId party : trial.contract.role(role).parties) {
        if (!in_force_all_year(trial.contract, party, scope.period)) continue;
        Scope there = scope;
        put_element(trial.contract, party, there);
        Value value = trial.evaluator.value(column.term, there, column.stage);
        if (!first) {
            first = std::move(value);
            of_first = party;
        } else if (value != *first) {
            const std::string words =
                fmt::format("{} comes to different amounts for {} and for {}: the example must name one",
                            trial.contract.term(column.term).name, trial.contract.party(of_first).name,
                            trial.contract.party(party).name);
            return model::Missing{words, {}, words};
        }
    }
    if (!first) return model::Missing{"a party in force all year", {}, "there is none"};
    put_element(trial.contract, of_first, scope);
    return *first;
}

Found term_given(const Trial& trial, const ExampleColumn& column, Scope scope) {
    Found found{.value = trial.evaluator.value(column.term, scope, column.stage)};
    const model::RoleId role = role_not_named(trial, column, scope);
    if (role.is_set() && !model::is_known(found.value)) found.value = value_for_each(trial, column, scope, role);
    if (auto held = held_record(trial, scope)) found.value = std::move(*held);
    add_stages(trial, column, scope, found);
    return found;
}

const PaymentsMade& payments_of(Trial& trial) {
    if (!trial.payments) {
        const Settling settling{trial.contract, trial.data, trial.evaluator, trial.scope.period, Reach::now_alone};
        trial.payments = make_payments(settling, trial.ledger);
    }
    return *trial.payments;
}

void add_waits(const Trial& trial, PartyId party, Found& found) {
    for (const PaymentWaits& waits : trial.payments->waits) {
        const bool is_payee = std::find(waits.payees.begin(), waits.payees.end(), party) != waits.payees.end();
        if (!is_payee && waits.payer != party) continue;
        found.value = model::Held{waits.wait.what};
        found.first_difference = waits.clause;
        found.steps.push_back(
            fmt::format("clause {}: held: {}", trial.contract.clause(waits.clause).number, waits.wait.what));
    }
}

/// Received less paid under all clauses; held while any of those payments waits.
Found party_given(Trial& trial, PartyId party) {
    payments_of(trial);
    const Contract& contract = trial.contract;
    exact::Money sum;
    Found found;
    for (const Entry& entry : trial.ledger.entries_of(party)) {
        const bool receives = entry.between.payee == party;
        const PartyId other = receives ? entry.between.payer : entry.between.payee;
        sum += receives ? entry.amount : -entry.amount;
        if (!found.first_difference.is_set()) found.first_difference = entry.clause;
        found.steps.push_back(fmt::format("clause {}: {} {} {}", contract.clause(entry.clause).number,
                                          exact::write_for_people(entry.amount, contract.currency),
                                          receives ? "from" : "to", contract.party(other).name));
    }
    found.value = sum.major(contract.currency.minor_digits);
    add_waits(trial, party, found);
    return found;
}

// ---- comparing ----------------------------------------------------------------------------------

bool is_waiting(const Value& value) {
    return std::holds_alternative<model::Missing>(value) || std::holds_alternative<model::Held>(value);
}

/// Known values exactly; of the others only their sort, not the reason.
bool is_as_expected(const Example::Cell& cell, const Value& found) {
    if (cell.held || is_waiting(*cell.value)) return is_waiting(found);
    if (model::is_known(*cell.value)) return *cell.value == found;
    return cell.value->index() == found.index();
}

bool is_gives(const ExampleColumn& column) {
    switch (column.use) {
        case ExampleColumn::Use::gives_term:
        case ExampleColumn::Use::gives_party:
        case ExampleColumn::Use::gives_paid:
        case ExampleColumn::Use::gives_field_term: return true;
        case ExampleColumn::Use::input_list:
        case ExampleColumn::Use::input_term:
        case ExampleColumn::Use::input_field:
        case ExampleColumn::Use::period: return false;
    }
    return false;
}

bool is_of_party(const ExampleColumn& column) {
    return column.use == ExampleColumn::Use::gives_party || column.use == ExampleColumn::Use::gives_paid;
}

/// Paid is received, the other way round.
Found turned(Found found) {
    if (auto* amount = std::get_if<exact::Ratio>(&found.value)) *amount = -*amount;
    return found;
}

std::vector<Found> found_in(Trial& trial, const ExampleColumn& column) {
    if (column.use == ExampleColumn::Use::gives_party) return {party_given(trial, column.party)};
    if (column.use == ExampleColumn::Use::gives_paid) return {turned(party_given(trial, column.party))};
    std::vector<Found> found;
    for (const Scope& scope : scopes_of_column(trial, column)) found.push_back(term_given(trial, column, scope));
    return found;
}

model::Kind kind_of(const Contract& contract, const ExampleColumn& column) {
    if (is_of_party(column)) return model::Kind::money();
    return contract.term(column.term).kind;
}

/// Fills `result` with the first column that differs; true when none does.
bool compare(Trial& trial, const Example::Row& row, ExampleResult& result) {
    for (std::size_t place = 0; place < trial.example.columns.size(); ++place) {
        const ExampleColumn& column = trial.example.columns[place];
        if (!is_gives(column) || place >= row.cells.size()) continue;
        const Example::Cell& cell = row.cells[place];
        if (!cell.value && !cell.held) continue;
        std::vector<Found> all = found_in(trial, column);
        for (const Found& one : all) {
            result.worked.push_back(
                {column.heading, in_words(trial.contract, one.value, kind_of(trial.contract, column)), one.steps});
        }
        const auto differs =
            std::find_if(all.begin(), all.end(), [&](const Found& one) { return !is_as_expected(cell, one.value); });
        if (differs == all.end()) continue;
        Found found = std::move(*differs);
        result.column = column.heading;
        result.expected = cell.text;
        result.found = in_words(trial.contract, found.value, kind_of(trial.contract, column));
        result.steps = std::move(found.steps);
        for (const source::Diagnostic& problem : trial.evaluator.problems().all()) {
            result.steps.push_back(problem.message);
        }
        result.first_difference = found.first_difference;
        result.place = cell.place;
        return false;
    }
    return true;
}

/// A row is about its one record: of every other kind that is reported, a report came and had no rows.
void report_no_others(const Contract& contract, data::DataSet& data) {
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        if (contract.records[index].agreed) continue;
        data.reports[index] = {{.file = {}, .period = {}, .known_from = {}, .rows = {}}};
    }
}

/// A record that belongs to another is shown without it: there is one, with the identifier that is shown or with one of
/// its own, and of which nothing else is known.
void add_owner(const Contract& contract, data::DataSet& data, model::RecordId id, data::RecordRow& shown) {
    const model::Record& record = contract.record(id);
    if (!record.owner.is_set() || record.owner == id || contract.record(record.owner).agreed) return;
    Value& named = shown.fields[record.owner_field];
    if (std::holds_alternative<model::Missing>(named)) named = std::string("the one it belongs to");
    data::RecordRow owner;
    for (const model::Field& field : contract.record(record.owner).fields) {
        if (field.unique) owner.fields.push_back(named);
        else owner.fields.emplace_back(model::Missing{field.name, {}, "not shown in the example"});
    }
    std::vector<data::RecordRow>& owners = data.reports[record.owner.index()].front().rows;
    const bool there = std::any_of(owners.begin(), owners.end(),
                                   [&](const data::RecordRow& other) { return other.fields == owner.fields; });
    if (!there) owners.push_back(std::move(owner));
}

/// `agreed` holds the row's record while the row is tried.
ExampleResult try_row(const Contract& contract, data::DataSet& agreed, const Example& example,
                      const Example::Row& row) {
    ExampleCase inputs = read_case(contract, example, row);
    if (inputs.record) {
        report_no_others(contract, agreed);
        for (data::RecordRow& shown : inputs.records) add_owner(contract, agreed, example.record, shown);
        agreed.reports[example.record.index()] = {
            {.file = {}, .period = inputs.period, .known_from = {}, .rows = inputs.records}};
    }
    // A row shows one record and none that belongs to it.
    for (std::size_t index = 0; inputs.record && index < contract.records.size(); ++index) {
        const model::Record& record = contract.records[index];
        if (record.agreed || record.owner != example.record || index == example.record.index()) continue;
        agreed.reports[index] = {{.file = {}, .period = {}, .known_from = {}, .rows = {}}};
    }
    Ledger ledger;
    const ReceivedFromLedger received(contract, ledger);
    Evaluator evaluator({.contract = &contract,
                         .data = &agreed,
                         .known_on = {},
                         .overrides = inputs.inputs,
                         .received = &received,
                         .asked_until = inputs.period.last()});
    Trial trial{
        contract, example, agreed, inputs, evaluator, ledger, scope_of_row(contract, example, inputs, evaluator), {}};
    ExampleResult result;
    result.clause = example.clause;
    result.example = example.title;
    result.row = row.name;
    result.place = row.place;
    result.passed = compare(trial, row, result);
    return result;
}

}  // namespace

std::vector<ExampleResult> run_examples(const Contract& contract, const data::DataSet& data) {
    const data::DataSet agreed = agreed_part(contract, data);
    std::vector<ExampleResult> results;
    for (const Example& example : contract.examples) {
        data::DataSet of_example = agreed;
        for (const Example::Row& row : example.rows) {
            results.push_back(try_row(contract, of_example, example, row));
        }
    }
    return results;
}

}  // namespace concordat::settle
