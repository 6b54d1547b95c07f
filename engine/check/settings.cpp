// engine/check/settings.cpp · room: check
// What:  cases that set several terms: "If C, then X means A, and Y means B". All sentences that share a term are one
//        choice; each leaves a stage, so that the amount under its clause can be seen.
// Source: finding N8 (cases), N9 (a clause read with other words).

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/years.h"

namespace concordat::check {

namespace {

using model::Stage;
using syntax::Setting;
using syntax::SettingCase;
using syntax::SettingsSentence;

const SettingsSentence* settings_in(const syntax::Sentence& sentence) {
    return std::get_if<SettingsSentence>(&sentence.form);
}

// ---- whose cases they are -----------------------------------------------------------------------------------------

void add_names(const syntax::Amount& amount, std::vector<syntax::Name>& names) {
    if (const auto* reference = std::get_if<syntax::ReferenceAmount>(&amount.node)) {
        if (reference->reference.of.empty()) names.push_back(reference->reference.name);
    } else if (const auto* binary = std::get_if<syntax::Binary>(&amount.node)) {
        add_names(*binary->left, names);
        add_names(*binary->right, names);
    } else if (const auto* minus = std::get_if<syntax::Minus>(&amount.node)) {
        add_names(*minus->of, names);
    }
}

void add_names(const syntax::Condition& condition, std::vector<syntax::Name>& names) {
    if (const auto* comparison = std::get_if<syntax::Comparison>(&condition.node)) {
        add_names(*comparison->left, names);
        add_names(*comparison->right, names);
    } else if (const auto* one_of = std::get_if<syntax::OneOf>(&condition.node)) {
        add_names(*one_of->left, names);
    } else if (const auto* missing = std::get_if<syntax::IsMissing>(&condition.node)) {
        add_names(*missing->of, names);
    } else if (const auto* there_is = std::get_if<syntax::ThereIs>(&condition.node)) {
        names.push_back(there_is->what.name);
    } else if (const auto* junction = std::get_if<syntax::Junction>(&condition.node)) {
        for (const auto& item : junction->items) add_names(*item, names);
    } else if (const auto* negation = std::get_if<syntax::Negation>(&condition.node)) {
        add_names(*negation->of, names);
    }
}

std::vector<syntax::Name> names_tested(const SettingGroup& group) {
    std::vector<syntax::Name> names;
    for (const StandingSentence& standing : group.sentences) {
        for (const SettingCase& one : settings_in(*standing.sentence)->cases) {
            if (one.condition != nullptr) add_names(*one.condition, names);
        }
    }
    return names;
}

/// What the `For each` says; without one, the parties and members that the tested terms have values for.
std::optional<Scope> scope_of_group(Draft& draft, const SettingGroup& group) {
    for (const StandingSentence& standing : group.sentences) {
        const auto& for_each = settings_in(*standing.sentence)->for_each;
        if (for_each != nullptr) return scope_of(draft, std::optional<syntax::ForEach>(*for_each));
    }
    Scope scope;
    for (const syntax::Name& name : names_tested(group)) {
        const Entity* entity = draft.find(name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        const auto seen = foresee(draft, entity->term, draft.contract.settles, name.span);
        if (!seen) {
            draft
                .error(Code::earlier_value_of_other_kind, name.span,
                       fmt::format("whose cases these are cannot be told: `{}` rests on what they decide", name.text))
                .with_help("begin the clause with `For each` and the role");
            return std::nullopt;
        }
        for (const Axis& axis : seen->index) {
            if (axis.type == Axis::Type::record) scope.record = axis.record;
            const bool known = std::find(scope.axes.begin(), scope.axes.end(), axis) != scope.axes.end();
            if (axis.type != Axis::Type::period && !known) scope.axes.push_back(axis);
        }
    }
    return scope;
}

// ---- one term in all cases ------------------------------------------------------------------------------------------

/// A case for one term, as written and as read otherwise.
struct CaseMade {
    ExprId condition, amount;            // no condition: otherwise
    ExprId read_condition, read_amount;  // as the clause is read where another clause says so
    Span span;
};
struct SentenceMade {
    const StandingSentence* standing = nullptr;
    std::vector<CaseMade> cases;
    ExprId reads;  // where the clause is read otherwise
};
struct Lowering {
    Draft& draft;
    const SettingGroup& group;
    model::TermId id;
    const Scope& scope;
    std::optional<Kind> kind;

    [[nodiscard]] const std::string& name() const { return draft.contract.term(id).name; }
};

const Setting* setting_of(const Lowering& at, const SettingCase& one) {
    for (const Setting& setting : one.settings) {
        if (setting.what == Setting::What::nothing_carried && at.group.carried.contains(at.name())) return &setting;
        if (setting.what != Setting::What::above_is_lost && setting.name.text == at.name()) return &setting;
    }
    return nullptr;
}

void report_unset(const Lowering& at, const SettingCase& one) {
    std::string other;
    for (const StandingSentence& standing : at.group.sentences) {
        for (const SettingCase& there : settings_in(*standing.sentence)->cases) {
            if (setting_of(at, there) != nullptr && other.empty()) other = standing.number;
        }
    }
    at.draft
        .error(
            Code::case_leaves_term_unset, one.span,
            fmt::format("this case says nothing of `{}`, which clause {} decides by the same test; a later use of it "
                        "would have no value here",
                        at.name(), other))
        .with_help(
            fmt::format("add `; there is no {}` where it is nothing in this case, or say what it means", at.name()));
}

std::optional<ExprId> amount_in(Lowering& at, const SettingCase& one) {
    const Setting* setting = setting_of(at, one);
    if (setting == nullptr) {
        report_unset(at, one);
        return std::nullopt;
    }
    if (setting->what != Setting::What::means)
        return at.draft.add(model::Constant{exact::Ratio(0)}, at.kind.value_or(Kind::number()), setting->span);
    auto value = lower_tailed(at.draft, setting->amount, at.scope, at.kind ? &*at.kind : nullptr);
    if (value && setting->parts) {
        Scope scope = at.scope;
        value = lower_parts(at.draft, value, *setting->parts, scope, {});
    }
    if (!value) return std::nullopt;
    at.kind =
        at.kind ? same_kind(at.draft, *at.kind, value->kind, setting->span, "be results of one choice") : value->kind;
    if (!at.kind) return std::nullopt;
    return value->id;
}

bool lower_case(Lowering& at, const SettingCase& one, ExprId& condition, ExprId& amount) {
    if (one.condition != nullptr) {
        const auto lowered = lower_condition(at.draft, *one.condition, at.scope);
        if (!lowered) return false;
        condition = lowered->id;
    }
    const auto found = amount_in(at, one);
    if (found) amount = *found;
    return found.has_value();
}

/// The only other reading of a clause; two of them are refused when they are gathered.
const Reading* reading_of(const Draft& draft, std::string_view number) {
    const auto found = draft.years->readings.find(number);
    return found == draft.years->readings.end() || found->second.empty() ? nullptr : &found->second.front();
}

std::optional<SentenceMade> lower_sentence(Lowering& at, const StandingSentence& standing) {
    const InClause here(at.draft, standing.number);
    SentenceMade made{&standing, {}, {}};
    const Reading* reading = reading_of(at.draft, standing.number);
    const syntax::Sentence* instead = reading == nullptr ? nullptr : instead_of(at.draft, standing, *reading);
    const SettingsSentence* read = instead == nullptr ? nullptr : settings_in(*instead);
    if (read != nullptr) {
        at.draft.years->applied.insert("read " + standing.number);
        const auto where = lower_condition(at.draft, *reading->rule->condition, at.scope);
        if (!where) return std::nullopt;
        made.reads = where->id;
    }
    const auto& cases = settings_in(*standing.sentence)->cases;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CaseMade one{{}, {}, {}, {}, cases[i].condition == nullptr ? cases[i].span : cases[i].condition->span};
        if (!lower_case(at, cases[i], one.condition, one.amount)) return std::nullopt;
        const bool both = read != nullptr && i < read->cases.size();
        if (both && !lower_case(at, read->cases[i], one.read_condition, one.read_amount)) return std::nullopt;
        made.cases.push_back(one);
    }
    return made;
}

// ---- stages -------------------------------------------------------------------------------------------------------

bool stand_together(const StandingSentence& a, const StandingSentence& b) {
    const bool a_over = a.until && b.from && *a.until <= *b.from;
    const bool b_over = b.until && a.from && *b.until <= *a.from;
    return !a_over && !b_over;
}

/// One or the other, by whether the clause is read otherwise.
ExprId as_read(const Lowering& at, const SentenceMade& made, ExprId written, ExprId read, const Kind& kind) {
    if (!made.reads.is_set() || !read.is_set() || !written.is_set()) return written;
    return at.draft.add(model::Choose{{{made.reads, read}}, written, true}, kind);
}

/// All cases that stand together, as written or as read otherwise: exactly one holds.
void check_whole(const Lowering& at, const std::vector<SentenceMade>& sentences, bool read) {
    model::Choose choose;
    std::vector<Span> spans;
    for (const SentenceMade& made : sentences) {
        if (made.standing->until) continue;
        for (const CaseMade& one : made.cases) {
            const ExprId condition = read && one.read_condition.is_set() ? one.read_condition : one.condition;
            if (!condition.is_set()) choose.otherwise = one.amount;
            else choose.cases.push_back({condition, one.amount}), spans.push_back(one.span);
        }
    }
    if (spans.empty()) return;
    check_exclusive(at.draft, choose, spans.front(), spans);
}

void add_stages(const Lowering& at, const std::vector<SentenceMade>& sentences) {
    const Kind kind = *at.kind;
    for (std::size_t k = 0; k < sentences.size(); ++k) {
        const SentenceMade& made = sentences[k];
        const ExprId previous = at.draft.add(model::Previous{}, kind);
        model::Choose choose;
        bool last = true;
        for (std::size_t j = 0; j < sentences.size(); ++j) {
            if (j == k || !stand_together(*sentences[j].standing, *made.standing)) continue;
            last = last && j < k;
            for (const CaseMade& other : sentences[j].cases) {
                const ExprId condition =
                    as_read(at, sentences[j], other.condition, other.read_condition, Kind::yes_no());
                if (j < k && condition.is_set()) choose.cases.push_back({condition, previous});
            }
        }
        for (const CaseMade& one : made.cases) {
            const ExprId amount = as_read(at, made, one.amount, one.read_amount, kind);
            const ExprId condition = as_read(at, made, one.condition, one.read_condition, Kind::yes_no());
            if (condition.is_set()) choose.cases.push_back({condition, amount});
            else choose.otherwise = amount;
        }
        if (!last && !choose.otherwise.is_set()) choose.otherwise = previous;
        const Stage::Effect effect = k == 0 ? Stage::Effect::defines : Stage::Effect::sets;
        const Span span = made.standing->sentence->span;
        add_stage(at.draft, at.id, effect, *made.standing, at.draft.add(std::move(choose), kind, span));
    }
}

// ---- gathering ------------------------------------------------------------------------------------------------------

void read_marks(Draft& draft, const SettingCase& one, SettingGroup& group) {
    const Setting* before = nullptr;
    for (const Setting& setting : one.settings) {
        if (setting.carried) {
            group.carried.insert(setting.name.text);
            draft.years->carried.emplace(setting.name.text, setting.name.span);
        }
        const bool limited = before != nullptr && std::any_of(before->amount.tails.begin(), before->amount.tails.end(),
                                                              [](const syntax::Tail& tail) { return tail.upper; });
        if (setting.what == Setting::What::above_is_lost && !limited) {
            draft
                .error(Code::word_out_of_place, setting.span,
                       "`anything above that is lost` stands behind an amount that nothing limits from above")
                .with_help("put `but not more than L` behind the amount, or take these words out");
        }
        before = &setting;
    }
}

/// The group that one of the terms is in already, or a new one; groups that a sentence joins become one.
SettingGroup& group_for(YearRules& years, const std::vector<std::string>& terms) {
    std::optional<std::size_t> found;
    for (const std::string& term : terms) {
        const auto known = years.group_of.find(term);
        if (known == years.group_of.end()) continue;
        if (!found) found = known->second;
        if (*found == known->second) continue;
        SettingGroup& into = years.groups[*found];
        SettingGroup& from = years.groups[known->second];
        into.sentences.insert(into.sentences.end(), from.sentences.begin(), from.sentences.end());
        into.terms.insert(into.terms.end(), from.terms.begin(), from.terms.end());
        into.carried.insert(from.carried.begin(), from.carried.end());
        for (const std::string& moved : from.terms) years.group_of[moved] = *found;
        from = {};
    }
    if (!found) {
        found = years.groups.size();
        years.groups.emplace_back();
    }
    for (const std::string& term : terms) {
        if (years.group_of.emplace(term, *found).second) years.groups[*found].terms.push_back(term);
    }
    return years.groups[*found];
}

bool defined_otherwise(Draft& draft, const Setting& setting, const StandingSentence& standing) {
    const Entity* entity = draft.find(setting.name.text);
    if (entity == nullptr) {
        report_unknown(draft, setting.name);
        return true;
    }
    if (entity->what != Entity::What::term) {
        (void)expect(draft, setting.name, Entity::What::term);
        return true;
    }
    const bool plain = !std::holds_alternative<model::DefinedSource>(draft.term(entity->term).source) ||
                       !draft.draft(entity->term).definitions.empty();
    if (!plain || standing.from) return false;
    draft
        .error(
            Code::clauses_conflict, setting.name.span,
            fmt::format("clause {} also says what `{}` is, and neither of the two yields to the other where both apply",
                        draft.draft(entity->term).clause, setting.name.text))
        .with_help(fmt::format("begin this clause with `Despite clause {}, if ...`", draft.draft(entity->term).clause));
    return true;
}

}  // namespace

bool lower_settings(Draft& draft, Making& making) {
    SettingGroup& group = draft.years->groups[draft.years->group_of.at(draft.term(making.id).name)];
    auto scope = scope_of_group(draft, group);
    if (!scope) return false;
    making.scope = std::move(*scope);
    making.scope.units_used = &making.units;
    Lowering at{draft, group, making.id, making.scope, {}};
    std::vector<SentenceMade> sentences;
    for (const StandingSentence& standing : group.sentences) {
        auto made = lower_sentence(at, standing);
        if (!made) return false;
        sentences.push_back(std::move(*made));
    }
    if (!at.kind) return false;
    if (!std::exchange(group.checked, true)) {
        const InClause here(draft, group.sentences.front().number);
        check_whole(at, sentences, false);
        const bool read = std::any_of(sentences.begin(), sentences.end(),
                                      [](const SentenceMade& made) { return made.reads.is_set(); });
        if (read) check_whole(at, sentences, true);
    }
    draft.term(making.id).kind = *at.kind;
    add_stages(at, sentences);
    for (const StandingSentence& standing : group.sentences) {
        const InClause here(draft, standing.number);
        check_variation_date(draft, making.id, standing, {}, standing.sentence->span);
    }
    draft.term(making.id).index = index_of(draft, making);
    return true;
}

void gather_settings(Draft& draft) {
    YearRules& years = *draft.years;
    for (const StandingSentence& standing : draft.sentences) {
        const SettingsSentence* settings = settings_in(*standing.sentence);
        if (settings == nullptr) continue;
        const InClause here(draft, standing.number);
        std::vector<std::string> terms;
        bool fine = true;
        for (const SettingCase& one : settings->cases) {
            for (const Setting& setting : one.settings) {
                if (setting.name.text.empty()) continue;
                if (std::find(terms.begin(), terms.end(), setting.name.text) != terms.end()) continue;
                fine = !defined_otherwise(draft, setting, standing) && fine;
                terms.push_back(setting.name.text);
            }
        }
        if (!fine) continue;
        SettingGroup& group = group_for(years, terms);
        group.sentences.push_back(standing);
        for (const SettingCase& one : settings->cases) read_marks(draft, one, group);
    }
    for (const SettingGroup& group : years.groups) {
        for (const std::string& term : group.terms) {
            TermDraft& made = draft.draft(draft.find(term)->term);
            made.definitions = group.sentences;
        }
    }
}

}  // namespace concordat::check
