// engine/check/shared.cpp · room: check
// What:  an amount cut into bands, each band shared between parties: the part of each.
// Source: row P1; share-algebra K5; finding N24 (named parts are rounded down, one takes what remains).
// How:   each party's part is a hidden term for each period; `its part of X` is that term.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"

namespace concordat::check {

namespace {

using syntax::SharedSentence;

struct Sharing {
    const SharedSentence& sentence;
    const StandingSentence& standing;
    model::TermId amount;
    std::vector<std::size_t> columns;  // of the table: one for each party
    std::vector<model::PartyId> parties;
    std::optional<std::size_t> remainder;  // takes what is left, and the odd pennies with it
};

bool refuse_sharing(Draft& draft, Span span, const std::string& message, const std::string& help) {
    draft.error(Code::shared_not_whole, span, message).with_help(help);
    return false;
}

bool says_remainder(const syntax::Cell& cell) { return cell.text == "remainder" || cell.text == "the remainder"; }

/// A column for each party: all headings but those of the two edges.
bool read_columns(Draft& draft, Sharing& sharing) {
    const auto& headings = sharing.sentence.table.headings;
    for (std::size_t column = 0; column < headings.size(); ++column) {
        const Entity* entity = draft.find(headings[column].text);
        if (entity == nullptr) continue;
        if (entity->what == Entity::What::role && draft.contract.role(entity->role).parties.size() == 1) {
            sharing.parties.push_back(draft.contract.role(entity->role).parties.front());
        } else if (entity->what == Entity::What::party) {
            sharing.parties.push_back(entity->party);
        } else {
            continue;
        }
        sharing.columns.push_back(column);
    }
    if (sharing.columns.size() >= 2 && sharing.columns.size() + 2 == headings.size()) return true;
    return refuse_sharing(draft, headings.empty() ? sharing.sentence.table.span : headings.front().span,
                          "the headings do not say where a band begins, where it ends, and the part of each party",
                          "head the columns for example `Surplus above | up to and including | Ash Trust | Elm Trust`");
}

/// Each band is shared whole: named shares total 100%, or one party takes the remainder.
bool rows_are_whole(Draft& draft, Sharing& sharing) {
    for (const syntax::Row& row : sharing.sentence.table.rows) {
        exact::Ratio total = 0;
        bool rest = false;
        for (std::size_t place = 0; place < sharing.columns.size(); ++place) {
            const syntax::Cell& cell = row.cells[sharing.columns[place]];
            if (says_remainder(cell)) {
                const bool other = rest || (sharing.remainder && *sharing.remainder != place);
                if (other)
                    return refuse_sharing(draft, cell.span, "two parties take the remainder",
                                          "let one party take it in every band, and give the others percentages");
                rest = true;
                sharing.remainder = place;
                continue;
            }
            const Kind percentage = Kind::percentage();
            const auto share = read_fixed(draft, cell, &percentage);
            const auto* number = share ? std::get_if<exact::Ratio>(&share->value) : nullptr;
            if (number == nullptr) return false;
            total += *number;
        }
        const std::string found = model::write_for_people(draft.contract, total, Kind::percentage());
        const Span last = row.cells[sharing.columns.back()].span;
        if (rest && total > exact::Ratio(1))
            return refuse_sharing(draft, last, fmt::format("the named shares of this band total {}", found),
                                  "correct a percentage: with the remainder they are 100%");
        if (!rest && total != exact::Ratio(1))
            return refuse_sharing(draft, last, fmt::format("the shares of this band total {}, not 100%", found),
                                  "correct a percentage, or write `remainder` for one of the parties");
    }
    return true;
}

bool read_taker(Draft& draft, Sharing& sharing) {
    if (sharing.sentence.odd_penny && sharing.sentence.odd_penny->to) {
        const syntax::Name& name = *sharing.sentence.odd_penny->to;
        const Entity* taker = expect(draft, name, Entity::What::party);
        if (taker == nullptr) return false;
        const auto found = std::find(sharing.parties.begin(), sharing.parties.end(), taker->party);
        if (found == sharing.parties.end() ||
            (sharing.remainder && found - sharing.parties.begin() != static_cast<std::ptrdiff_t>(*sharing.remainder)))
            return refuse_sharing(draft, name.span, fmt::format("`{}` does not take what is left", name.text),
                                  "name a party of the table; where one takes the remainder, it takes the odd penny");
        sharing.remainder = static_cast<std::size_t>(found - sharing.parties.begin());
    }
    if (sharing.remainder) return true;
    return refuse_sharing(
        draft, sharing.sentence.amount.name.span, "it is not said where an odd penny goes",
        "write `remainder` for one of the parties, or `is shared, any odd penny going to` one of them");
}

/// The bands of one party alone.
syntax::Banded bands_of(const Sharing& sharing, std::size_t place) {
    const SharedSentence& sentence = sharing.sentence;
    syntax::Banded banded;
    const Span span = sentence.amount.name.span;
    banded.of = std::make_shared<const syntax::Amount>(syntax::Amount{syntax::ReferenceAmount{sentence.amount}, span});
    banded.mirrored = sentence.mirrored;
    const auto is_edge = [&](std::size_t column) {
        return std::find(sharing.columns.begin(), sharing.columns.end(), column) == sharing.columns.end();
    };
    const auto pick = [&](const std::vector<syntax::Cell>& cells) {
        std::vector<syntax::Cell> picked;
        for (std::size_t column = 0; column < cells.size(); ++column)
            if (is_edge(column) || column == sharing.columns[place]) picked.push_back(cells[column]);
        return picked;
    };
    banded.table.headings = pick(sentence.table.headings);
    banded.table.span = sentence.table.span;
    for (const syntax::Row& row : sentence.table.rows) banded.table.rows.push_back({pick(row.cells), row.span});
    return banded;
}

model::TermId part_term(Draft& draft, const Sharing& sharing, std::size_t place, ExprId value) {
    const std::string name = fmt::format("{}'s part of {}", draft.contract.party(sharing.parties[place]).name,
                                         sharing.sentence.amount.name.text);
    const model::TermId id = draft.new_term(name, sharing.sentence.amount.name.span);
    model::Term& term = draft.term(id);
    term.kind = Kind::money();
    term.index = draft.contract.term(sharing.amount).index;
    term.clause = sharing.standing.clause;
    model::Stage stage{model::Stage::Effect::defines, sharing.standing.clause, value, sharing.standing.from,
                       sharing.standing.until};
    stage.words = folded_words(draft.text.slice(sharing.standing.sentence->span));
    term.stages.push_back(std::move(stage));
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    draft.shared.push_back({sharing.amount, sharing.parties[place], id});
    return id;
}

exact::Rounding coins(const Draft& draft, exact::RoundingMode mode) {
    exact::Ratio step = 1;
    for (int digit = 0; digit < draft.contract.currency.minor_digits; ++digit) step /= 10;
    return {step, mode};
}

/// Every part but one is rounded down by size; that one takes what they leave of the amount, rounded as a payment.
void make_parts(Draft& draft, const Sharing& sharing) {
    const Kind money = Kind::money();
    const ExprId all =
        draft.add(model::TermRef{sharing.amount, {}, std::nullopt}, money, sharing.sentence.amount.name.span);
    ExprId left = draft.add(
        model::Round{all, draft.contract.payment_rounding.value_or(coins(draft, exact::RoundingMode::half_up))}, money);
    for (std::size_t place = 0; place < sharing.parties.size(); ++place) {
        if (place == *sharing.remainder) continue;
        const auto part = lower_banded(draft, bands_of(sharing, place), {});
        if (!part) return;
        const ExprId whole = draft.add(model::Round{part->id, coins(draft, exact::RoundingMode::down)}, money,
                                       sharing.standing.sentence->span);
        const model::TermId term = part_term(draft, sharing, place, whole);
        const ExprId taken = draft.add(model::TermRef{term, {}, std::nullopt}, money);
        left = draft.add(model::Arithmetic{model::ArithmeticOp::subtract, left, taken, {}, {}}, money,
                         sharing.standing.sentence->span);
    }
    (void)part_term(draft, sharing, *sharing.remainder, left);
}

void share(Draft& draft, const SharedSentence& sentence, const StandingSentence& standing) {
    const Entity* entity = expect(draft, sentence.amount.name, Entity::What::term);
    if (entity == nullptr || !ensure_lowered(draft, entity->term, sentence.amount.name.span)) return;
    if (!demand(draft, draft.term(entity->term).kind, Kind::money(), sentence.amount.name.span, "what is shared"))
        return;
    const auto& index = draft.term(entity->term).index;
    const bool of_periods =
        std::all_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    if (!of_periods) {
        (void)refuse_sharing(draft, sentence.amount.name.span,
                             fmt::format("`{}` is one amount for each of several", sentence.amount.name.text),
                             "define its total, and say how that is shared");
        return;
    }
    Sharing sharing{sentence, standing, entity->term, {}, {}, {}};
    if (!read_columns(draft, sharing) || !rows_are_whole(draft, sharing) || !read_taker(draft, sharing)) return;
    make_parts(draft, sharing);
}

}  // namespace

void lower_shared(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* sentence = std::get_if<SharedSentence>(&standing.sentence->form);
        if (sentence == nullptr) continue;
        const InClause here(draft, standing.number);
        share(draft, *sentence, standing);
    }
}

