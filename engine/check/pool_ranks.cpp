// engine/check/pool_ranks.cpp · room: check
// What:  what is there is used for claims in the order of their ranks, which a table gives: those of one rank in
//        proportion to what is owed, each within its limit.
// Source: finding N28.
// How:   those who are paid in one rank stand in a role of that rank; what is owed to each is a term of the role.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "check/pool_claims.h"
#include "check/pool_flows.h"
#include "exact/decimal_text.h"

namespace concordat::check {

namespace {

using syntax::Cell;
using syntax::Destination;
using syntax::Table;

struct Claim {
    model::PartyId payee;
    ExprId owed;
};

struct Columns {
    std::size_t rank = 0, claim = 0, payee = 0;
    std::optional<std::size_t> limit;
};

std::optional<std::size_t> column_called(const Table& table, std::string_view heading) {
    const auto found = std::find_if(table.headings.begin(), table.headings.end(),
                                    [&](const Cell& cell) { return cell.text == heading; });
    if (found == table.headings.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.headings.begin());
}

std::optional<Columns> columns_of(const Flow& flow, const Table& table) {
    const auto rank = column_called(table, "Rank");
    const auto claim = column_called(table, "Claim");
    const auto payee = column_called(table, "Payee");
    if (rank && claim && payee) return Columns{*rank, *claim, *payee, column_called(table, "Limit")};
    flow.refuse(Code::pool_use_unclear, table.span, "the table does not say in which rank who is paid what",
                "give it the headings `| Rank | Claim | Payee | Limit |`; the last may be left out");
    return std::nullopt;
}

/// The parties of `each Partner`, `Marsh ICB` or `the Funder`.
std::vector<model::PartyId> payees_of(const Flow& flow, const Cell& cell, bool& each) {
    std::string name = cell.text;
    each = name.starts_with("each ");
    if (each) name.erase(0, 5);
    if (name.starts_with("the ")) name.erase(0, 4);
    const Entity* entity = flow.draft.find(name);
    if (entity != nullptr && entity->what == Entity::What::party) return {entity->party};
    if (entity != nullptr && entity->what == Entity::What::role) {
        const auto& parties = flow.draft.contract.role(entity->role).parties;
        if (each || parties.size() == 1) return parties;
    }
    flow.refuse(Code::pool_use_unclear, cell.span, fmt::format("`{}` names nobody who could be paid", cell.text),
                "write the name of a party, or `each` and a role");
    return {};
}

bool has_parties(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    return std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::party; });
}

/// What is owed to one of them, in whole coins, never below nothing and within the limit.
std::optional<ExprId> owed_to(const Flow& flow, const syntax::Reference& claim, bool of_each, model::PartyId payee,
                              const Cell* limit) {
    syntax::Reference reference = claim;
    if (of_each && reference.of.empty())
        reference.of.push_back(
            {syntax::Possessor::Article::none, {flow.draft.contract.party(payee).name, claim.name.span}});
    const auto amount = flow.whole(reference);
    if (!amount) return std::nullopt;
    const ExprId owed = flow.not_below_nothing(*amount);
    if (limit == nullptr || limit->special == Cell::Special::blank || limit->special == Cell::Special::no_limit)
        return owed;
    const Kind money = Kind::money();
    const auto at = limit->amount != nullptr ? lower_amount(flow.draft, *limit->amount, Scope{}, &money) : std::nullopt;
    if (at && demand(flow.draft, at->kind, money, limit->span, "the limit of a claim"))
        return flow.lesser(owed, at->id);
    if (limit->amount == nullptr)
        flow.refuse(Code::pool_use_unclear, limit->span, fmt::format("`{}` is no limit", limit->text),
                    "write an amount, `no limit`, or leave the cell blank");
    return std::nullopt;
}

