// engine/eval/plan/expressions.cpp · room: eval
// What:  the nodes of model/expression.h as steps. A row for which anything is not plainly known (a blank, a price that
// is not there, a stretch that
//        ends before it begins) is set aside by a `demand`: what then holds is for the careful evaluator to say. So no
//        step here has to know what missing means.
// Start: Planner::work(), last in the file.
#include <algorithm>
#include <limits>
#include <utility>

#include "eval/plan/planner.h"

namespace concordat::eval::plan {

using model::Value;

namespace {

bool is_ordered(const Worked& worked) { return worked.as == Worked::As::number || worked.as == Worked::As::date; }

bool is_condition(const Worked& worked) { return worked.as == Worked::As::yes_no; }

}  // namespace

Planner::Result Planner::work_node(const model::Constant& node, const At&) {
    if (const auto* number = std::get_if<exact::Ratio>(&node.value)) return steps_.constant(*number);
    if (const auto* date = std::get_if<calendar::Date>(&node.value))
        return steps_.whole(date->days_since_1970(), Worked::As::date);
    if (const bool* yes = std::get_if<bool>(&node.value)) return steps_.whole(*yes ? 1 : 0, Worked::As::yes_no);
    if (const auto* text = std::get_if<std::string>(&node.value))
        return steps_.whole(code_number(*text), Worked::As::code);
    if (const auto* party = std::get_if<model::PartyId>(&node.value))
        return steps_.whole(static_cast<Number>(party->index()), Worked::As::party);
    if (const auto* member = std::get_if<model::Member>(&node.value))
        return steps_.whole(static_cast<Number>(member->row), Worked::As::member);
    return give_up("a period or a length of time stands in it");
}

Planner::Result Planner::work_node(const model::Previous&, const At& at) {
    if (at.previous == nullptr) return give_up("a clause changes an amount that is not there");
    return *at.previous;
}

Planner::Result Planner::work_node(const model::FieldOf& node, const At& at) {
    if (node.record.is_set() && node.record != id_) return give_up("it reads a field of another record");
    const model::TermId term = record_.fields[node.column].term;
    if (term.is_set() && !contract_.term(term).stages.empty()) return term_of_record(term, std::nullopt, at);
    return field(node.column);
}

Planner::Result Planner::work_node(const model::Arithmetic& node, const At& at) {
    const Result left = work(node.left, at);
    const Result right = left ? work(node.right, at) : std::nullopt;
    if (!right) return std::nullopt;
    if (left->as != Worked::As::number || right->as != Worked::As::number)
        return give_up("it reckons with something that is no number");
    Result result;
    switch (node.op) {
        case model::ArithmeticOp::add: result = steps_.add(*left, *right); break;
        case model::ArithmeticOp::subtract: result = steps_.subtract(*left, *right); break;
        case model::ArithmeticOp::multiply: result = steps_.multiply(*left, *right); break;
        case model::ArithmeticOp::divide:
            if (!right->constant || *right->constant == 0) return give_up("it divides by a figure that is not fixed");
            result = steps_.multiply(
                *left, exact::Ratio(exact::Integer(right->denominator), exact::Integer(*right->constant)));
    }
    return steps_.known_with(result, {&*left, &*right});
}

Planner::Result Planner::work_node(const model::Negate& node, const At& at) {
    const Result of = work(node.of, at);
    return of ? steps_.known_with(steps_.negate(*of), {&*of}) : std::nullopt;
}

Planner::Result Planner::work_node(const model::Extreme& node, const At& at) {
    Result best;
    for (const model::ExprId item : node.items) {
        const Result next = work(item, at);
        if (!next || !is_ordered(*next)) return give_up("it chooses among things that are no numbers");
        best = best ? steps_.known_with(steps_.extreme(*best, *next, node.greatest), {&*best, &*next}) : next;
        if (!best) return std::nullopt;
    }
    return best;
}

Planner::Result Planner::work_node(const model::Excess& node, const At& at) {
    const Result of = work(node.of, at);
    const Result above = of ? work(node.above, at) : std::nullopt;
    return above ? steps_.known_with(steps_.excess(*of, *above), {&*of, &*above}) : std::nullopt;
}

Planner::Result Planner::work_node(const model::Limit& node, const At& at) {
    Result amount = work(node.of, at);
    for (const auto& bound : node.bounds) {
        const Result limit = amount ? work(bound.at, at) : std::nullopt;
        amount = limit ? steps_.known_with(steps_.extreme(*amount, *limit, !bound.upper), {&*amount, &*limit})
                       : std::nullopt;
    }
    return amount;
}

Planner::Result Planner::work_node(const model::Round& node, const At& at) {
    const Result of = work(node.of, at);
    return of ? steps_.known_with(steps_.round(*of, node.rounding), {&*of}) : std::nullopt;
}

Planner::Result Planner::work_node(const model::WholePart& node, const At& at) {
    const Result of = work(node.of, at);
    return of ? steps_.known_with(steps_.whole_part(*of), {&*of}) : std::nullopt;
}

// ---- cases --------------------------------------------------------------------------------------------------------

/// From the last case to the first. Where two hold at once, or none, the row is set aside.
Planner::Result Planner::work_node(const model::Choose& node, const At& at) {
    std::vector<Worked> conditions;
    for (const auto& one : node.cases) {
        const Result condition = work(one.condition, at);
        if (!condition || !is_condition(*condition)) return give_up("a case has no plain condition");
        conditions.push_back(*condition);
    }
    Result any = steps_.whole(0, Worked::As::yes_no);
    for (const Worked& condition : conditions) {
        if (!node.in_turn) {
            const Result two = any ? steps_.both(*any, condition) : std::nullopt;
            if (!two) return std::nullopt;
            steps_.refuse(*two);
        }
        any = any ? steps_.either(*any, condition) : std::nullopt;
    }
    if (!any) return std::nullopt;
    Result chosen;
    if (node.otherwise.is_set()) chosen = work(node.otherwise, at);
    else steps_.demand(*any);
    if (node.otherwise.is_set() && !chosen) return std::nullopt;
    for (std::size_t index = node.cases.size(); index-- > 0;) {
        const Result result = work(node.cases[index].result, at);
        if (!result) return std::nullopt;
        if (chosen && chosen->as != result->as) return give_up("its cases are of different kinds");
        chosen = chosen ? steps_.choose(conditions[index], *result, *chosen) : result;
        if (!chosen) return std::nullopt;
    }
    return chosen;
}

// ---- bands --------------------------------------------------------------------------------------------------------

/// Each rate on the part of the way from nothing to x that lies in its row. The rows reach from the first edge on
/// without a gap, and what lies outside them is set aside.
Planner::Result Planner::slices(const model::Band& node, const Worked& of, const At& at) {
    const Result nothing = steps_.whole(0, Worked::As::number);
    Result sum = nothing;
    Result below = steps_.compare(Do::less, of, *nothing);
    if (!below) return std::nullopt;
    steps_.refuse(*below);  // which way a minus amount goes is left to the careful evaluator
    Result reached;
    for (std::size_t index = 0; index < node.rows.size(); ++index) {
        const model::BandRow& row = node.rows[index];
        const Result from = row.from.is_set() ? work_known(row.from, at) : nothing;
        const Result rate = from ? work_known(row.rate, at) : std::nullopt;
        if (!rate) return std::nullopt;
        if (index == 0) {
            const Result early = steps_.compare(Do::less, *nothing, *from);
            if (!early) return std::nullopt;
            steps_.refuse(*early);  // the table begins above nothing
        } else if (reached) {
            const Result joined = steps_.compare(Do::equal, *reached, *from);
            if (!joined) return std::nullopt;
            steps_.demand(*joined);
        }
        const Result start = steps_.extreme(*from, *nothing, true);
        Result end = start ? Result(of) : std::nullopt;
        if (end && row.to.is_set()) {
            reached = work_known(row.to, at);
            const Result rising = reached ? steps_.compare(Do::at_most, *from, *reached) : std::nullopt;
            if (!rising) return std::nullopt;
            steps_.demand(*rising);
            end = steps_.extreme(of, *reached, false);
        }
        const Result part = end ? steps_.excess(*end, *start) : std::nullopt;
        const Result gives = part ? steps_.multiply(*part, *rate) : std::nullopt;
        sum = gives ? steps_.add(*sum, *gives) : std::nullopt;
        if (!sum) return std::nullopt;
    }
    if (!node.rows.empty() && node.rows.back().to.is_set() && reached) {
        const Result beyond = steps_.compare(Do::less, *reached, of);
        if (!beyond) return std::nullopt;
        steps_.refuse(*beyond);
    }
    return sum;
}

/// The value of the row that x lies in. Edges are in rising order; a row that x lies in no part of is passed over.
Planner::Result Planner::row_value(const model::Band& node, const Worked& of, const At& at) {
    Result chosen;
    Result any = steps_.whole(0, Worked::As::yes_no);
    for (std::size_t index = node.rows.size(); index-- > 0;) {
        const model::BandRow& row = node.rows[index];
        Result inside = steps_.whole(1, Worked::As::yes_no);
        if (row.from.is_set()) {
            const Result from = work_known(row.from, at);
            const Result above =
                from ? steps_.compare(row.from_included ? Do::at_most : Do::less, *from, of) : std::nullopt;
            inside = above ? steps_.both(*inside, *above) : std::nullopt;
        }
        if (inside && row.to.is_set()) {
            const Result to = work_known(row.to, at);
            const Result under = to ? steps_.compare(row.to_included ? Do::at_most : Do::less, of, *to) : std::nullopt;
            inside = under ? steps_.both(*inside, *under) : std::nullopt;
        }
        const Result value = inside ? work_known(row.rate, at) : std::nullopt;
        if (!value) return std::nullopt;
        const Result twice = steps_.both(*any, *inside);
        if (!twice) return std::nullopt;
        steps_.refuse(*twice);
        any = steps_.either(*any, *inside);
        chosen = chosen ? steps_.choose(*inside, *value, *chosen) : value;
        if (!chosen || !any) return std::nullopt;
    }
    if (any) steps_.demand(*any);
    return chosen;
}

Planner::Result Planner::work_node(const model::Band& node, const At& at) {
    if (node.mirrored) return give_up("its bands go both ways");
    const Result of = work(node.of, at);
    if (!of || !is_ordered(*of)) return of ? give_up("its bands are of what is no figure") : std::nullopt;
    const bool steps = node.mode == model::BandMode::steps;
    if (of->as != Worked::As::number && !steps) return give_up("its bands are of dates");
    if (node.mode == model::BandMode::slices) return steps_.known_with(slices(node, *of, at), {&*of});
    const Result value = row_value(node, *of, at);
    if (!value || steps) return steps_.known_with(value, {&*of});
    return steps_.known_with(steps_.multiply(*value, *of), {&*of});
}

// ---- conditions ---------------------------------------------------------------------------------------------------

/// A blank equals nothing, and is not unequal to anything either (N46). Of two codes that are not listed nobody can
/// tell here whether they are the same.
Planner::Result Planner::equal_codes(const Worked& left, const Worked& right, bool equal) {
    Result holds = steps_.compare(equal ? Do::equal : Do::not_equal, left, right);
    if (!left.constant && !right.constant && left.as == Worked::As::code) {
        const Result unlisted = steps_.whole(data::unlisted_code, Worked::As::code);
        const Result one = steps_.compare(Do::equal, left, *unlisted);
        const Result other = steps_.compare(Do::equal, right, *unlisted);
        const Result neither = one && other ? steps_.both(*one, *other) : std::nullopt;
        if (!neither) return std::nullopt;
        steps_.refuse(*neither);
    }
    for (const Worked* side : {&left, &right}) {
        if (!holds || !side->may_be_blank) continue;
        const Result blank = steps_.whole(data::blank_code, Worked::As::code);
        const Result filled = blank ? steps_.compare(Do::not_equal, *side, *blank) : std::nullopt;
        holds = filled ? steps_.both(*holds, *filled) : std::nullopt;
    }
    return holds;
}

Planner::Result Planner::work_node(const model::Compare& node, const At& at) {
    const Result left = work(node.left, at);
    const Result right = left ? work(node.right, at) : std::nullopt;
    if (!right) return std::nullopt;
    if (left->as != right->as) return give_up("it compares things of two kinds");
    const bool equality = node.op == model::CompareOp::equal || node.op == model::CompareOp::not_equal;
    if (!is_ordered(*left)) {
        if (!equality) return give_up("it asks which of two codes is greater");
        return equal_codes(*left, *right, node.op == model::CompareOp::equal);
    }
    // A condition on what there is not is no (N46); on an amount that cannot be made of it, it is not known.
    Result holds = compared(node.op, *left, *right);
    for (const Worked* side : {&*left, &*right}) {
        if (!holds || !side->there) continue;
        const Result there = steps_.is_there(*side);
        if (side->held) steps_.demand(*there);
        else holds = steps_.both(*holds, *there);
    }
    return holds;
}

Planner::Result Planner::compared(model::CompareOp op, const Worked& left, const Worked& right) {
    switch (op) {
        case model::CompareOp::equal: return steps_.compare(Do::equal, left, right);
        case model::CompareOp::not_equal: return steps_.compare(Do::not_equal, left, right);
        case model::CompareOp::at_least: return steps_.compare(Do::at_most, right, left);
        case model::CompareOp::more_than: return steps_.compare(Do::less, right, left);
        case model::CompareOp::at_most: return steps_.compare(Do::at_most, left, right);
        case model::CompareOp::less_than: return steps_.compare(Do::less, left, right);
    }
    return std::nullopt;
}

/// How many of them hold.
Planner::Result Planner::at_least_so_many(const model::Combine& node, const At& at) {
    Result count = steps_.whole(0, Worked::As::number);
    for (const model::ExprId item : node.items) {
        Result next = work(item, at);
        if (!next || !is_condition(*next)) return give_up("it joins what is no condition");
        next->as = Worked::As::number;
        count = steps_.add(*count, *next);
        if (!count) return std::nullopt;
    }
    const Result wanted = steps_.whole(static_cast<Number>(node.k), Worked::As::number);
    return wanted ? steps_.compare(Do::at_most, *wanted, *count) : std::nullopt;
}

Planner::Result Planner::work_node(const model::Combine& node, const At& at) {
    if (node.junction == model::Junction::at_least_k) return at_least_so_many(node, at);
    const bool all = node.junction == model::Junction::all_of;
    Result found = steps_.whole(all ? 1 : 0, Worked::As::yes_no);
    for (const model::ExprId item : node.items) {
        const Result next = work(item, at);
        if (!next || !is_condition(*next)) return give_up("it joins what is no condition");
        found = all ? steps_.both(*found, *next) : steps_.either(*found, *next);
        if (!found) return std::nullopt;
    }
    return found;
}

Planner::Result Planner::work_node(const model::Not& node, const At& at) {
    const Result of = work(node.of, at);
    if (!of || !is_condition(*of)) return give_up("it turns what is no condition");
    return steps_.opposite(*of);
}

Planner::Result Planner::work_node(const model::CodeTest& node, const At& at) {
    const Result of = work(node.of, at);
    if (!of || of->as != Worked::As::code) return give_up("it tests what is no code");
    if (node.test != model::TextTest::one_of) {
        // A code that is not listed may pass or fail: its letters are not kept.
        const Result unlisted = steps_.whole(data::unlisted_code, Worked::As::code);
        const Result unknown = unlisted ? steps_.compare(Do::equal, *of, *unlisted) : std::nullopt;
        if (!unknown) return std::nullopt;
        steps_.refuse(*unknown);
    }
    std::vector<Number> passes(codes_.size(), 0);
    for (const auto& [text, number] : codes_) {
        const auto starts = [&text = text](const std::string& start) { return text.starts_with(start); };
        bool yes = false;
        switch (node.test) {
            case model::TextTest::begins_with: yes = std::ranges::any_of(node.codes, starts); break;
            case model::TextTest::one_of: yes = std::ranges::find(node.codes, text) != node.codes.end(); break;
            case model::TextTest::from_to:
                yes = node.codes.size() == 2 && text.size() == node.codes[0].size() &&
                      text.size() == node.codes[1].size() && node.codes[0] <= text && text <= node.codes[1];
                break;
        }
        passes[static_cast<std::size_t>(number)] = yes ? 1 : 0;
    }
    const Result entry = steps_.translate(*of, std::move(passes));
    const Result one = steps_.whole(1, Worked::As::number);
    return entry && one ? steps_.compare(Do::equal, *entry, *one) : std::nullopt;
}

/// What is missing sets its row aside, so of the others nothing is; but for a field that may be blank. What is worked
/// out from one is never missing, though it may be none.
Planner::Result Planner::work_node(const model::IsAbsent& node, const At& at) {
    const Result of = work(node.of, at);
    if (!of) return std::nullopt;
    const model::ExprNode& part = contract_.expression(node.of).node;
    const auto* named = std::get_if<model::TermRef>(&part);
    const bool is_field =
        std::holds_alternative<model::FieldOf>(part) ||
        (named != nullptr && std::holds_alternative<model::FieldSource>(contract_.term(named->term).source));
    if (of->there) {
        const Result there = steps_.is_there(*of);
        if (of->held) {
            steps_.demand(*there);
            return steps_.whole(0, Worked::As::yes_no);
        }
        if (node.presence == model::Presence::none || is_field) return steps_.opposite(*there);
        return steps_.whole(0, Worked::As::yes_no);
    }
    if (of->may_be_blank && node.presence == model::Presence::missing && !is_field)
        return give_up("it asks whether something made of a blank is missing");
    if (!of->may_be_blank) return steps_.whole(0, Worked::As::yes_no);
    const Result blank = steps_.whole(data::blank_code, Worked::As::code);
    return blank ? steps_.compare(Do::equal, *of, *blank) : std::nullopt;
}

// ---- the way to each ----------------------------------------------------------------------------------------------

Planner::Result Planner::known(const Result& worked) {
    if (!worked || !worked->there) return worked;
    Result known = worked;
    const Result there = steps_.is_there(*worked);
    if (!there) return std::nullopt;
    steps_.demand(*there);
    known->there.reset();
    known->held = false;
    return known;
}

Planner::Result Planner::work_known(model::ExprId expression, const At& at) { return known(work(expression, at)); }

Planner::Result Planner::work(model::ExprId expression, const At& at) {
    const std::tuple key{expression.value, static_cast<const void*>(at.aggregate),
                         at.previous != nullptr ? at.previous->place : std::numeric_limits<Place>::max(), at.whose};
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    Result result =
        std::visit([&](const auto& node) { return work_node(node, at); }, contract_.expression(expression).node);
    if (!result && because_.empty()) because_ = steps_.because();
    known_.emplace(key, result);
    return result;
}

}  // namespace concordat::eval::plan
