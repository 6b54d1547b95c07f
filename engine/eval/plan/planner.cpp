// engine/eval/plan/planner.cpp · room: eval
// What:  what is read of each record, when it falls, whether it counts, and what it is added to.
// Start: Planner::plan(), near the end.
#include "eval/plan/planner.h"

#include <algorithm>
#include <utility>

namespace concordat::eval::plan {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;
using data::ChunkColumn;
using model::Axis;

namespace {

constexpr std::size_t most_groups = 4'000'000;
// What a cell may hold before its row is set aside: ten thousand million pounds, a hundred million of anything else.
constexpr Number most_money = 1'000'000'000'000;
constexpr Number most_number = 1'000'000'000'000;
constexpr Number most_count = 100'000'000;
constexpr int money_decimals = 2;
constexpr int number_decimals = 4;

}  // namespace

Planner::Planner(const model::Contract& contract, const data::DataSet& data, model::RecordId record)
    : contract_(contract),
      data_(data),
      id_(record),
      record_(contract.record(record)),
      plan_(std::make_unique<RecordPlan>()),
      steps_(plan_->program, record_.fields.size() + 2) {
    plan_->record = record;
    list_codes();
}

Planner::Result Planner::give_up(std::string because) {
    if (because_.empty()) because_ = std::move(because);
    return std::nullopt;
}

bool Planner::refused(std::string because) { return give_up(std::move(because)).has_value(); }

// ---- codes --------------------------------------------------------------------------------------------------------

/// Every text that a record's code may be compared with or looked up by, so that a cell is known by a number. Those of
/// one key of a table come in its order: its rows are then found by counting.
void Planner::list_codes() {
    const auto list = [this](const std::string& text) {
        return codes_.try_emplace(text, static_cast<Number>(codes_.size())).first->second;
    };
    for (const model::Table& table : data_.tables) {
        for (std::size_t key = 0; key < table.keys.size(); ++key) {
            std::vector<Number> numbers;
            numbers.reserve(table.rows.size());
            const std::string* before = nullptr;  // rows of one code often stand below each other
            for (const model::Table::Row& row : table.rows) {
                const auto* text = std::get_if<std::string>(&row.keys[key]);
                if (text == nullptr) continue;
                numbers.push_back(before != nullptr && *before == *text ? numbers.back() : list(*text));
                before = text;
            }
            if (numbers.size() == table.rows.size())
                keys_of_tables_.emplace(std::pair{&table, key}, std::move(numbers));
        }
    }
    for (const model::Expression& expression : contract_.expressions) {
        if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
            if (const auto* text = std::get_if<std::string>(&constant->value)) list(*text);
        }
        if (const auto* test = std::get_if<model::CodeTest>(&expression.node)) std::ranges::for_each(test->codes, list);
    }
    for (const model::Field& field : record_.fields) std::ranges::for_each(field.kind.codes, list);
}

Number Planner::code_number(const std::string& text) const {
    const auto found = codes_.find(text);
    return found == codes_.end() ? data::unlisted_code : found->second;
}

// ---- fields -------------------------------------------------------------------------------------------------------

