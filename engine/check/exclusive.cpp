// engine/check/exclusive.cpp · room: check
// What:  shows that of several cases exactly one holds, or gives a figure for which two hold or none does.
// How:   every figure and code that the cases name cuts its subject's values into finitely many pieces; each
// combination of
//        pieces is tried. Conditions that are no comparison with a fixed value cannot be shown either way and are left
//        to settlement, which reports two cases at once.
// Source: findings N8 (cases may not overlap or leave a gap), N50.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

using model::Value;

constexpr std::size_t most_combinations = 200'000;

/// What a case compares: a subject, alone or relative to a base ("Delivered" against percentages of "Plan").
struct Subject {
    std::string name;
    Kind kind;
    std::vector<exact::Ratio> figures;
    std::vector<calendar::Date> dates;
    std::vector<Value> others;  // codes, members, parties, yes/no
    bool opaque = false;        // a condition taken as a whole
    std::vector<Value> pieces;  // one sample of each piece
};

struct Test {
    std::size_t subject;
    model::CompareOp op;
    Value with;
};

struct Analysis {
    const Draft& draft;
    std::vector<Subject> subjects;
    std::map<std::string, std::size_t> by_name;
    std::map<model::ExprId, std::vector<Test>> tests;  // of a leaf: any of them
};

std::string key_of(const Draft& draft, ExprId id) {
    const model::Expression& expression = draft.expression(id);
    if (const auto* term = std::get_if<model::TermRef>(&expression.node)) {
        if (term->binds.empty()) return draft.contract.term(term->term).name;
    }
    return expression.words.empty() ? fmt::format("#{}", id.value) : expression.words;
}

const Value* constant_of(const Draft& draft, ExprId id) {
    const auto* constant = std::get_if<model::Constant>(&draft.expression(id).node);
    return constant == nullptr ? nullptr : &constant->value;
}

std::size_t subject_named(Analysis& analysis, const std::string& name, const Kind& kind) {
    const auto [place, added] = analysis.by_name.emplace(name, analysis.subjects.size());
    if (added) analysis.subjects.push_back({name, kind, {}, {}, {}, false, {}});
    return place->second;
}

void note_value(Subject& subject, const Value& value) {
    if (const auto* figure = std::get_if<exact::Ratio>(&value)) subject.figures.push_back(*figure);
    else if (const auto* date = std::get_if<calendar::Date>(&value)) subject.dates.push_back(*date);
    else if (std::find(subject.others.begin(), subject.others.end(), value) == subject.others.end())
        subject.others.push_back(value);
}

void note_opaque(Analysis& analysis, ExprId id) {
    const std::size_t subject = subject_named(analysis, "?" + key_of(analysis.draft, id), Kind::yes_no());
    analysis.subjects[subject].opaque = true;
    analysis.subjects[subject].others = {true, false};
    analysis.tests[id] = {{subject, model::CompareOp::equal, true}};
}

void note_compare(Analysis& analysis, ExprId id, const model::Compare& compare) {
    const Draft& draft = analysis.draft;
    if (const Value* with = constant_of(draft, compare.right)) {
        const std::size_t subject =
            subject_named(analysis, key_of(draft, compare.left), draft.expression(compare.left).kind);
        note_value(analysis.subjects[subject], *with);
        analysis.tests[id] = {{subject, compare.op, *with}};
        return;
    }
    // "at least 85% of Plan": a figure on the scale of Plan.
    const auto* share = std::get_if<model::Arithmetic>(&draft.expression(compare.right).node);
    const Value* factor =
        share != nullptr && share->op == model::ArithmeticOp::multiply ? constant_of(draft, share->left) : nullptr;
    const std::string base = factor != nullptr ? key_of(draft, share->right) : key_of(draft, compare.right);
    const std::size_t subject =
        subject_named(analysis, key_of(draft, compare.left) + " against " + base, Kind::percentage());
    const Value with = factor != nullptr ? *factor : Value(exact::Ratio(1));
    note_value(analysis.subjects[subject], with);
    analysis.tests[id] = {{subject, compare.op, with}};
}

void note(Analysis& analysis, ExprId id) {
    const model::ExprNode& node = analysis.draft.expression(id).node;
    if (const auto* compare = std::get_if<model::Compare>(&node)) return note_compare(analysis, id, *compare);
    if (const auto* combine = std::get_if<model::Combine>(&node)) {
        for (const ExprId item : combine->items) note(analysis, item);
        return;
    }
    if (const auto* negation = std::get_if<model::Not>(&node)) return note(analysis, negation->of);
    const auto* codes = std::get_if<model::CodeTest>(&node);
    if (codes != nullptr && codes->test == model::TextTest::one_of) {
        const std::size_t subject =
            subject_named(analysis, key_of(analysis.draft, codes->of), analysis.draft.expression(codes->of).kind);
        for (const std::string& code : codes->codes) {
            note_value(analysis.subjects[subject], code);
            analysis.tests[id].push_back({subject, model::CompareOp::equal, code});
        }
        return;
    }
    note_opaque(analysis, id);
}

