// engine/check/literals.cpp · room: check
// What:  figures, dates, codes and names as they stand in sentences and table cells.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/units.h"
#include "exact/decimal_text.h"
#include "source/nearest.h"

namespace concordat::check {

namespace {

using model::Constant;
using syntax::Cell;
using syntax::Literal;

Kind kind_of_number(const Draft& draft, const Literal& literal) {
    if (literal.unit.empty()) return Kind::number();
    const std::string unit = unit_power(draft, literal.unit);
    if (unit == "day") return Kind::days();
    if (unit == "point") return Kind::points();
    Kind kind = Kind::number();
    if (unit == "hour") kind.unit.powers["hour"] = 1;
    else kind.unit.counted = unit;
    return kind;
}

std::optional<model::Length> length_of(const Literal& literal) {
    const auto number = exact::whole_int64(literal.number);
    constexpr std::int64_t most = 100'000;
    if (!number || *number < 0 || *number > most || !literal.per.empty()) return std::nullopt;
    const auto count = static_cast<std::int32_t>(*number);
    if (literal.unit.starts_with("day")) return model::Length{0, count};
    if (literal.unit.starts_with("week")) return model::Length{0, count * 7};
    if (literal.unit.starts_with("month")) return model::Length{count, 0};
    if (literal.unit.starts_with("year")) return model::Length{count * 12, 0};
    return std::nullopt;
}

std::optional<FixedValue> fixed_code(Draft& draft, const std::string& text, const Kind& expected, source::Place place,
                                     bool quiet) {
    if (expected.codes.empty() || std::find(expected.codes.begin(), expected.codes.end(), text) != expected.codes.end())
        return FixedValue{text, expected};
    if (quiet) return std::nullopt;
    auto& problem = draft.error_at(Code::code_not_in_list, std::move(place),
                                   fmt::format("\"{}\" is none of the codes that are possible here", text));
    if (const auto near = source::nearest(text, expected.codes))
        problem.with_help(fmt::format("did you mean \"{}\"?", *near));
    else problem.with_help(fmt::format("the codes are: {}", fmt::join(expected.codes, ", ")));
    return std::nullopt;
}

std::optional<FixedValue> fixed_literal(Draft& draft, const Literal& literal, source::Place place, const Kind* expected,
                                        bool quiet) {
    switch (literal.type) {
        case Literal::Type::date: return FixedValue{literal.date, Kind::date()};
        case Literal::Type::yes_no: return FixedValue{literal.yes, Kind::yes_no()};
        case Literal::Type::text: {
            const Kind open = Kind::code();
            const bool closed = expected != nullptr && expected->base == model::KindBase::code;
            return fixed_code(draft, literal.text, closed ? *expected : open, std::move(place), quiet);
        }
        case Literal::Type::period: {
            Kind kind;
            kind.base = model::KindBase::period;
            if (const auto period = calendar::read_period(literal.text, draft.contract.year_start))
                return FixedValue{*period, kind};
            if (!quiet)
                draft
                    .error_at(Code::not_a_period, std::move(place),
                              fmt::format("`{}` is no period of this agreement's years", literal.text))
                    .with_help("a Month is written 2026-08, a Quarter 2026/27 Q1, a Financial Year 2026/27");
            return std::nullopt;
        }
        case Literal::Type::money: {
            Kind kind = Kind::money();
            if (!literal.per.empty()) kind.unit.powers[unit_power(draft, literal.per)]--;
            const bool wrong = !literal.symbol.empty() && !draft.contract.currency.symbol.empty() &&
                               literal.symbol != draft.contract.currency.symbol;
            if (wrong && !quiet) {
                draft
                    .error_at(Code::wrong_currency, std::move(place),
                              fmt::format("{} stands in an agreement whose money is in {}", literal.symbol,
                                          draft.contract.currency.code))
                    .with_help(fmt::format("write the amount with `{}`, or correct `Money is in {}.`",
                                           draft.contract.currency.symbol, draft.contract.currency.code));
            }
            return FixedValue{literal.number, kind};
        }
        case Literal::Type::percent: {
            Kind kind = Kind::percentage();
            if (!literal.per.empty()) kind.unit.powers[unit_power(draft, literal.per)]--;
            return FixedValue{literal.number, kind};
        }
        case Literal::Type::number: {
            if (expected != nullptr && expected->base == model::KindBase::length) {
                if (const auto length = length_of(literal)) return FixedValue{*length, Kind::length()};
                if (!quiet)
                    draft
                        .error_at(Code::not_a_length_of_time, std::move(place),
                                  "a length of time is a whole number of days, weeks, months or years")
                        .with_help("write for example `12 weeks` or `6 months`, or `none` where there is none");
                return std::nullopt;
            }
            Kind kind = kind_of_number(draft, literal);
            if (!literal.per.empty()) kind.unit.powers[unit_power(draft, literal.per)]--;
            // A year such as 2026 is a period where one is expected.
            if (expected != nullptr && expected->base == model::KindBase::period) {
                if (const auto period =
                        calendar::read_period(exact::write_exact(literal.number), draft.contract.year_start))
                    return FixedValue{*period, *expected};
            }
            // "9 points" beside "0" in a table of points, "0" beside "3 days": a bare 0 takes the unit that is
            // expected.
            if (expected != nullptr && literal.unit.empty() && literal.number.is_zero() &&
                expected->base == model::KindBase::amount && !expected->is_money() && !expected->is_pure()) {
                return FixedValue{literal.number, *expected};
            }
            return FixedValue{literal.number, kind};
        }
    }
    return std::nullopt;
}

const Literal* literal_in(const syntax::Amount& amount) {
    const auto* literal = std::get_if<syntax::LiteralAmount>(&amount.node);
    return literal == nullptr ? nullptr : &literal->literal;
}

/// A cell's words for a message: enough of them to find it.
std::string shown(const Cell& cell) {
    constexpr std::size_t most = 60;
    return cell.text.size() <= most ? cell.text : cell.text.substr(0, most) + "…";
}

std::optional<FixedValue> fixed_name(Draft& draft, const Cell& cell, const Kind* expected, bool quiet) {
    const Entity* entity = draft.find(cell.text);
    if (entity != nullptr && entity->what == Entity::What::party) {
        Kind kind = Kind::party();
        if (expected != nullptr && expected->base == model::KindBase::party) kind = *expected;
        return FixedValue{entity->party, kind};
    }
    if (entity != nullptr && entity->what == Entity::What::member)
        return FixedValue{model::Member{entity->set, entity->row}, Kind::member(entity->set)};
    const bool code = expected == nullptr || expected->base == model::KindBase::code;
    if (code)
        return fixed_code(draft, cell.text, expected != nullptr ? *expected : Kind::code(), place_of(draft, cell),
                          quiet);
    if (!quiet) {
        draft
            .error_at(Code::cell_not_understood, place_of(draft, cell),
                      fmt::format("`{}` cannot be read as {}", shown(cell), describe(*expected)))
            .with_help(fmt::format("write {}, or `-` where there is none", describe(*expected)));
    }
    return std::nullopt;
}

bool fits(Draft& draft, FixedValue& fixed, const Kind* expected, const Cell& cell, bool quiet) {
    if (expected == nullptr || !model::is_known(fixed.value) || expected->base != model::KindBase::amount) return true;
    if (fixed.kind.base == model::KindBase::amount && fixed.kind.unit.powers == expected->unit.powers &&
        (!fixed.kind.is_pure() || fixed.kind.flavour == expected->flavour ||
         expected->flavour == model::Flavour::either)) {
        return true;
    }
    // Cells of files hold plain decimals: the column says what they are.
    const bool of_file = !cell.place.file.empty();
    if (of_file && fixed.kind.is_pure() && fixed.kind.flavour == model::Flavour::number) {
        fixed.kind = *expected;
        return true;
    }
    if (UnitEquations::has_unknown(*expected)) return draft.units.equate(expected->unit, fixed.kind.unit);
    if (!quiet) {
        draft
            .error_at(Code::cell_not_understood, place_of(draft, cell),
                      fmt::format("`{}` is {}; the other cells of this column are {}", cell.text, describe(fixed.kind),
                                  describe(*expected)))
            .with_help(fmt::format("write {} in this cell", describe(*expected)));
    }
    return false;
}

}  // namespace

source::Place place_of(const Draft& draft, const Cell& cell) {
    return cell.place.file.empty() ? draft.text.place(cell.span) : cell.place;
}

MaybeLowered lower_literal(Draft& draft, const Literal& literal, Span span, const Kind* expected) {
    const auto fixed = fixed_literal(draft, literal, draft.text.place(span), expected, false);
    if (!fixed) return std::nullopt;
    return Lowered{draft.add(Constant{fixed->value}, fixed->kind, span), fixed->kind};
}

std::optional<FixedValue> read_fixed(Draft& draft, const Cell& written, const Kind* expected, bool quiet) {
    // Cells of files arrive as text; what they stand for is read where it is known that a value is wanted.
    Cell cell = written;
    if (!cell.place.file.empty() && cell.amount == nullptr && cell.special == Cell::Special::ordinary)
        parse::read_cell(cell, {});
    if (cell.special == Cell::Special::blank) return std::nullopt;
    if (cell.special == Cell::Special::dash || cell.special == Cell::Special::none)
        return FixedValue{model::None{}, expected != nullptr ? *expected : Kind::number()};
    if (cell.special == Cell::Special::missing)
        return FixedValue{model::Missing{"", "", "missing"}, expected != nullptr ? *expected : Kind::number()};
    if (cell.special == Cell::Special::left_out)
        return FixedValue{model::NotApplicable{"left out"}, expected != nullptr ? *expected : Kind::number()};
    if (cell.special == Cell::Special::held)
        return FixedValue{model::Held{"held as a query"}, expected != nullptr ? *expected : Kind::number()};
    if (expected != nullptr && expected->base == model::KindBase::code && cell.special == Cell::Special::ordinary) {
        std::string text = cell.text;
        if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
        return fixed_code(draft, text, *expected, place_of(draft, cell), quiet);
    }
    std::optional<FixedValue> fixed;
    if (cell.amount != nullptr) {
        const auto* minus = std::get_if<syntax::Minus>(&cell.amount->node);
        const Literal* literal = literal_in(minus != nullptr ? *minus->of : *cell.amount);
        if (literal != nullptr) fixed = fixed_literal(draft, *literal, place_of(draft, cell), expected, quiet);
        if (literal != nullptr && !fixed) return std::nullopt;
        if (fixed && minus != nullptr && std::holds_alternative<exact::Ratio>(fixed->value))
            fixed->value = -std::get<exact::Ratio>(fixed->value);
    }
    if (!fixed) return fixed_name(draft, cell, expected, quiet);
    // A file's bare number in a column that nothing describes yet: its unit is found from how clauses use it.
    const bool bare =
        !cell.place.file.empty() && fixed->kind.is_pure() && fixed->kind.flavour == model::Flavour::number;
    if (bare && expected == nullptr) fixed->kind = draft.units.new_unknown();
    if (!fits(draft, *fixed, expected, cell, quiet)) return std::nullopt;
    return fixed;
}

MaybeLowered lower_cell(Draft& draft, const Cell& cell, const Scope& scope, const Kind* expected) {
    if (cell.special == Cell::Special::dash || cell.special == Cell::Special::none) {
        const Kind kind = expected != nullptr ? *expected : Kind::open();
        return Lowered{draft.add(Constant{model::None{}}, kind), kind};
    }
    if (cell.special == Cell::Special::held) {
        const Kind kind = expected != nullptr ? *expected : Kind::open();
        return Lowered{draft.add(Constant{model::Held{"held as a query"}}, kind), kind};
    }
    if (cell.special == Cell::Special::blank) {
        draft
            .error_at(Code::empty_cell, place_of(draft, cell), "an empty cell; every cell of this table says something")
            .with_help("write the value; where nothing is due, that is 0");
        return std::nullopt;
    }
    if (cell.amount != nullptr && literal_in(*cell.amount) == nullptr)
        return lower_amount(draft, *cell.amount, scope, expected);
    const Entity* entity = draft.find(cell.text);
    if (entity != nullptr && entity->what == Entity::What::term)
        return lower_reference(draft, {{cell.text, cell.span}, false, {}, {}}, cell.span, scope, expected);
    const auto fixed = read_fixed(draft, cell, expected);
    if (!fixed) return std::nullopt;
    return Lowered{draft.add(Constant{fixed->value}, fixed->kind, cell.span), fixed->kind};
}

}  // namespace concordat::check