bool Planner::read_field(const model::Field& field, std::size_t column, ChunkColumn& cells, Worked& worked) {
    using Base = model::KindBase;
    worked.place = static_cast<Place>(column);
    const auto listed = [&](Worked::As as, ChunkColumn::As cell, std::size_t size) {
        worked.as = as;
        worked.least = 0;
        worked.greatest = static_cast<Number>(size);
        cells.as = cell;
        plan_->texts.push_back(std::make_unique<data::ShortTexts>());
        cells.texts = plan_->texts.back().get();
        return plan_->texts.back().get();
    };
    switch (field.kind.base) {
        case Base::amount: {
            if (field.kind.is_percentage()) return false;
            const bool money = field.kind.unit.powers.contains("money");
            cells.decimals = field.kind.whole ? 0 : money ? money_decimals : number_decimals;
            cells.below_nothing = !field.kind.whole;
            cells.most = field.kind.whole ? most_count : money ? most_money : most_number;
            worked.denominator = 1;
            for (int digit = 0; digit < cells.decimals; ++digit) worked.denominator *= 10;
            worked.least = cells.below_nothing ? -cells.most : 0;
            worked.greatest = cells.most;
            return true;
        }
        case Base::date:
            if (field.slash_dates) return false;
            cells.as = ChunkColumn::As::date;
            worked.as = Worked::As::date;
            worked.least = first_day_read;
            worked.greatest = last_day_read;
            return true;
        case Base::yes_no:
            if (field.one_or_zero) return false;
            cells.as = ChunkColumn::As::yes_no;
            worked.as = Worked::As::yes_no;
            worked.least = 0;
            worked.greatest = 1;
            return true;
        case Base::code: {
            data::ShortTexts* texts = listed(Worked::As::code, ChunkColumn::As::code, codes_.size());
            for (const auto& [text, number] : codes_) {
                const bool wanted =
                    field.kind.codes.empty() || std::ranges::find(field.kind.codes, text) != field.kind.codes.end();
                if (wanted && !text.empty()) texts->add(text, static_cast<std::int32_t>(number));
            }
            cells.any_code = field.kind.codes.empty();
            cells.may_be_blank = field.may_be_blank && !field.if_missing.stated;
            worked.may_be_blank = cells.may_be_blank;
            worked.least = data::blank_code;
            return true;
        }
        case Base::party: {
            data::ShortTexts* texts = listed(Worked::As::party, ChunkColumn::As::name, contract_.parties.size());
            for (std::size_t index = 0; index < contract_.parties.size(); ++index) {
                const auto& parties =
                    field.kind.role.is_set() ? contract_.role(field.kind.role).parties : std::vector<model::PartyId>();
                const bool wanted =
                    !field.kind.role.is_set() || std::ranges::find(parties, model::PartyId(index)) != parties.end();
                if (wanted) texts->add(contract_.parties[index].name, static_cast<std::int32_t>(index));
            }
            return true;
        }
        case Base::member: {
            const auto& members = contract_.set(field.kind.set).members;
            data::ShortTexts* texts = listed(Worked::As::member, ChunkColumn::As::name, members.size());
            for (std::size_t index = 0; index < members.size(); ++index)
                texts->add(members[index], static_cast<std::int32_t>(index));
            return true;
        }
        case Base::record:
        case Base::period:
        case Base::length:
        case Base::open: return false;
    }
    return false;
}

/// A blank that stands for something: for none, or for what the contract says of it. The number in its place is
/// harmless.
Planner::Result Planner::blank_as_said(const model::Field& field, const Worked& read) {
    const bool is_narrow = plan_->program.narrow[read.place] != 0;
    const Number instead_of_it = is_narrow ? data::narrow_blank_figure : data::blank_figure;
    const Result blank = steps_.whole(instead_of_it, read.as);
    Worked as_read = read;  // what stands for a blank lies outside the range of what is written
    as_read.denominator = 1;
    as_read.least = instead_of_it;
    const Result there = blank ? steps_.compare(Do::not_equal, as_read, *blank) : std::nullopt;
    const Result nothing = there ? steps_.whole(0, read.as) : std::nullopt;
    if (!nothing) return std::nullopt;
    Worked harmless = *nothing;
    harmless.denominator = read.denominator;
    Result worked = steps_.choose(*there, read, harmless);
    if (!worked) return std::nullopt;
    if (!field.if_missing.stated) {
        worked->there = there->place;
        return worked;
    }
    const Result instead = known(work(field.if_missing.value, {}));
    if (!instead) return std::nullopt;
    if (instead->as != worked->as) return give_up("what stands for a blank is of another kind");
    return steps_.choose(*there, *worked, *instead);
}

Planner::Result Planner::field(std::size_t column) {
    if (const auto found = fields_.find(column); found != fields_.end()) return found->second;
    const model::Field& field = record_.fields[column];
    PlannedField planned;
    planned.column = column;
    Worked worked;
    if (!read_field(field, column, planned.cells, worked))
        return give_up("the field " + quoted(field.name) + " is not read in the fast way");
    const bool figure = worked.as == Worked::As::number || worked.as == Worked::As::date;
    const bool said =
        field.if_missing.stated ? field.if_missing.policy == model::MissingPolicy::value : field.may_be_blank;
    planned.cells.may_be_blank |= figure && said;
    planned.cells.narrow = fits_narrow(worked.least, worked.greatest);
    plan_->program.narrow[column] = planned.cells.narrow ? 1 : 0;
    plan_->fields.push_back(planned);
    Result result = worked;
    if (figure && said) result = blank_as_said(field, worked);
    if (result) fields_.emplace(column, *result);
    return result;
}

/// Every cell is read, also those that no sum rests on: a mistake in one stops the settlement, whoever evaluates.
bool Planner::read_other_fields() {
    for (std::size_t column = 0; column < record_.fields.size(); ++column) {
        const auto is_this = [&](const PlannedField& planned) { return planned.column == column; };
        if (std::ranges::none_of(plan_->fields, is_this) && !field(column)) return false;
    }
    return true;
}