/// A sample between two figures; for whole kinds only where a whole number lies there.
std::optional<exact::Ratio> between(const exact::Ratio& low, const exact::Ratio& high, bool whole) {
    if (!whole) return (low + high) / exact::Ratio(2);
    const exact::Ratio candidate(exact::floor_of(low) + 1);
    return candidate < high ? std::optional(candidate) : std::nullopt;
}

void cut_figures(Subject& subject) {
    auto& figures = subject.figures;
    std::sort(figures.begin(), figures.end());
    figures.erase(std::unique(figures.begin(), figures.end()), figures.end());
    const bool never_negative = subject.kind.whole;
    const exact::Ratio step =
        subject.kind.is_percentage() ? exact::Ratio(exact::Integer(1), exact::Integer(100)) : exact::Ratio(1);
    if (!never_negative || figures.front() > exact::Ratio(0))
        subject.pieces.emplace_back(never_negative ? exact::Ratio(0) : figures.front() - step);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        subject.pieces.emplace_back(figures[i]);
        if (i + 1 == figures.size()) break;
        if (const auto sample = between(figures[i], figures[i + 1], subject.kind.whole))
            subject.pieces.emplace_back(*sample);
    }
    subject.pieces.emplace_back(figures.back() + step);
}

void cut(const Draft& draft, Subject& subject) {
    if (!subject.figures.empty()) return cut_figures(subject);
    if (!subject.dates.empty()) {
        std::sort(subject.dates.begin(), subject.dates.end());
        subject.dates.erase(std::unique(subject.dates.begin(), subject.dates.end()), subject.dates.end());
        subject.pieces.emplace_back(subject.dates.front().plus_days(-1));
        for (std::size_t i = 0; i < subject.dates.size(); ++i) {
            subject.pieces.emplace_back(subject.dates[i]);
            const bool gap = i + 1 == subject.dates.size() || subject.dates[i].plus_days(1) < subject.dates[i + 1];
            if (gap) subject.pieces.emplace_back(subject.dates[i].plus_days(1));
        }
        return;
    }
    switch (subject.kind.base) {
        case model::KindBase::yes_no: subject.pieces = {true, false}; return;
        case model::KindBase::code:
            subject.pieces = subject.others;
            if (subject.kind.codes.empty()) subject.pieces.emplace_back(std::string("any other code"));
            for (const std::string& code : subject.kind.codes) {
                if (std::find(subject.pieces.begin(), subject.pieces.end(), Value(code)) == subject.pieces.end())
                    subject.pieces.emplace_back(code);
            }
            return;
        case model::KindBase::member:
            for (std::size_t row = 0; row < draft.contract.set(subject.kind.set).members.size(); ++row)
                subject.pieces.emplace_back(model::Member{subject.kind.set, row});
            return;
        case model::KindBase::party:
            for (std::size_t party = 0; party < draft.contract.parties.size(); ++party) {
                const auto& roles = draft.contract.parties[party].roles;
                const bool fits = !subject.kind.role.is_set() ||
                                  std::find(roles.begin(), roles.end(), subject.kind.role) != roles.end();
                if (fits) subject.pieces.emplace_back(model::PartyId(party));
            }
            return;
        default: subject.pieces = subject.others; return;
    }
}

template <typename T>
bool holds(model::CompareOp op, const T& left, const T& right) {
    switch (op) {
        case model::CompareOp::equal: return left == right;
        case model::CompareOp::not_equal: return !(left == right);
        case model::CompareOp::at_least: return left >= right;
        case model::CompareOp::more_than: return left > right;
        case model::CompareOp::at_most: return left <= right;
        case model::CompareOp::less_than: return left < right;
    }
    return false;
}

bool test_holds(const Test& test, const Value& sample) {
    if (const auto* figure = std::get_if<exact::Ratio>(&sample)) {
        const auto* with = std::get_if<exact::Ratio>(&test.with);
        return with != nullptr && holds(test.op, *figure, *with);
    }
    if (const auto* date = std::get_if<calendar::Date>(&sample)) {
        const auto* with = std::get_if<calendar::Date>(&test.with);
        return with != nullptr && holds(test.op, *date, *with);
    }
    const bool same = sample == test.with;
    return test.op == model::CompareOp::not_equal ? !same : same;
}

bool condition_holds(const Analysis& analysis, ExprId id, const std::vector<std::size_t>& at) {
    const model::ExprNode& node = analysis.draft.expression(id).node;
    if (const auto* combine = std::get_if<model::Combine>(&node)) {
        std::size_t count = 0;
        for (const ExprId item : combine->items) count += condition_holds(analysis, item, at) ? 1 : 0;
        if (combine->junction == model::Junction::all_of) return count == combine->items.size();
        return combine->junction == model::Junction::any_of ? count > 0 : count >= combine->k;
    }
    if (const auto* negation = std::get_if<model::Not>(&node)) return !condition_holds(analysis, negation->of, at);
    const auto found = analysis.tests.find(id);
    if (found == analysis.tests.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const Test& test) {
        return test_holds(test, analysis.subjects[test.subject].pieces[at[test.subject]]);
    });
}

