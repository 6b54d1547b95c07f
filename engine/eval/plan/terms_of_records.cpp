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

/// A clause whose words hold for days before that of the change, in later settlements only.
bool holds_back(const model::Term& term) {
    return std::ranges::any_of(term.stages,
                               [](const model::Stage& stage) { return stage.from_back || stage.until_back; });
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

Planner::Result Planner::term_of_record(TermId id, std::optional<std::size_t> last_stage, const At& at) {
    // Of a term that is also for a party or an entry of a list, that of whom the total is for.
    const bool also_of_others = std::ranges::any_of(contract_.term(id).index, [](const Axis& axis) {
        return axis.type == Axis::Type::party || axis.type == Axis::Type::member;
    });
    const model::Aggregate* total = also_of_others ? at.aggregate : nullptr;
    const std::size_t whose = also_of_others ? at.whose : 0;
    const std::tuple key{id, last_stage.value_or(static_cast<std::size_t>(-1)), static_cast<const void*>(total), whose};
    if (const auto found = terms_.find(key); found != terms_.end()) return found->second;
    const model::Term& term = contract_.term(id);
    if (holds_back(term)) return give_up(quoted(term.name) + " has words that hold for a whole period once they begin");
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
        const Result after = work(stage.value, {total, value ? &before : nullptr, whose});
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

namespace {

/// The days on which a clause, a cell or a row of a table begins to hold or stops.
void add_changes(const model::Term& term, std::set<calendar::Date>& changes) {
    for (const model::Stage& stage : term.stages) {
        for (const auto& day : {stage.from, stage.until})
            if (day) changes.insert(*day);
    }
    if (const auto* attribute = std::get_if<model::AttributeSource>(&term.source)) {
        for (const auto& change : attribute->changes) changes.insert(change.from);
    }
}

void add_changes(const model::Table& table, std::set<calendar::Date>& changes) {
    for (const model::Table::Row& row : table.rows) {
        if (row.from) changes.insert(*row.from);
        if (row.until) changes.insert(row.until->plus_days(1));
    }
}

}  // namespace

std::optional<std::string> Planner::rests_on_time(TermId id, std::set<calendar::Date>& changes) {
    const bool own_days = is_of(contract_.term(id), Axis::Type::period);  // each period has the text of its first day
    std::set<TermId> seen;
    std::vector<TermId> open{id};
    while (!open.empty()) {
        const TermId term = open.back();
        open.pop_back();
        if (!seen.insert(term).second) continue;
        const model::Term& read = contract_.term(term);
        if (std::holds_alternative<model::ReceivedSource>(read.source)) return "what was received";
        if (holds_back(read)) return "words that hold for a whole period once they begin";
        const auto facts = data_.facts.find(term);
        if (facts != data_.facts.end() &&
            std::ranges::any_of(facts->second, [](const data::Fact& fact) { return fact.known_from.has_value(); }))
            return "figures that were put right later";
        std::vector<model::ExprId> expressions = read.only_where;
        for (const model::Stage& stage : read.stages) expressions.push_back(stage.value);
        if (!own_days) add_changes(read, changes);
        if (const auto* attribute = std::get_if<model::AttributeSource>(&read.source)) {
            for (const auto& change : attribute->changes) expressions.push_back(change.value);
        }
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
            if (!own_days && look_up != nullptr && !look_up->on.is_set())
                add_changes(data_.tables[look_up->table.index()], changes);
            const auto* line = std::get_if<model::LineInRow>(&node);
            if (!own_days && line != nullptr && !line->on.is_set())
                add_changes(data_.tables[line->table.index()], changes);
            if (std::holds_alternative<model::AsSettled>(node) || std::holds_alternative<model::AsKnownOn>(node) ||
                std::holds_alternative<model::Once>(node) || std::holds_alternative<model::SetOff>(node) ||
                std::holds_alternative<model::CutInProportion>(node) ||
                std::holds_alternative<model::EventReached>(node) || std::holds_alternative<model::ReportedOn>(node))
                return "what was known at the time";
            for (const model::ExprId part : reference::parts_of(node)) expressions.push_back(part);
        }
    }
    return std::nullopt;
}

/// What a reference to a term of records and of others supplies for the others, with what was supplied before.
std::optional<std::size_t> Planner::given_by(const model::TermRef& node, const At& at) {
    Elements given = elements_given_[at.whose];
    for (const model::Bind& bind : node.binds) {
        const bool listed = bind.axis.type == Axis::Type::party || bind.axis.type == Axis::Type::member;
        if (!listed || !bind.element.is_set()) {
            (void)give_up(quoted(contract_.term(node.term).name) + " is taken of another record or period");
            return std::nullopt;
        }
        const Result whose = work_known(bind.element, at);
        if (!whose) return std::nullopt;
        std::erase_if(given, [&](const auto& before) { return before.first == bind.axis; });
        given.emplace_back(bind.axis, *whose);
    }
    for (std::size_t index = 0; index < elements_given_.size(); ++index) {
        const bool same = std::ranges::equal(elements_given_[index], given, [](const auto& a, const auto& b) {
            return a.first == b.first && a.second.place == b.second.place;
        });
        if (same) return index;
    }
    elements_given_.push_back(std::move(given));
    return elements_given_.size() - 1;
}

/// Whose figure: a field of the record, what the aggregate is for, or the only party of a role.
Planner::Result Planner::element(const Axis& axis, const model::TermRef& node, const At& at) {
    for (const model::Bind& bind : node.binds) {
        if (!(bind.axis == axis)) continue;
        return bind.element.is_set() ? work(bind.element, at) : give_up("it names an earlier period");
    }
    for (const auto& [given, whose] : elements_given_[at.whose]) {
        if (given == axis) return whose;
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

/// Which of the stretches of days the record's day lies in; outside the agreement, any.
Planner::Result Planner::stretch_of_text_day(const std::vector<calendar::Date>& begins) {
    const calendar::Date first = contract_.in_force.first;
    std::vector<Number> list;
    std::size_t stretch = 0;
    for (calendar::Date day = first; day <= contract_.in_force.last; day = day.plus_days(1)) {
        while (stretch + 1 < begins.size() && begins[stretch + 1] <= day) ++stretch;
        list.push_back(static_cast<Number>(stretch));
    }
    const Result begin = steps_.whole(first.days_since_1970(), Worked::As::number);
    const Result end = steps_.whole(contract_.in_force.last.days_since_1970(), Worked::As::number);
    Worked day = *text_day_;
    day.as = Worked::As::number;
    Result inside = begin && end ? steps_.extreme(day, *begin, true) : std::nullopt;
    inside = inside ? steps_.extreme(*inside, *end, false) : std::nullopt;
    const Result place = inside ? steps_.subtract(*inside, *begin) : std::nullopt;
    return place ? steps_.cell(*place, std::move(list), 1, Worked::As::number) : std::nullopt;
}

/// What a figure is asked for, and how its entries are numbered: the elements one after the other, then the month or
/// the stretch of days.
struct Planner::FigureKey {
    std::vector<std::pair<Axis, std::size_t>> axes;
    bool of_period = false;
    std::vector<calendar::Date> begins;  // of the stretches; none: it is the same on every day
    std::size_t entries = 1;
};

Planner::Result Planner::figure_key(const model::TermRef& node, const At& at, FigureKey& key) {
    const model::Term& term = contract_.term(node.term);
    std::set<calendar::Date> changes;
    if (auto because = rests_on_time(node.term, changes)) return give_up(quoted(term.name) + " rests on " + *because);
    for (const model::Bind& bind : node.binds) {
        if (bind.axis.type == Axis::Type::period) return give_up(quoted(term.name) + " is taken for another period");
    }
    key.of_period = is_of(term, Axis::Type::period);
    Result place = steps_.whole(0, Worked::As::number);
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::period) continue;
        Result whose = element(axis, node, at);
        if (!whose) return std::nullopt;
        const std::size_t size =
            axis.type == Axis::Type::party ? contract_.parties.size() : contract_.set(axis.set).members.size();
        whose->as = Worked::As::number;
        place = steps_.multiply(*place, exact::Ratio(static_cast<Number>(size)));
        place = place ? steps_.add(*place, *whose) : std::nullopt;
        if (!place) return std::nullopt;
        key.axes.emplace_back(axis, size);
        key.entries *= size;
    }
    Result next;
    std::size_t size = 1;
    if (key.of_period) {
        const Result nothing = steps_.whole(0, Worked::As::number);
        next = nothing ? steps_.extreme(*month_, *nothing, true) : std::nullopt;
        size = plan_->months;
    } else {
        std::erase_if(changes, [&](calendar::Date day) {
            return day <= contract_.in_force.first || day > contract_.in_force.last;
        });
        if (changes.empty()) return place;
        key.begins.push_back(contract_.in_force.first);
        key.begins.insert(key.begins.end(), changes.begin(), changes.end());
        next = stretch_of_text_day(key.begins);
        size = key.begins.size();
    }
    place = next ? steps_.multiply(*place, exact::Ratio(static_cast<Number>(size))) : std::nullopt;
    key.entries *= size;
    return place ? steps_.add(*place, *next) : std::nullopt;
}

/// Every entry, as the reference evaluator works it out.
Planner::Result Planner::figure_list(const model::TermRef& node, const FigureKey& key, const Worked& place) {
    const model::Term& term = contract_.term(node.term);
    reference::Evaluator evaluator(
        {.contract = &contract_, .data = &data_, .known_on = {}, .overrides = {}, .received = nullptr});
    std::vector<model::Value> values;
    exact::Integer common = 1;
    Worked::As as = Worked::As::number;
    for (std::size_t entry = 0; entry < key.entries; ++entry) {
        std::size_t rest = entry;
        reference::Scope scope;
        calendar::Date first = plan_->first_month;
        if (key.of_period) {
            first = first.plus_months(static_cast<int>(rest % plan_->months));
            rest /= plan_->months;
        }
        scope.period = calendar::Period::containing(calendar::PeriodUnit::month, first, contract_.year_start)
                           .belongs_to(contract_.settles, contract_.year_start);
        if (!key.begins.empty()) {  // a term without a period has the text of the day that is asked about
            scope.period = calendar::Period::containing(calendar::PeriodUnit::day, key.begins[rest % key.begins.size()],
                                                        contract_.year_start);
            rest /= key.begins.size();
        }
        for (std::size_t index = key.axes.size(); index-- > 0;) {
            const auto& [axis, size] = key.axes[index];
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
    return steps_.cell(place, std::move(list), as == Worked::As::number ? static_cast<Number>(common) : 1, as);
}

Planner::Result Planner::figure(const model::TermRef& node, const At& at) {
    FigureKey key;
    const Result place = figure_key(node, at, key);
    if (!place) return std::nullopt;
    if (key.entries > most_figures) return give_up(quoted(contract_.term(node.term).name) + " has too many values");
    return figure_list(node, key, *place);
}

Planner::Result Planner::work_node(const model::TermRef& node, const At& at) {
    const model::Term& term = contract_.term(node.term);
    if (!is_of(term, Axis::Type::record)) return figure(node, at);
    const bool other = std::ranges::any_of(
        term.index, [&](const Axis& axis) { return axis.type == Axis::Type::record && axis.record != id_; });
    if (other) return give_up(quoted(term.name) + " is for a record of another kind");
    const auto whose = given_by(node, at);
    if (!whose) return std::nullopt;
    if (!node.stage && std::holds_alternative<model::FieldSource>(term.source) && term.stages.empty())
        return field(std::get<model::FieldSource>(term.source).column);
    return term_of_record(node.term, node.stage, {at.aggregate, nullptr, *whose});
}

}  // namespace concordat::eval::plan
