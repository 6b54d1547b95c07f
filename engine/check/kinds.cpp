// engine/check/kinds.cpp · room: check
// What:  which kinds may be added, multiplied, divided, compared and rounded, and what comes of it.
// Source: language.md section 5; finding N2 (coin words), N15 (per ... times ...).

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

using model::Flavour;
using model::KindBase;

bool hard(const std::string& unit) {
    return unit == "money" || unit == "day" || unit == "point" || unit == "hour" || unit.starts_with("?");
}

int power(const Kind& kind, const std::string& unit) {
    const auto found = kind.unit.powers.find(unit);
    return found == kind.unit.powers.end() ? 0 : found->second;
}

std::optional<Kind> not_the_same(Draft& draft, const Kind& left, const Kind& right, Span span, std::string_view doing,
                                 std::string help) {
    auto& problem = draft.error(
        Code::kinds_differ, span,
        fmt::format("{} and {} cannot {}; both must be of one kind", describe(left), describe(right), doing));
    const bool money_and_percent =
        (left.is_money() && right.is_percentage()) || (left.is_percentage() && right.is_money());
    if (help.empty() && money_and_percent) help = "a percentage needs `of`: write for example `5% of Target Cost`";
    if (!help.empty()) problem.with_help(std::move(help));
    return std::nullopt;
}

std::string literal_help(const Draft& draft, const Kind& left, const Kind& right) {
    if (left.is_percentage() && right.is_pure()) return "write the figure with its sign, for example 90%";
    if (left.is_money() && right.is_pure() && !right.is_percentage())
        return fmt::format("write the figure as money, for example {}500", draft.contract.currency.symbol);
    if (left.is_days() && right.is_pure()) return "write the figure with its unit, for example 5 days";
    if (left.is_pure() && left.flavour == Flavour::number && right.is_percentage())
        return "write both as percentages (100% for 1), or both as numbers";
    return {};
}

std::optional<Flavour> same_flavour(const Kind& left, const Kind& right) {
    if (!left.is_pure()) return left.flavour;
    if (left.flavour == right.flavour) return left.flavour;
    if (left.flavour == Flavour::either) return right.flavour;
    if (right.flavour == Flavour::either) return left.flavour;
    return std::nullopt;
}

/// A count of Spells cancels `per Spell`; a plain count cancels any one `per` that is no hard unit.
void cancel_counted(Kind& product, const std::string& counted) {
    for (auto& [unit, times] : product.unit.powers) {
        if (times >= 0 || hard(unit)) continue;
        if (!counted.empty() && counted != unit) continue;
        if (++times == 0) product.unit.powers.erase(unit);
        return;
    }
}

}  // namespace

std::optional<Kind> same_kind(Draft& draft, const Kind& left, const Kind& right, Span span, std::string_view doing) {
    if (left.base != right.base) return not_the_same(draft, left, right, span, doing, {});
    Kind result = left;
    switch (left.base) {
        case KindBase::party:
            if (!result.role.is_set()) result.role = right.role;
            return result;
        case KindBase::member:
            if (left.set != right.set) return not_the_same(draft, left, right, span, doing, {});
            return result;
        case KindBase::code:
            if (left.codes.empty()) result.codes = right.codes;
            return result;
        case KindBase::amount: break;
        default: return result;
    }
    const bool open = UnitEquations::has_unknown(left) || UnitEquations::has_unknown(right);
    if (open ? !draft.units.equate(left.unit, right.unit) : left.unit.powers != right.unit.powers) {
        const Kind l = [&] {
            Kind k = left;
            k.unit = draft.units.settled(left.unit);
            return k;
        }();
        const Kind r = [&] {
            Kind k = right;
            k.unit = draft.units.settled(right.unit);
            return k;
        }();
        return not_the_same(draft, l, r, span, doing, literal_help(draft, l, r));
    }
    if (open) {
        if (result.flavour == Flavour::either) result.flavour = right.flavour;
        result.unit = draft.units.solved(left.unit);
        return result;
    }
    const auto flavour = same_flavour(left, right);
    if (!flavour) return not_the_same(draft, left, right, span, doing, literal_help(draft, left, right));
    const auto& [of_left, of_right] = std::pair(left.unit.counted, right.unit.counted);
    if (!of_left.empty() && !of_right.empty() && of_left != of_right)
        return not_the_same(draft, left, right, span, doing, {});
    result.flavour = *flavour;
    result.whole = left.whole && right.whole;
    if (of_left.empty()) result.unit.counted = of_right;
    return result;
}