bool read_row(const Flow& flow, const syntax::Row& row, const Columns& columns,
              std::map<exact::Ratio, std::vector<Claim>>& ranks) {
    const Cell& rank = row.cells[columns.rank];
    const Cell& claim = row.cells[columns.claim];
    const auto* number = rank.amount != nullptr ? std::get_if<syntax::LiteralAmount>(&rank.amount->node) : nullptr;
    if (number == nullptr || number->literal.type != syntax::Literal::Type::number)
        return flow.refuse(Code::pool_use_unclear, rank.span, fmt::format("`{}` is no rank", rank.text),
                           "number the ranks: 1 is paid first");
    const auto* named = claim.amount != nullptr ? std::get_if<syntax::ReferenceAmount>(&claim.amount->node) : nullptr;
    if (named == nullptr)
        return flow.refuse(Code::pool_use_unclear, claim.span, fmt::format("`{}` names no amount", claim.text),
                           "write the name of a term");
    const Entity* entity = expect(flow.draft, named->reference.name, Entity::What::term);
    if (entity == nullptr || !ensure_lowered(flow.draft, entity->term, claim.span)) return false;
    flow.draft.draft(entity->term).used = true;
    bool each = false;
    const auto payees = payees_of(flow, row.cells[columns.payee], each);
    if (payees.empty()) return false;
    const bool of_each = has_parties(flow.draft, entity->term);
    if (each && !of_each)
        return flow.refuse(Code::pool_use_unclear, row.cells[columns.payee].span,
                           fmt::format("`{}` has no value for each of them", claim.text),
                           "name one party, or an amount of each");
    for (const model::PartyId payee : payees) {
        const auto owed =
            owed_to(flow, named->reference, of_each, payee, columns.limit ? &row.cells[*columns.limit] : nullptr);
        if (!owed) return false;
        ranks[number->literal.number].push_back({payee, *owed});
    }
    return true;
}

/// Those who are paid in a rank, and what is owed to each of them.
struct Rank {
    model::RoleId role;
    ExprId owed;
};
Rank rank_of(const Flow& flow, const std::string& name, const std::vector<Claim>& claims) {
    Draft& draft = flow.draft;
    const model::RoleId role(draft.contract.roles.size());
    draft.contract.roles.push_back({name, name, {}, {}});
    auto& parties = draft.contract.roles.back().parties;
    const Axis axis{Axis::Type::party, role, {}, {}, {}};
    const ExprId here = draft.add(model::ScopeElement{axis}, Kind::party(role));
    model::Choose choose;
    choose.in_turn = true;
    for (const Claim& claim : claims) {
        if (std::find(parties.begin(), parties.end(), claim.payee) != parties.end()) continue;
        parties.push_back(claim.payee);
        std::optional<ExprId> owed;
        for (const Claim& other : claims)
            if (other.payee == claim.payee) owed = owed ? flow.plus(*owed, other.owed) : other.owed;
        const ExprId there = draft.add(model::Constant{claim.payee}, Kind::party(role));
        const ExprId is_it = draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no());
        choose.cases.push_back({is_it, *owed});
    }
    choose.otherwise = draft.add(model::Constant{exact::Ratio(0)}, Kind::money());
    return {role, draft.add(std::move(choose), Kind::money(), flow.span)};
}

/// What each of those paid by the table is not paid of one rank: a term of the rank, asked for whoever has a place in
/// it.
ExprId not_met_of_rank(const Flow& flow, const std::string& name, const Rank& rank, ExprId part, model::RoleId all) {
    Draft& draft = flow.draft;
    const Axis axis{Axis::Type::party, rank.role, {}, {}, {}};
    const model::TermId id = pool_term(draft, name, flow.span);
    auto& index = draft.term(id).index;
    index.insert(index.begin(), axis);
    model::Stage stage{model::Stage::Effect::defines, flow.standing.clause, flow.less(rank.owed, part),
                       flow.standing.from, flow.standing.until};
    stage.words = flow.words();
    draft.term(id).stages.push_back(std::move(stage));
    const ExprId here = draft.add(model::ScopeElement{{Axis::Type::party, all, {}, {}, {}}}, Kind::party(all));
    model::Choose choose;
    choose.in_turn = true;
    for (const model::PartyId party : draft.contract.role(rank.role).parties) {
        const ExprId there = draft.add(model::Constant{party}, Kind::party(rank.role));
        const ExprId is_it = draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no());
        const ExprId its = draft.add(model::TermRef{id, {{axis, there}}, std::nullopt}, Kind::money(), flow.span);
        choose.cases.push_back({is_it, its});
    }
    choose.otherwise = draft.add(model::Constant{exact::Ratio(0)}, Kind::money());
    return draft.add(std::move(choose), Kind::money(), flow.span);
}