std::optional<MaybeLowered> part_of_shared(Draft& draft, const syntax::PartAmount& part, Span span,
                                           const Scope& scope) {
    std::vector<Draft::Borne> parts;
    for (const Draft::Borne& one : draft.shared)
        if (!part.of || draft.contract.term(one.amount).name == part.of->text) parts.push_back(one);
    if (parts.empty()) return std::nullopt;
    const Kind money = Kind::money();
    const auto value_of = [&](const Draft::Borne& one) {
        for (const Axis& axis : draft.contract.term(one.term).index)
            if (scope.units_used != nullptr) scope.units_used->insert(axis.unit);
        return draft.add(model::TermRef{one.term, {}, std::nullopt}, money, span);
    };
    if (scope.payee) {
        const auto own =
            std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return one.by == *scope.payee; });
        if (own != parts.end()) return Lowered{value_of(*own), money};
        draft
            .error(Code::part_of_what, span,
                   fmt::format("`{}` has no part of it", draft.contract.party(*scope.payee).name))
            .with_help("pay the part to a party that has a column in the table");
        return MaybeLowered{};
    }
    for (const Axis& axis : scope.axes) {
        if (axis.type != Axis::Type::party) continue;
        model::Choose choose;
        for (const Draft::Borne& one : parts) {
            const ExprId here = draft.add(model::ScopeElement{axis}, Kind::party(axis.role));
            const ExprId there = draft.add(model::Constant{one.by}, Kind::party(axis.role));
            const ExprId same = draft.add(model::Compare{model::CompareOp::equal, here, there}, Kind::yes_no());
            choose.cases.push_back({same, value_of(one)});
        }
        choose.otherwise = draft.add(model::Constant{exact::Ratio(0)}, money);
        choose.in_turn = true;
        return Lowered{draft.add(std::move(choose), money, span), money};
    }
    return std::nullopt;
}

}  // namespace concordat::check