/// Subjects that a condition uses: a finding that hangs on an opaque one is not certain.
bool uses_opaque(const Analysis& analysis) {
    return std::any_of(analysis.subjects.begin(), analysis.subjects.end(),
                       [](const Subject& subject) { return subject.opaque; });
}

std::string words(const Analysis& analysis, const std::vector<std::size_t>& at) {
    std::string text;
    for (std::size_t i = 0; i < analysis.subjects.size(); ++i) {
        const Subject& subject = analysis.subjects[i];
        if (!text.empty()) text += " and ";
        text += fmt::format("`{}` is {}", subject.name,
                            model::write_for_people(analysis.draft.contract, subject.pieces[at[i]], subject.kind));
    }
    return text;
}

/// The same subject against two different bases cannot be laid on one scale.
bool mixed_scales(const Analysis& analysis) {
    std::map<std::string, int> seen;
    for (const Subject& subject : analysis.subjects) ++seen[subject.name.substr(0, subject.name.find(" against "))];
    return std::any_of(seen.begin(), seen.end(), [](const auto& entry) { return entry.second > 1; });
}

bool next(const Analysis& analysis, std::vector<std::size_t>& at) {
    for (std::size_t i = 0; i < at.size(); ++i) {
        if (++at[i] < analysis.subjects[i].pieces.size()) return true;
        at[i] = 0;
    }
    return false;
}

std::size_t combinations(const Analysis& analysis) {
    std::size_t count = 1;
    for (const Subject& subject : analysis.subjects) {
        count *= std::max<std::size_t>(1, subject.pieces.size());
        if (count > most_combinations) return count;
    }
    return count;
}

struct Finding {
    enum class What { none, overlap, gap, never } what = What::none;
    std::vector<std::size_t> at;
    std::size_t first = 0, second = 0;
};

Finding look(const Analysis& analysis, const model::Choose& choose) {
    std::vector<std::size_t> at(analysis.subjects.size(), 0);
    std::vector<bool> ever(choose.cases.size(), false);
    Finding gap;
    do {
        std::vector<std::size_t> holding;
        for (std::size_t i = 0; i < choose.cases.size(); ++i) {
            if (condition_holds(analysis, choose.cases[i].condition, at)) holding.push_back(i);
        }
        if (holding.size() > 1 && !choose.in_turn) return {Finding::What::overlap, at, holding[0], holding[1]};
        if (holding.empty() && !choose.otherwise.is_set() && gap.what == Finding::What::none)
            gap = {Finding::What::gap, at, 0, 0};
        for (const std::size_t i : holding) {
            ever[i] = true;
            if (choose.in_turn) break;  // the first that holds is the one that applies
        }
    } while (next(analysis, at));
    if (gap.what != Finding::What::none) return gap;
    const auto never = std::find(ever.begin(), ever.end(), false);
    if (never != ever.end()) return {Finding::What::never, {}, static_cast<std::size_t>(never - ever.begin()), 0};
    return {};
}

}  // namespace

void check_exclusive(Draft& draft, const model::Choose& choose, Span place, const std::vector<Span>& case_spans) {
    Analysis analysis{draft, {}, {}, {}};
    for (const auto& one : choose.cases) note(analysis, one.condition);
    for (Subject& subject : analysis.subjects) cut(draft, subject);
    if (analysis.subjects.empty() || uses_opaque(analysis) || mixed_scales(analysis) ||
        combinations(analysis) > most_combinations)
        return;
    for (const Subject& subject : analysis.subjects)
        if (subject.pieces.empty()) return;
    const Finding finding = look(analysis, choose);
    const auto span_of = [&](std::size_t i) { return i < case_spans.size() ? case_spans[i] : place; };
    if (finding.what == Finding::What::overlap) {
        draft
            .error(Code::cases_overlap, span_of(finding.second),
                   fmt::format("this case and an earlier one both hold where {}", words(analysis, finding.at)))
            .label(draft.text.place(span_of(finding.first)), "the earlier case")
            .with_help("make the cases exclude one another, or write that they are `taken in turn`");
    } else if (finding.what == Finding::What::gap) {
        draft.error(Code::cases_leave_gap, place, fmt::format("no case holds where {}", words(analysis, finding.at)))
            .with_help("add the missing case, or a last one with `otherwise`; in a table a last row with `any other`");
    } else if (finding.what == Finding::What::never) {
        draft.error(Code::never_applies, span_of(finding.first), "this case can never hold")
            .with_help("correct its condition, or take the case out");
    }
}

}  // namespace concordat::check