namespace {

/// `£120 per Night` times days: they are counted in days, and nothing that is paid would come of it. Said here, once,
/// and not wherever the product is used.
bool names_other_days(Draft& draft, const Kind& days, const Kind& price, Span span) {
    if (!days.is_days() || power(price, "money") <= 0) return false;
    for (const auto& [unit, times] : price.unit.powers) {
        const auto named = [&unit = unit](const model::DaySet& set) { return unit == set.name || unit == set.plural; };
        const auto& sets = draft.contract.day_sets;
        static const std::set<std::string_view> other_words = {"night", "nights", "Night", "Nights", "Day", "Days"};
        if (times >= 0 || (!other_words.contains(unit) && std::none_of(sets.begin(), sets.end(), named))) continue;
        draft
            .error(Code::wrong_kind, span,
                   fmt::format("{} times {}: nights and other days of a record are counted in days", describe(price),
                               describe(days)))
            .with_help(fmt::format("write the price `per day` instead of `per {}`", unit));
        return true;
    }
    return false;
}

}  // namespace

std::optional<Kind> product_kind(Draft& draft, const Kind& left, const Kind& right, Span span) {
    if (left.base != KindBase::amount || right.base != KindBase::amount) {
        const Kind& odd = left.base != KindBase::amount ? left : right;
        draft.error(Code::not_a_number, span, fmt::format("{} cannot be multiplied; only numbers can", describe(odd)));
        return std::nullopt;
    }
    if (power(left, "money") > 0 && power(right, "money") > 0) {
        draft
            .error(Code::money_times_money, span,
                   "money times money has no meaning; one of the two must be a percentage or a number")
            .with_help("if one of them is a rate, declare it as a percentage, a number or money per something");
        return std::nullopt;
    }
    if (names_other_days(draft, left, right, span) || names_other_days(draft, right, left, span)) return std::nullopt;
    Kind result = Kind::number();
    result.unit.powers = left.unit.powers;
    for (const auto& [unit, times] : right.unit.powers) {
        if ((result.unit.powers[unit] += times) == 0) result.unit.powers.erase(unit);
    }
    if (right.is_pure() && right.flavour != Flavour::percentage) cancel_counted(result, right.unit.counted);
    if (left.is_pure() && left.flavour != Flavour::percentage) cancel_counted(result, left.unit.counted);
    const bool mixed = left.is_pure() && right.is_pure() && left.flavour != right.flavour;
    result.flavour = mixed ? Flavour::either : (left.is_pure() ? left.flavour : Flavour::number);
    if (result.is_pure() && !(left.is_pure() && right.is_pure())) result.flavour = Flavour::either;
    // 1% per point times points stays a percentage.
    if (result.is_pure() && (left.flavour == Flavour::percentage || right.flavour == Flavour::percentage) && !mixed)
        result.flavour = Flavour::percentage;
    return result;
}

std::optional<Kind> quotient_kind(Draft& draft, const Kind& left, const Kind& right, Span span) {
    if (left.base != KindBase::amount || right.base != KindBase::amount) {
        const Kind& odd = left.base != KindBase::amount ? left : right;
        draft.error(Code::not_a_number, span, fmt::format("{} cannot be divided; only numbers can", describe(odd)));
        return std::nullopt;
    }
    Kind result = Kind::number();
    result.unit.powers = left.unit.powers;
    for (const auto& [unit, times] : right.unit.powers) {
        if ((result.unit.powers[unit] -= times) == 0) result.unit.powers.erase(unit);
    }
    result.flavour = Flavour::either;
    if (!left.is_pure() && right.is_pure()) result.flavour = Flavour::number;
    return result;
}

bool demand(Draft& draft, const Kind& kind, const Kind& wanted, Span span, std::string_view what) {
    if (kind.base == wanted.base) {
        if (kind.base == KindBase::party || kind.base == KindBase::date || kind.base == KindBase::yes_no ||
            kind.base == KindBase::code)
            return true;
        if (kind.base == KindBase::amount) {
            const bool open = UnitEquations::has_unknown(kind);
            if (open ? draft.units.equate(kind.unit, wanted.unit) : kind.unit.powers == wanted.unit.powers) {
                if (!wanted.is_pure() || open || same_flavour(kind, wanted)) return true;
            }
        }
    }
    Kind shown = kind;
    shown.unit = draft.units.settled(kind.unit);
    auto& problem = draft.error(Code::wrong_kind, span,
                                fmt::format("{} must be {}; this is {}", what, describe(wanted), describe(shown)));
    const auto help = literal_help(draft, wanted, shown);
    if (!help.empty()) problem.with_help(help);
    else if (wanted.is_money() && shown.is_percentage())
        problem.with_help("a percentage needs `of`: write for example `5% of Target Cost`");
    return false;
}