// ---- when, whether, to what ---------------------------------------------------------------------------------------

bool Planner::plan_days() {
    const auto special = [](std::size_t place) {
        Worked worked;
        worked.as = Worked::As::date;
        worked.place = static_cast<Place>(place);
        worked.least = first_day_read;
        worked.greatest = last_day_read;
        return worked;
    };
    plan_->report_day = static_cast<Place>(record_.fields.size());
    if (record_.falls_in.is_set()) {
        const model::ExprNode& node = contract_.expression(record_.falls_in).node;
        const auto* named = std::get_if<model::TermRef>(&node);
        const auto* source =
            named == nullptr ? nullptr : std::get_if<model::FieldSource>(&contract_.term(named->term).source);
        const auto* direct = std::get_if<model::FieldOf>(&node);
        if (source == nullptr && direct == nullptr) return refused("the period it falls in is worked out");
        if (source != nullptr && !contract_.term(named->term).stages.empty())
            return refused("the day it falls on is changed by a clause");
        day_ = known(field(source != nullptr ? source->column : direct->column));
        if (!day_) return false;
        if (day_->as != Worked::As::date) return refused("it falls in a period that one of its fields names");
        plan_->day = day_->place;
        text_day_ = day_;
    } else {
        day_ = special(record_.fields.size());
        text_day_ = special(record_.fields.size() + 1);
    }
    const Period first = Period::containing(PeriodUnit::month, contract_.in_force.first, contract_.year_start);
    plan_->first_month = first.first();
    std::vector<Number> months;
    Period month = first;
    for (Date day = contract_.in_force.first; day <= contract_.in_force.last; day = day.plus_days(1)) {
        if (!month.days().contains(day)) {
            month = month.next(contract_.year_start);
            ++plan_->months;
        }
        months.push_back(static_cast<Number>(plan_->months));
    }
    ++plan_->months;
    month_ = steps_.month_of(*day_, std::move(months), contract_.in_force.first.days_since_1970());
    if (month_) plan_->month = month_->place;
    return month_.has_value();
}

/// A record that does not plainly count is set aside: the careful evaluator says why.
bool Planner::plan_rules() {
    for (const model::ExprId rule : record_.left_out_unless) {
        const Result counts = work(rule, {});
        if (!counts) return false;
        steps_.demand(*counts);
    }
    for (const auto& hold : record_.held_when) {
        const Result held = work(hold.when, {});
        if (!held) return false;
        steps_.refuse(*held);
    }
    return true;
}

Planner::Result Planner::group_of(const model::Aggregate& node, PlannedSum& sum) {
    Result key = steps_.whole(0, Worked::As::number);
    std::size_t groups = plan_->months;
    for (const auto& link : node.links) {
        const auto* source =
            link.field.is_set() ? std::get_if<model::FieldSource>(&contract_.term(link.field).source) : nullptr;
        const bool listed = link.axis.type == Axis::Type::party || link.axis.type == Axis::Type::member;
        if (!listed || source == nullptr || source->record != id_)
            return give_up("it is added up for something else than a party or an entry of a list");
        Result element = field(source->column);
        if (!element) return std::nullopt;
        const std::size_t size =
            element->as == Worked::As::party ? contract_.parties.size() : contract_.set(link.axis.set).members.size();
        sum.sizes.push_back(size);
        groups *= size;
        if (groups > most_groups) return give_up("there are too many groups to add up");
        element->as = Worked::As::number;
        key = steps_.multiply(*key, exact::Ratio(static_cast<Number>(size)));
        if (key) key = steps_.add(*key, *element);
        if (!key) return std::nullopt;
    }
    key = steps_.multiply(*key, exact::Ratio(static_cast<Number>(plan_->months)));
    const Result nothing = steps_.whole(0, Worked::As::number);
    const Result month = steps_.extreme(*month_, *nothing, true);
    return key && month ? steps_.add(*key, *month) : std::nullopt;
}

