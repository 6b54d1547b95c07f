// engine/check/pool_ends.h · room: check
// What:  a sentence on pools while it is turned into what goes in and out, and the rules on how long a balance is kept.
#pragma once

#include "check/pools.h"

namespace concordat::check {

/// One sentence, and the small steps that all of them are made of.
struct Flow {
    Draft& draft;
    const StandingSentence& standing;
    Span span;
    bool only_at_end = false;  // what is paid is paid once, in the last period

    [[nodiscard]] ExprId term(model::TermId id, std::optional<std::size_t> stage = {}) const;
    /// What a balance is when this sentence comes to it.
    [[nodiscard]] ExprId before(const PoolAccount& account) const;
    [[nodiscard]] ExprId less(ExprId of, ExprId what) const;
    [[nodiscard]] ExprId plus(ExprId of, ExprId what) const;
    [[nodiscard]] ExprId not_below_nothing(ExprId of) const;
    [[nodiscard]] ExprId lesser(ExprId of, ExprId what) const;
    /// A term of this name, for statements and explanations.
    [[nodiscard]] ExprId named(const std::string& name, ExprId value) const;
    [[nodiscard]] std::string words() const;
    void change(PoolAccount& account, ExprId amount, bool in, std::optional<std::size_t> place = {}) const;
    bool refuse(Code code, Span where, std::string message, std::string help) const;
    [[nodiscard]] std::optional<std::size_t> pool_of(const std::vector<const PoolAccount*>& touched) const;
    void pay_out(std::size_t pool, const model::PartySelector& payee, ExprId amount, std::string part) const;
    void pay_in(std::size_t pool, model::PartyId payer, ExprId amount) const;
    /// A party pays those of a role, beside the pool.
    void pay_each(model::PartyId payer, model::RoleId payees, ExprId amount, std::string part) const;
    /// Nothing but in the last period of the agreement.
    [[nodiscard]] ExprId in_last_period(ExprId amount) const;
    /// To one party, or divided among those of a role.
    [[nodiscard]] bool give(std::size_t pool, ExprId amount, const syntax::Destination& goes,
                            const std::string& part) const;
    [[nodiscard]] ExprId among(model::RoleId role, ExprId amount, ExprId weight, ExprId where = {}) const;
    [[nodiscard]] ExprId total_of(model::RoleId role, ExprId of) const;
    /// An amount of the pools' period, in whole coins.
    [[nodiscard]] std::optional<ExprId> whole(const syntax::Reference& reference) const;
};

[[nodiscard]] bool keep_for(const Flow& flow, const syntax::KeptForSentence& kept);
[[nodiscard]] bool end_pools(const Flow& flow, const syntax::EndRuleSentence& end);

}  // namespace concordat::check
