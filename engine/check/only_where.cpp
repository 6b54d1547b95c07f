// engine/check/only_where.cpp · room: check
// What:  sentences about some of the records: `For each Spell with HRG "HE11A", ...; for every other Spell X is A`.
// Source: findings section 1 (`there is no X`: 0 of its kind), N10.

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

/// The names behind `for every other` are those that the sentence began with.
bool names_the_same(Draft& draft, const syntax::ForEach& for_each, const syntax::DefinitionSentence& definition) {
    const auto& others = *definition.others;
    const auto differs = [&](const syntax::Name& found, const std::string& wanted) {
        if (found.text == wanted) return false;
        draft
            .error(Code::restated_otherwise, found.span,
                   fmt::format("the sentence is about `{}`; here stands `{}`", wanted, found.text))
            .with_help(
                fmt::format("write `for every other {} {} is ...`", for_each.names.front().text, definition.name.text));
        return true;
    };
    return !differs(others.of, for_each.names.front().text) && !differs(others.term.name, definition.name.text);
}

/// `of a Provider whose C`: the record has exactly one field that says which.
bool has_such_field(Draft& draft, const syntax::ForEach& for_each, const Scope& scope) {
    if (!for_each.of) return true;
    const auto axis = axis_of(draft, *for_each.of);
    if (!axis) return false;
    if (!scope.record) return true;
    std::size_t found = 0;
    for (const model::Field& field : draft.contract.record(*scope.record).fields) {
        const bool party = axis->type == Axis::Type::party && field.kind.base == model::KindBase::party &&
                           field.kind.role == axis->role;
        const bool member = axis->type == Axis::Type::member && field.kind.base == model::KindBase::member &&
                            field.kind.set == axis->set;
        const bool record = axis->type == Axis::Type::record && field.kind.base == model::KindBase::record &&
                            field.kind.record == axis->record;
        if (party || member || record) ++found;
    }
    if (found == 1) return true;
    draft
        .error(Code::its_of_nothing, for_each.of->span,
               fmt::format("a {} has {} fields that name a {}; which one is meant is not said",
                           draft.contract.record(*scope.record).name, found == 0 ? "no" : "several", for_each.of->text))
        .with_help("write the condition with the name of the field: `where its ... is ...`");
    return false;
}

/// Nothing, of this kind: 0 of an amount, none of anything else.
ExprId nothing_of(Draft& draft, const Kind& kind) {
    if (kind.base == model::KindBase::amount) return draft.add(model::Constant{exact::Ratio(0)}, kind);
    return draft.add(model::Constant{model::None{}}, kind);
}

}  // namespace

MaybeLowered only_where(Draft& draft, const std::optional<syntax::ForEach>& for_each,
                        const syntax::DefinitionSentence* definition, MaybeLowered value, const Scope& scope) {
    const bool others_said = definition != nullptr && definition->others.has_value();
    if (!for_each || for_each->where == nullptr) {
        if (!others_said) return value;
        draft
            .error(Code::others_of_nobody, definition->others->of.span,
                   fmt::format("the sentence is about every {0}; there is no other {0}", definition->others->of.text))
            .with_help("say at its beginning which ones are meant: `For each X where C, ...`");
        return std::nullopt;
    }
    if (!has_such_field(draft, *for_each, scope)) return std::nullopt;
    const auto where = lower_condition(draft, *for_each->where, scope);
    if (others_said && !names_the_same(draft, *for_each, *definition)) return std::nullopt;
    if (!where || !value) return std::nullopt;
    Kind kind = value->kind;
    ExprId otherwise;
    if (others_said) {
        const auto amount = lower_tailed(draft, definition->others->amount, scope, &kind);
        if (!amount) return std::nullopt;
        const auto joint =
            same_kind(draft, kind, amount->kind, definition->others->amount.amount->span, "be results of one clause");
        if (!joint) return std::nullopt;
        kind = *joint;
        otherwise = amount->id;
    } else {
        otherwise = nothing_of(draft, kind);
    }
    return made(draft, model::Choose{{{where->id, value->id}}, otherwise, true}, kind, for_each->span);
}

}  // namespace concordat::check
