// engine/check/payment_members.cpp · room: check
// What:  a payment for each entry of a list, to or from the party that a column of the list names.
// Source: finding N37 (lists and belonging).

#include "check/payment_members.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

using model::Payment;
using syntax::PartyPhrase;
using syntax::PaymentSentence;

namespace {

/// "its Lead": the party that a column names for each entry of the list that the clause is about.
const model::MemberColumnSource* column_of_parties(Draft& draft, const PartyPhrase& phrase, const Scope& scope) {
    const Entity* entity = expect(draft, phrase.name, Entity::What::term);
    if (entity == nullptr) return nullptr;
    const auto* column = std::get_if<model::MemberColumnSource>(&draft.term(entity->term).source);
    const bool fits = column != nullptr && std::any_of(scope.axes.begin(), scope.axes.end(), [&](const Axis& axis) {
                          return axis.type == Axis::Type::member && axis.set == column->set;
                      });
    if (fits) return column;
    draft
        .error(Code::wrong_sort_of_name, phrase.span,
               fmt::format("`{}` names no party for each entry that this clause is about", phrase.name.text))
        .with_help("begin the clause with `For each` and the list whose table has that column");
    return nullptr;
}

}  // namespace

std::optional<PaidForEach> read_each(Draft& draft, const PaymentSentence& sentence) {
    const auto scope = scope_of(draft, sentence.of_each);
    if (!scope) return std::nullopt;
    PaidForEach each{*scope, std::nullopt};
    const auto member = std::find_if(scope->axes.begin(), scope->axes.end(),
                                     [](const Axis& axis) { return axis.type == Axis::Type::member; });
    if (member != scope->axes.end()) each.axis = *member;
    if (sentence.of_each && (!each.axis || scope->axes.size() != 1)) {
        draft
            .error(Code::wrong_sort_of_name, sentence.of_each->span,
                   "a payment is made for each entry of a list, or to each of a role")
            .with_help("write `For each` and one list, or `to each` and a role");
        return std::nullopt;
    }
    for (const auto& [phrase, column] :
         {std::pair{&sentence.payer, &each.payer}, std::pair{&sentence.payee, &each.payee}}) {
        if (phrase->article != PartyPhrase::Article::its) continue;
        *column = column_of_parties(draft, *phrase, *scope);
        if (*column == nullptr) return std::nullopt;
    }
    return each;
}

bool read_where(Draft& draft, const PaymentSentence& sentence, const Scope& scope, Payment& payment) {
    if (!sentence.of_each || sentence.of_each->where == nullptr) return true;
    const auto where = lower_condition(draft, *sentence.of_each->where, scope);
    if (where) payment.payee.where = where->id;
    return where.has_value();
}

void add_for_each_member(Draft& draft, const PaymentSentence& sentence, const Payment& payment,
                         const PaidForEach& each) {
    const Axis& axis = *each.axis;
    const std::size_t count = draft.contract.set(axis.set).members.size();
    for (std::size_t row = 0; row < count; ++row) {
        Payment one = payment;
        one.member = model::Member{axis.set, row};
        for (const auto& [column, selector] : {std::pair{each.payer, &one.payer}, std::pair{each.payee, &one.payee}}) {
            if (column == nullptr) continue;
            const auto* party = row < column->by_member.size() && column->by_member[row]
                                    ? std::get_if<model::PartyId>(&*column->by_member[row])
                                    : nullptr;
            if (party != nullptr) {
                selector->party = *party;
                continue;
            }
            const PartyPhrase& phrase = column == each.payer ? sentence.payer : sentence.payee;
            draft
                .error(Code::wrong_sort_of_name, phrase.span,
                       fmt::format("the `{}` of `{}` is no party of this agreement", phrase.name.text,
                                   draft.contract.set(axis.set).members[row]))
                .with_help("write the name of a party into the table");
            return;
        }
        draft.contract.payments.push_back(std::move(one));
    }
}

}  // namespace concordat::check