bool Planner::plan_sum(model::ExprId id, const model::Aggregate& node) {
    using Op = model::AggregateOp;
    const auto records =
        std::ranges::count_if(node.over, [](const Axis& axis) { return axis.type == Axis::Type::record; });
    const auto last = std::find_if(node.over.rbegin(), node.over.rend(),
                                   [](const Axis& axis) { return axis.type != Axis::Type::period; });
    if (records != 1 || last->type != Axis::Type::record)
        return refused("it goes over records and something inside them");
    if (node.op != Op::total && node.op != Op::number && node.op != Op::average)
        return refused("it chooses among records, or counts different ones");
    if (node.weight.is_set()) return refused("it is an average with weights");
    if (node.dearest) return refused("it takes the dearest of them at another rate");
    if (node.at_scope_period) return refused("each record has a running amount");
    PlannedSum sum;
    sum.aggregate = id;
    const At at{&node, nullptr};
    const Result inside = steps_.whole(0, Worked::As::number);
    Result wanted = inside ? steps_.compare(Do::at_most, *inside, *month_) : std::nullopt;
    if (wanted && node.where.is_set()) {
        const Result where = work(node.where, at);
        wanted = where ? steps_.both(*where, *wanted) : std::nullopt;
    }
    if (!wanted) return false;
    sum.wanted = wanted->place;
    if (node.of.is_set()) {
        const Result amount = work(node.of, at);
        if (!amount) return false;
        if (amount->there) {  // of one that is wanted and has none, the careful evaluator says what holds
            const Result there = steps_.is_there(*amount);
            const Result none = there ? steps_.opposite(*there) : std::nullopt;
            const Result lacking = none ? steps_.both(*wanted, *none) : std::nullopt;
            if (!lacking) return false;
            steps_.refuse(*lacking);
        }
        if (amount->as != Worked::As::number && node.op != Op::number) return refused("what is added up is no number");
        if (node.op != Op::number) {
            sum.amount = amount->place;
            sum.denominator = amount->denominator;
            sum.most = static_cast<std::uint64_t>(std::max(amount->greatest, exact::Integer(-amount->least)));
        }
    }
    const Result group = group_of(node, sum);
    if (!group) return false;
    sum.group = group->place;
    plan_->sums.push_back(std::move(sum));
    return true;
}

bool Planner::plan_sums() {
    for (std::size_t index = 0; index < contract_.expressions.size(); ++index) {
        const auto* node = std::get_if<model::Aggregate>(&contract_.expressions[index].node);
        const bool of_these = node != nullptr && std::ranges::any_of(node->over, [&](const Axis& axis) {
                                  return axis.type == Axis::Type::record && axis.record == id_;
                              });
        if (!of_these || plan_sum(model::ExprId(index), *node)) continue;
        const std::string& words = contract_.expressions[index].words;
        because_ = (words.empty() ? "a total over them" : quoted(words)) + ": " +
                   (because_.empty() ? steps_.because() : because_);
        return false;
    }
    return true;
}

/// Of each sum what is looked at when all steps are done. What is added up is wide, all else narrow.
void Planner::keep_results() {
    Program& program = plan_->program;
    const auto keep = [&](Place place) {
        program.kept.push_back(place);
        return place;
    };
    keep(plan_->month);
    for (const PlannedSum& sum : plan_->sums) {
        program.kept.insert(program.kept.end(), {sum.wanted, sum.group});
        if (sum.amount) keep(*sum.amount);
    }
    program.drop_unused_steps();
    program.join_lists();
    program.settle_widths();
    program.kept.clear();
    plan_->month = keep(program.as_narrow(plan_->month));
    for (PlannedSum& sum : plan_->sums) {
        sum.wanted = keep(program.as_narrow(sum.wanted));
        sum.group = keep(program.as_narrow(sum.group));
        if (sum.amount) sum.amount = keep(program.as_wide(*sum.amount));
    }
}

Planning Planner::plan() {
    const bool planned = plan_days() && plan_rules() && plan_sums() && read_other_fields();
    if (!planned) return {nullptr, because_.empty() ? steps_.because() : because_};
    keep_results();
    for (PlannedField& field : plan_->fields) field.cells.only_checked = !plan_->program.looks_at_column(field.column);
    for (const auto& texts : plan_->texts) texts->close();
    return {std::move(plan_), {}};
}

Planning plan_record(const model::Contract& contract, const data::DataSet& data, model::RecordId record) {
    if (auto because = cannot_be_planned(contract, record)) return {nullptr, *because};
    for (const model::Term& term : contract.terms) {  // what is kept are the sums of whole months
        for (const model::Separately& one : term.separately)
            if (one.day.day() != 1)
                return {nullptr, quoted(term.name) + " is worked out separately before and after a day inside a month"};
    }
    return Planner(contract, data, record).plan();
}

}  // namespace concordat::eval::plan
