// engine/data/cells.cpp · room: data
// What:  looks at a column once for the form of its cells, then reads them one by one.
// Start: ColumnReader::read(), near the end; words for messages are in cell_words.cpp.
#include "data/cells.h"

#include <algorithm>

#include <fmt/format.h>

#include "source/nearest.h"

namespace concordat::data {
namespace {

using model::KindBase;
using model::Value;
using source::Code;

/// `31/03/2026`, whatever the order of its parts.
bool has_slash_date(std::string_view text) {
    return std::ranges::count(text, '/') == 2 && text.find_first_not_of("0123456789/") == std::string_view::npos;
}

/// Whether this part of a slash date (0 or 1) is above 12 and so no month.
bool is_no_month(std::string_view slash_date, int part) {
    if (part == 1) slash_date.remove_prefix(slash_date.find('/') + 1);
    const std::string_view number = slash_date.substr(0, slash_date.find('/'));
    return number.size() == 2 && number > "12";
}

}  // namespace

ColumnReader::ColumnReader(const model::Contract& contract, const CsvFile& file, std::size_t column, ColumnSpec spec,
                           Problems& problems)
    : contract_(&contract), file_(&file), column_(column), spec_(std::move(spec)), problems_(&problems) {
    survey();
    list_names();
}

// ---- the column as a whole ----------------------------------------------------------------------------------------

void ColumnReader::survey() {
    const bool is_percentage = spec_.kind.base == KindBase::amount && spec_.kind.is_percentage();
    const bool is_date = spec_.kind.base == KindBase::date && !spec_.form.slash_dates;
    if (!is_percentage && !is_date) return;
    std::vector<std::size_t> filled;
    const std::size_t count = spec_.rows ? spec_.rows->size() : file_->row_count();
    for (std::size_t index = 0; index < count; ++index) {
        const std::size_t row = spec_.rows ? (*spec_.rows)[index] : index;
        const std::string_view text = trimmed(cell(row).text);
        if (!text.empty() && !is_none_mark(text)) filled.push_back(row);
    }
    if (is_percentage) survey_percentages(filled);
    if (is_date) survey_dates(filled);
}

void ColumnReader::survey_percentages(const std::vector<std::size_t>& rows) {
    if (spec_.form.share_of_one) {
        percentages_ = PercentageStyle::share_of_one;
        return;
    }
    const auto has_sign = [this](std::size_t row) { return trimmed(cell(row).text).ends_with('%'); };
    if (spec_.form.in_hundredths) percentages_ = PercentageStyle::hundredths;
    if (rows.empty()) return;
    const bool first_has = has_sign(rows.front());
    const auto other = std::ranges::find_if(rows, [&](std::size_t row) { return has_sign(row) != first_has; });
    if (other != rows.end()) {
        form_is_refused_ = true;
        problems_
            ->add(Code::percentage_forms_mixed, "", file_->place(cell(*other)),
                  fmt::format("{} stands below {} in column `{}`; a column of percentages has the `%` in every cell or "
                              "in none",
                              in_ticks(cell(*other).text), in_ticks(cell(rows.front()).text), heading()))
            .label(file_->place(cell(rows.front())), first_has ? "with `%` here" : "without `%` here")
            .with_help("write all cells of the column in one way");
        return;
    }
    if (first_has || spec_.form.in_hundredths) return;
    form_is_refused_ = true;
    problems_
        ->add(Code::percentage_form_not_said, "", file_->place(cell(rows.front())),
              fmt::format("{} in column `{}` has no `%`, and nothing says whether 0.5 is a half or half a percent",
                          in_ticks(cell(rows.front()).text), heading()))
        .label(file_->place(file_->header[column_]), "its heading")
        .with_help(
            fmt::format("write the heading as `{0} (share of 1)` or `{0} (in hundredths)`, or put a `%` in every cell",
                        spec_.name));
}

void ColumnReader::survey_dates(const std::vector<std::size_t>& rows) {
    const auto is_slashed = [this](std::size_t row) { return has_slash_date(trimmed(cell(row).text)); };
    const auto first = std::ranges::find_if(rows, is_slashed);
    if (first == rows.end()) return;
    form_is_refused_ = true;
    const auto count = std::ranges::count_if(rows, is_slashed);
    const auto has_no_month_in = [&](int part) {
        return std::ranges::any_of(
            rows, [&](std::size_t row) { return is_slashed(row) && is_no_month(trimmed(cell(row).text), part); });
    };
    const std::string day_first = fmt::format("`{} (day/month/year)`", spec_.name);
    const std::string month_first = fmt::format("`{} (month/day/year)`", spec_.name);
    const std::string meant = has_no_month_in(0)   ? day_first
                              : has_no_month_in(1) ? month_first
                                                   : fmt::format("{} or {}, as it is meant", day_first, month_first);
    const std::string more = count > 1 ? fmt::format(" (and {} more cells)", count - 1) : "";
    const CsvCell& shown = cell(*first);
    problems_
        ->add(Code::cell_date_form_not_said, "", file_->place(shown),
              fmt::format("{} in column `{}`{} may be read day first or month first; a date is written as 2026-03-31",
                          in_ticks(shown.text), heading(), more))
        .label(file_->place(file_->header[column_]), "its heading")
        .with_help(fmt::format("write the heading as {}", meant));
}

/// The names that its cells may hold, each with what it stands for.
void ColumnReader::list_names() {
    const auto list = [this](const std::string& name, Value value) {
        names_.push_back(name);
        by_name_.emplace(spec_.kind.base == KindBase::code ? name : tidy_name(name), std::move(value));
    };
    if (spec_.kind.base == KindBase::code) {
        for (const std::string& code : spec_.kind.codes) list(code, Value(code));
    }
    if (spec_.kind.base == KindBase::member && spec_.kind.set.is_set()) {
        const std::vector<std::string>& members = contract_->set(spec_.kind.set).members;
        for (std::size_t row = 0; row < members.size(); ++row) {
            list(members[row], Value(model::Member{spec_.kind.set, row}));
        }
    }
    if (spec_.kind.base != KindBase::party) return;
    if (spec_.kind.role.is_set()) {
        for (const model::PartyId id : contract_->role(spec_.kind.role).parties) {
            list(contract_->party(id).name, Value(id));
        }
        return;
    }
    for (std::size_t index = 0; index < contract_->parties.size(); ++index) {
        list(contract_->parties[index].name, Value(model::PartyId(index)));
    }
}

// ---- one cell -----------------------------------------------------------------------------------------------------

std::nullopt_t ColumnReader::refuse(const CsvCell& cell, CellFault fault) {
    problems_
        ->add(fault.code, "", file_->place(cell),
              fmt::format("{} in column `{}` {}", in_ticks(cell.text), heading(), fault.what))
        .with_help(std::move(fault.help));
    return std::nullopt;
}

std::optional<Value> ColumnReader::read_amount_cell(const CsvCell& cell, std::string_view text) {
    if (form_is_refused_) return std::nullopt;
    AmountReading reading = read_amount(text, {spec_.kind, contract_->currency, percentages_});
    if (!reading.amount) return refuse(cell, std::move(reading.fault));
    return Value(std::move(*reading.amount));
}

std::optional<Value> ColumnReader::read_date_cell(const CsvCell& cell, std::string_view text) {
    if (const std::optional<calendar::Date> date = calendar::read_iso_date(text)) return Value(*date);
    const bool is_slashed = has_slash_date(text);
    if (is_slashed && form_is_refused_) return std::nullopt;
    if (is_slashed && spec_.form.slash_dates) {
        const std::optional<calendar::Date> date = calendar::read_slash_date(text, *spec_.form.slash_dates);
        if (date) return Value(*date);
    }
    const bool is_day_first = spec_.form.slash_dates == calendar::SlashOrder::day_first;
    const std::string_view also = !spec_.form.slash_dates ? "" : is_day_first ? " or 31/03/2026" : " or 03/31/2026";
    return refuse(cell, {Code::cell_not_date, fmt::format("is no date; a date is written as 2026-03-31{}", also),
                         "write year, month and day, without a time; leave the cell blank where there is none yet"});
}

std::optional<Value> ColumnReader::read_yes_no_cell(const CsvCell& cell, std::string_view text) {
    const std::string word = folded_name(text);
    if (word == "yes" || word == "no") return Value(word == "yes");
    const bool is_digit = text == "1" || text == "0";
    if (is_digit && spec_.form.one_or_zero) return Value(text == "1");
    std::string help = is_digit ? fmt::format("write the heading as `{} (1 or 0)`, or write yes and no", spec_.name)
                                : "write yes or no";
    return refuse(
        cell, {Code::cell_not_yes_no, spec_.form.one_or_zero ? "is not yes or no, as 1 or 0" : "is neither yes nor no",
               std::move(help)});
}

/// Which error an unknown name is, what the rule is, and the nearest name that would have been right.
CellFault ColumnReader::unknown_name(std::string_view text) {
    auto found = nearest_.find(text);
    if (found == nearest_.end()) found = nearest_.emplace(text, source::nearest(text, names_)).first;
    std::string help = found->second ? fmt::format("did you mean `{}`?", *found->second)
                                     : fmt::format("write {}", how_written(*contract_, spec_));
    if (spec_.kind.base == KindBase::code) {
        return {Code::code_not_listed, fmt::format("is not a code that `{}` may have", spec_.name), std::move(help)};
    }
    if (spec_.kind.base == KindBase::member) {
        return {Code::data_member_unknown, fmt::format("is not in the list `{}`", contract_->set(spec_.kind.set).name),
                std::move(help)};
    }
    if (!spec_.kind.role.is_set()) {
        return {Code::data_party_unknown, "is not a party of this contract", std::move(help)};
    }
    const std::string& role = contract_->role(spec_.kind.role).name;
    const bool is_party =
        std::ranges::any_of(contract_->parties, [&](const model::Party& party) { return party.name == text; });
    return {Code::data_party_unknown,
            fmt::format("is {} {} of this contract", is_party ? "a party, but not" : "not", with_article(role)),
            std::move(help)};
}

std::optional<Value> ColumnReader::read_name_cell(const CsvCell& cell, std::string_view text) {
    const bool is_code = spec_.kind.base == KindBase::code;
    if (is_code && spec_.kind.codes.empty()) return Value(std::string(cell.text));
    const std::string name = is_code ? std::string(text) : tidy_name(text);
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) return found->second;
    return refuse(cell, unknown_name(name));
}

