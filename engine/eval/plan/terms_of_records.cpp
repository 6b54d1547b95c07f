// engine/eval/plan/terms_of_records.cpp · room: eval
// What:  terms of a record, stage by stage; and figures of parties and lists that a record's amount takes up, which the
// reference evaluator works
//        out once for each element and period.
#include <algorithm>
#include <set>

#include "eval/plan/planner.h"
#include "eval/reference/evaluator.h"
#include "eval/reference/reach.h"

namespace concordat::eval::plan {

using model::Axis;
using model::TermId;

namespace {

constexpr std::size_t most_figures = 200'000;

bool is_of(const model::Term& term, Axis::Type type) {
    return std::ranges::any_of(term.index, [&](const Axis& axis) { return axis.type == type; });
}

bool needs_an_amount(const model::Stage& stage) {
    using Effect = model::Stage::Effect;
    return stage.effect == Effect::caps || stage.effect == Effect::floors || stage.effect == Effect::rounds ||
           stage.effect == Effect::gates || stage.effect == Effect::increases;
}

}  // namespace

/// Whether the stage is in force on the record's day.
Planner::Result Planner::in_force(const model::Stage& stage) {
    Result holds = steps_.whole(1, Worked::As::yes_no);
    if (stage.from && *stage.from > contract_.in_force.first) {
        const Result from = steps_.whole(stage.from->days_since_1970(), Worked::As::date);
        const Result begun = from ? steps_.compare(Do::at_most, *from, *text_day_) : std::nullopt;
        holds = begun ? steps_.both(*holds, *begun) : std::nullopt;
    }
    if (holds && stage.until) {
        const Result until = steps_.whole(stage.until->days_since_1970(), Worked::As::date);
        const Result still = until ? steps_.compare(Do::less, *text_day_, *until) : std::nullopt;
        holds = still ? steps_.both(*holds, *still) : std::nullopt;
    }
    return holds;
}

Planner::Result Planner::term_of_record(TermId id, std::optional<std::size_t> last_stage) {
    const std::pair key{id, last_stage.value_or(static_cast<std::size_t>(-1))};
    if (const auto found = terms_.find(key); found != terms_.end()) return found->second;
    const model::Term& term = contract_.term(id);
    if (!term.only_where.empty() || term.only_in.is_set())
        return give_up(quoted(term.name) + " is for some of them only");
    if (std::ranges::find(open_terms_, id) != open_terms_.end()) return give_up(quoted(term.name) + " rests on itself");
    open_terms_.push_back(id);
    Result value;
    if (const auto* source = std::get_if<model::FieldSource>(&term.source)) {
        value = field(source->column);
        if (!value) return std::nullopt;
    } else if (!std::holds_alternative<model::DefinedSource>(term.source)) {
        return give_up(quoted(term.name) + " is reported for each of them");
    }
    std::optional<Worked> there;  // where it has a value at all; unset: wherever `value` is set
    for (std::size_t index = 0; index < term.stages.size(); ++index) {
        if (last_stage && index > *last_stage) break;
        const model::Stage& stage = term.stages[index];
        if (stage.only_for) return give_up(quoted(term.name) + " has an exception for one of them");
        if (!value && needs_an_amount(stage)) continue;
        Result holds = in_force(stage);
        if (holds && needs_an_amount(stage) && there) holds = steps_.both(*holds, *there);
        if (!holds || holds->constant == 0) {
            if (!holds) return std::nullopt;
            continue;
        }
        const Worked before = value.value_or(Worked{});
        const Result after = work(stage.value, {nullptr, value ? &before : nullptr});
        if (!after) return std::nullopt;
        if (!value) {
            value = after;
            if (!holds->constant) there = holds;
            continue;
        }
        if (after->as != value->as) return give_up(quoted(term.name) + " changes its kind");
        value = steps_.choose(*holds, *after, *value);
        if (there) there = steps_.either(*there, *holds);
        if (!value) return std::nullopt;
    }
    open_terms_.pop_back();
    if (!value) return give_up(quoted(term.name) + " has no value");
    if (there) steps_.demand(*there);
    terms_.emplace(key, value);
    return value;
}

// ---- figures ------------------------------------------------------------------------------------------------------

/// Why a figure may be another one at the next settlement, or on another day, or rests on the records themselves.
std::optional<std::string> Planner::rests_on_time(TermId id) {
    const bool own_days = is_of(contract_.term(id), Axis::Type::period);  // each period has the text of its first day
    std::set<TermId> seen;
    std::vector<TermId> open{id};
    while (!open.empty()) {
        const TermId term = open.back();
        open.pop_back();
        if (!seen.insert(term).second) continue;
        const model::Term& read = contract_.term(term);
        if (std::holds_alternative<model::ReceivedSource>(read.source)) return "what was received";
        const auto facts = data_.facts.find(term);
        if (facts != data_.facts.end() &&
            std::ranges::any_of(facts->second, [](const data::Fact& fact) { return fact.known_from.has_value(); }))
            return "figures that were put right later";
        std::vector<model::ExprId> expressions = read.only_where;
        for (const model::Stage& stage : read.stages) {
            if (!own_days && (stage.from || stage.until)) return "a clause that changes on a day of the agreement";
            expressions.push_back(stage.value);
        }
        const auto* attribute = std::get_if<model::AttributeSource>(&read.source);
        if (!own_days && attribute != nullptr && !attribute->changes.empty())
            return "a cell that changes on a day of the agreement";
        if (const auto* fact = std::get_if<model::FactSource>(&read.source)) {
            for (const TermId count : {fact->counted, fact->out_of})
                if (count.is_set()) open.push_back(count);
            expressions.push_back(fact->if_missing.value);
        }
        while (!expressions.empty()) {
            const model::ExprId expression = expressions.back();
            expressions.pop_back();
            if (!expression.is_set()) continue;
            const model::ExprNode& node = contract_.expression(expression).node;
            if (const auto* reference = std::get_if<model::TermRef>(&node)) open.push_back(reference->term);
            if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
                if (std::ranges::any_of(aggregate->over,
                                        [](const Axis& axis) { return axis.type == Axis::Type::record; }))
                    return "records";
            }
            const auto* look_up = std::get_if<model::LookUp>(&node);
            if (!own_days && look_up != nullptr && !look_up->on.is_set() && data_.tables[look_up->table.index()].dated)
                return "a table with days";
            if (std::holds_alternative<model::AsSettled>(node) || std::holds_alternative<model::AsKnownOn>(node) ||
                std::holds_alternative<model::Once>(node) || std::holds_alternative<model::SetOff>(node) ||
                std::holds_alternative<model::EventReached>(node) || std::holds_alternative<model::ReportedOn>(node))
                return "what was known at the time";
            for (const model::ExprId part : reference::parts_of(node)) expressions.push_back(part);
        }
    }
    return std::nullopt;
}