/// What is not met lapses, is paid by somebody to the same parties, or is carried and owed to them.
bool deal_with_unmet(const Flow& flow, const Destination& goes, const std::string& label, const std::string& name,
                     const Rank& rank, ExprId part) {
    if (goes.type == Destination::Type::lapses) return true;
    const PoolAccount* account = goes.carried_as ? account_named(flow.draft, goes.carried_as->text) : nullptr;
    if (goes.type == Destination::Type::carried) {
        if (account != nullptr && !account->owed_to.is_set())
            return flow.refuse(Code::pool_use_unclear, goes.span, "the table names nobody to whom this could be owed",
                               "write in its column Payee the name of a party, or `each` and a role");
        if (account == nullptr)
            return leave_unmet(flow, goes, {rank.role, name, part, part});  // which tells what is not said
        const std::string not_met = name + " not met, of each";
        const ExprId of_each = not_met_of_rank(flow, not_met, rank, part, account->owed_to);
        return leave_unmet(flow, goes, {account->owed_to, name, flow.total_of(account->owed_to, of_each), of_each});
    }
    const auto party = one_party(flow.draft, *goes.to);
    if (party) flow.pay_each(*party, rank.role, flow.less(rank.owed, part), label + ", not met");
    return party.has_value();
}

}  // namespace

std::optional<model::RoleId> role_of_ranks(Draft& draft, const syntax::AppliedSentence& sentence) {
    const auto column = column_called(*sentence.ranks, "Payee");
    if (!column) return std::nullopt;
    std::vector<model::PartyId> parties;
    std::set<model::RoleId> roles;
    for (const syntax::Row& row : sentence.ranks->rows) {
        std::string name = row.cells[*column].text;
        for (const std::string_view article : {"each ", "the "})
            if (name.starts_with(article)) name.erase(0, article.size());
        const Entity* entity = draft.find(name);
        if (entity == nullptr) continue;
        if (entity->what == Entity::What::role) {
            const auto& more = draft.contract.role(entity->role).parties;
            parties.insert(parties.end(), more.begin(), more.end());
            roles.insert(entity->role);
        } else if (entity->what == Entity::What::party) {
            parties.push_back(entity->party);
            roles.insert(model::RoleId());
        }
    }
    if (parties.empty()) return std::nullopt;
    if (roles.size() == 1 && roles.begin()->is_set()) return *roles.begin();
    // In the order of the Parties table, which decides on the last penny.
    std::sort(parties.begin(), parties.end());
    parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
    const model::RoleId role(draft.contract.roles.size());
    const std::string name = "payee of " + sentence.amount.name.text;
    draft.contract.roles.push_back({name, name, std::move(parties), {}});
    return role;
}

std::optional<ExprId> pay_ranks(const Flow& flow, const syntax::AppliedSentence& sentence, std::size_t pool,
                                ExprId left) {
    Draft& draft = flow.draft;
    const std::string& whose = sentence.amount.name.text;
    const auto columns = columns_of(flow, *sentence.ranks);
    if (!columns) return std::nullopt;
    std::map<exact::Ratio, std::vector<Claim>> ranks;
    for (const syntax::Row& row : sentence.ranks->rows)
        if (!read_row(flow, row, *columns, ranks)) return std::nullopt;
    if (!draft.odd_pennies) {
        flow.refuse(Code::odd_penny_unsaid, flow.span, "the division does not say where an odd penny goes",
                    "add a clause `Wherever an amount is divided, any odd penny goes to the largest remainder.`");
        return std::nullopt;
    }
    if (!sentence.not_met) {
        flow.refuse(Code::excess_without_home, flow.span, "it is not said what becomes of a claim that is not met",
                    "add `; what is not met lapses`, `falls on P`, or `is carried forward as \"Unmet Claims\"`");
        return std::nullopt;
    }
    for (const auto& [number, claims] : ranks) {
        const std::string label = fmt::format("rank {}", exact::write_exact(number));
        const Rank rank = rank_of(flow, fmt::format("{} of {}", label, whose), claims);
        const ExprId all = flow.total_of(rank.role, rank.owed);
        const ExprId used = flow.named(fmt::format("{} applied to {}", whose, label), flow.lesser(left, all));
        model::PartySelector payee;
        payee.each_of = rank.role;
        const ExprId part = flow.among(rank.role, used, rank.owed);
        flow.pay_out(pool, payee, part, label);
        if (!deal_with_unmet(flow, *sentence.not_met, label, fmt::format("{} of {}", label, whose), rank, part))
            return std::nullopt;
        left = flow.less(left, used);
    }
    return left;
}

}  // namespace concordat::check