std::optional<Value> ColumnReader::read_period_cell(const CsvCell& cell, std::string_view text) {
    const std::optional<calendar::Period> period = read_any_period(text, contract_->year_start);
    if (period && (!spec_.unit || period->unit() == *spec_.unit)) return Value(*period);
    if (period) {
        return refuse(cell,
                      {Code::data_period_unit,
                       fmt::format("is {}; `{}` is for each {}", with_article(unit_words(*contract_, period->unit())),
                                   spec_.name, unit_words(*contract_, *spec_.unit)),
                       fmt::format("write {}", how_written(*contract_, spec_))});
    }
    if (names_.empty() && spec_.unit) {
        calendar::Period candidate =
            calendar::Period::containing(*spec_.unit, contract_->in_force.first, contract_->year_start);
        constexpr std::size_t candidates_at_most = 500;
        while (candidate.first() <= contract_->in_force.last && names_.size() < candidates_at_most) {
            names_.push_back(candidate.label(contract_->year_start));
            candidate = candidate.next(contract_->year_start);
        }
    }
    const std::optional<std::string> near = source::nearest(text, names_);
    return refuse(cell, {Code::cell_not_period, fmt::format("is no period; write {}", how_written(*contract_, spec_)),
                         near ? fmt::format("did you mean `{}`?", *near)
                              : "a year whose label does not fit the contract's year is refused too"});
}