/// Whose figure: a field of the record, what the aggregate is for, or the only party of a role.
Planner::Result Planner::element(const Axis& axis, const model::TermRef& node, const At& at) {
    for (const model::Bind& bind : node.binds) {
        if (!(bind.axis == axis)) continue;
        return bind.element.is_set() ? work(bind.element, at) : give_up("it names an earlier period");
    }
    if (at.aggregate != nullptr) {
        for (const auto& link : at.aggregate->links) {
            const auto* source =
                link.field.is_set() ? std::get_if<model::FieldSource>(&contract_.term(link.field).source) : nullptr;
            if (link.axis == axis && source != nullptr) return field(source->column);
        }
    }
    if (axis.type == Axis::Type::party && axis.role.is_set() && contract_.role(axis.role).parties.size() == 1)
        return steps_.whole(static_cast<Number>(contract_.role(axis.role).parties.front().index()), Worked::As::party);
    return give_up("it takes up a figure of somebody whom the record does not name");
}

Planner::Result Planner::figure(const model::TermRef& node, const At& at) {
    const model::Term& term = contract_.term(node.term);
    if (auto because = rests_on_time(node.term)) return give_up(quoted(term.name) + " rests on " + *because);
    const bool of_period = is_of(term, Axis::Type::period);
    for (const model::Bind& bind : node.binds) {
        if (bind.axis.type == Axis::Type::period) return give_up(quoted(term.name) + " is taken for another period");
    }
    // The key: the elements one after the other, then the month.
    Result key = steps_.whole(0, Worked::As::number);
    std::vector<std::pair<Axis, std::size_t>> axes;
    std::size_t entries = 1;
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) continue;
        Result whose = element(axis, node, at);
        if (!whose) return std::nullopt;
        const std::size_t size =
            axis.type == Axis::Type::party ? contract_.parties.size() : contract_.set(axis.set).members.size();
        whose->as = Worked::As::number;
        key = steps_.multiply(*key, exact::Ratio(static_cast<Number>(size)));
        key = key ? steps_.add(*key, *whose) : std::nullopt;
        if (!key) return std::nullopt;
        axes.emplace_back(axis, size);
        entries *= size;
    }
    if (of_period) {
        const Result nothing = steps_.whole(0, Worked::As::number);
        const Result month = nothing ? steps_.extreme(*month_, *nothing, true) : std::nullopt;
        key = steps_.multiply(*key, exact::Ratio(static_cast<Number>(plan_->months)));
        key = key && month ? steps_.add(*key, *month) : std::nullopt;
        entries *= plan_->months;
    }
    if (!key) return std::nullopt;
    if (entries > most_figures) return give_up(quoted(term.name) + " has too many values");

    reference::Evaluator evaluator(
        {.contract = &contract_, .data = &data_, .known_on = {}, .overrides = {}, .received = nullptr});
    std::vector<model::Value> values;
    exact::Integer common = 1;
    Worked::As as = Worked::As::number;
    for (std::size_t entry = 0; entry < entries; ++entry) {
        std::size_t rest = entry;
        reference::Scope scope;
        calendar::Period month =
            calendar::Period::containing(calendar::PeriodUnit::month, plan_->first_month, contract_.year_start);
        if (of_period) {
            month = calendar::Period::containing(calendar::PeriodUnit::month,
                                                 plan_->first_month.plus_months(static_cast<int>(rest % plan_->months)),
                                                 contract_.year_start);
            rest /= plan_->months;
        }
        scope.period = month.belongs_to(contract_.settles, contract_.year_start);
        for (std::size_t index = axes.size(); index-- > 0;) {
            const auto& [axis, size] = axes[index];
            if (axis.type == Axis::Type::party) scope.parties[axis.role] = model::PartyId(rest % size);
            else scope.members[axis.set] = rest % size;
            rest /= size;
        }
        values.push_back(evaluator.value(node.term, scope, node.stage));
        if (const auto* number = std::get_if<exact::Ratio>(&values.back()))
            common = boost::multiprecision::lcm(common, number->denominator());
        if (std::holds_alternative<bool>(values.back())) as = Worked::As::yes_no;
        if (std::holds_alternative<calendar::Date>(values.back())) as = Worked::As::date;
    }
    if (!fits(common, common)) return give_up(quoted(term.name) + " has fractions that are too fine");
    std::vector<Number> list;
    for (const model::Value& value : values) {
        Number entry = no_number;
        if (const auto* number = std::get_if<exact::Ratio>(&value)) {
            const auto whole = exact::whole_int64(*number * exact::Ratio(common));
            if (whole && as == Worked::As::number) entry = *whole;
        }
        if (const bool* yes = std::get_if<bool>(&value)) entry = *yes ? 1 : 0;
        if (const auto* date = std::get_if<calendar::Date>(&value)) entry = date->days_since_1970();
        list.push_back(entry);
    }
    return steps_.cell(*key, std::move(list), as == Worked::As::number ? static_cast<Number>(common) : 1, as);
}

Planner::Result Planner::work_node(const model::TermRef& node, const At& at) {
    const model::Term& term = contract_.term(node.term);
    if (!is_of(term, Axis::Type::record)) return figure(node, at);
    const bool other = std::ranges::any_of(term.index, [&](const Axis& axis) {
        return axis.type == Axis::Type::record ? axis.record != id_ : axis.type != Axis::Type::period;
    });
    if (other) return give_up(quoted(term.name) + " is for a record and something else");
    if (!node.binds.empty()) return give_up(quoted(term.name) + " is taken of another record or period");
    if (!node.stage && std::holds_alternative<model::FieldSource>(term.source) && term.stages.empty())
        return field(std::get<model::FieldSource>(term.source).column);
    return term_of_record(node.term, node.stage);
}

}  // namespace concordat::eval::plan