namespace {

exact::Ratio places_step(const exact::Ratio& places) {
    exact::Ratio step = 1;
    for (exact::Ratio i = 0; i < places; i += 1) step /= 10;
    return step;
}

/// The step that a coin word stands for; nothing for the coin of another currency.
std::optional<exact::Ratio> coin_step(const exact::Currency& currency, std::string_view word) {
    if (word == currency.minor_word || word == currency.minor_plural) return places_step(currency.minor_digits);
    if (word == currency.major_word) return exact::Ratio(1);
    return std::nullopt;
}

bool is_coin_word(std::string_view word) {
    static const std::vector<std::string_view> coins = {"penny",   "pound", "cent", "dollar", "euro",  "franc",
                                                        "centime", "yen",   "rand", "rupee",  "krona", "krone"};
    return std::find(coins.begin(), coins.end(), word) != coins.end();
}

}  // namespace

std::optional<exact::Rounding> read_rounding(Draft& draft, const syntax::RoundingPhrase& phrase, const Kind& kind) {
    using To = syntax::RoundingPhrase::To;
    if (!phrase.mode) {
        draft
            .error(Code::rounding_without_direction, phrase.span,
                   "the rounding does not say which way; a rounding says to what and which way")
            .with_help("add `, half up` (or half to even, half down, up, down)");
        return std::nullopt;
    }
    exact::Rounding rounding{1, *phrase.mode};
    if (phrase.to == To::decimal_places) {
        if (kind.is_percentage()) {
            draft
                .error(Code::wrong_rounding, phrase.span,
                       "decimal places of a percentage can be read in two ways: of 12.5%, or of 0.125")
                .with_help("write the step: `rounded to the nearest 0.01%`");
            return std::nullopt;
        }
        rounding.step = places_step(phrase.step);
        return rounding;
    }
    if (phrase.to == To::step) {
        const std::string_view words = draft.text.slice(phrase.span);
        const bool money = words.find(draft.contract.currency.symbol) != std::string_view::npos;
        const bool percent = words.find('%') != std::string_view::npos;
        if ((money && kind.is_pure()) || (percent && !kind.is_pure())) {
            draft
                .error(Code::wrong_rounding, phrase.span,
                       fmt::format("{} is not rounded to the nearest {}", describe(kind),
                                   money ? draft.contract.currency.symbol + "1" : std::string("1%")))
                .with_help(money ? "write the step as a percentage, for example `to the nearest 0.1%`"
                                 : fmt::format("write `the nearest {}`", draft.contract.currency.minor_word));
            return std::nullopt;
        }
        rounding.step = phrase.step;
        return rounding;
    }
    const auto coin = coin_step(draft.contract.currency, phrase.word);
    if (coin) {
        if (!demand(draft, kind, Kind::money(), phrase.span,
                    fmt::format("what is rounded to the nearest {}", phrase.word)))
            return std::nullopt;
        rounding.step = *coin;
        return rounding;
    }
    if (is_coin_word(phrase.word)) {
        draft
            .error(Code::wrong_rounding, phrase.span,
                   fmt::format("`{}` is no coin of {}, which the money of this agreement is in", phrase.word,
                               draft.contract.currency.code))
            .with_help(fmt::format("write `{}` or `{}`", draft.contract.currency.minor_word,
                                   draft.contract.currency.major_word));
        return std::nullopt;
    }
    if (kind.is_money()) {
        draft
            .error(Code::wrong_rounding, phrase.span,
                   fmt::format("money is not rounded to the nearest {}", phrase.word))
            .with_help(fmt::format("write `the nearest {}`", draft.contract.currency.minor_word));
        return std::nullopt;
    }
    return rounding;
}

namespace {

void settle_kind(const Draft& draft, Kind& kind) {
    if (kind.base != KindBase::amount || !UnitEquations::has_unknown(kind)) return;
    kind.unit = draft.units.settled(kind.unit);
}

}  // namespace

void settle_kinds(Draft& draft) {
    for (model::Term& term : draft.contract.terms) settle_kind(draft, term.kind);
    for (model::Expression& expression : draft.contract.expressions) settle_kind(draft, expression.kind);
    for (model::Table& table : draft.contract.tables) {
        for (model::Table::Key& key : table.keys) settle_kind(draft, key.kind);
        for (model::Table::Column& column : table.columns) settle_kind(draft, column.kind);
    }
}

}  // namespace concordat::check