namespace {

/// "12 weeks", "6 months", "1 year", "28 days".
std::optional<model::Length> read_length(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == 0 || blank > 5) return std::nullopt;
    std::int32_t number = 0;
    for (const char digit : text.substr(0, blank)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    std::string_view unit = text.substr(blank + 1);
    if (unit.ends_with('s')) unit.remove_suffix(1);
    if (unit == "day") return model::Length{0, number};
    if (unit == "week") return model::Length{0, number * 7};
    if (unit == "month") return model::Length{number, 0};
    if (unit == "year") return model::Length{number * 12, 0};
    return std::nullopt;
}

}  // namespace

std::optional<Value> ColumnReader::read_known(const CsvCell& cell, std::string_view text) {
    switch (spec_.kind.base) {
        case KindBase::amount: return read_amount_cell(cell, text);
        case KindBase::date: return read_date_cell(cell, text);
        case KindBase::yes_no: return read_yes_no_cell(cell, text);
        case KindBase::code:
        case KindBase::party:
        case KindBase::member: return read_name_cell(cell, text);
        case KindBase::period: return read_period_cell(cell, text);
        case KindBase::length: {
            if (const auto length = read_length(text)) return Value(*length);
            return refuse(cell, {Code::cell_not_length,
                                 fmt::format("is no length of time; write {}", how_written(*contract_, spec_)),
                                 {}});
        }
        case KindBase::record:  // the identifier of that record, as it stands
        case KindBase::open: return Value(std::string(cell.text));
    }
    return std::nullopt;
}

std::optional<Value> ColumnReader::read(std::size_t row) {
    const CsvCell& found = cell(row);
    const std::string_view text = trimmed(found.text);
    const bool is_none = is_none_mark(text);
    if (!text.empty() && !is_none) return read_known(found, text);
    if (spec_.blank == ColumnSpec::Blank::missing) {
        if (is_none) return Value(model::None{});
        return Value(model::Missing{spec_.name, spec_.owed_by,
                                    fmt::format("blank in {} line {}", file_part(file_->name), found.line)});
    }
    problems_
        ->add(Code::data_key_blank, "", file_->place(found),
              fmt::format("column `{}` is {} in line {}; a row must say what it is about", heading(),
                          is_none ? "`-`" : "blank", found.line))
        .with_help(fmt::format("write {}", how_written(*contract_, spec_)));
    return std::nullopt;
}

}  // namespace concordat::data
