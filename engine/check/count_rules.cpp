// engine/check/count_rules.cpp · room: check
// What:  which records count beside each other: each code once, one code before another, two replaced by one, once in
//        so many days, once in a year; and the order in which the records are taken.
// Source: finding N49. The rules work in the order of the clauses.

#include <algorithm>

#include <fmt/format.h>

#include "check/earlier_record.h"
#include "check/groups.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using Rule = model::Record::CountRule;
using syntax::CountRuleSentence;

/// The records that a rule is about, and the columns that are the same in one group.
struct About {
    model::RecordId record;
    std::vector<std::size_t> same;
};

std::optional<About> about_group(Draft& draft, const syntax::Name& name) {
    const Entity* entity = expect(draft, name, Entity::What::record);
    if (entity == nullptr || draft.silent_names.contains(name.text)) return std::nullopt;
    const auto& group = draft.contract.record(entity->record).group;
    if (group) return About{group->of, group->same};
    draft
        .error(Code::group_of_nothing, name.span,
               fmt::format("a {} is one record; such a rule is about those of a group", name.text))
        .with_help(fmt::format("say which belong together: `\"X\" means all {} with the same ...`",
                               draft.contract.record(entity->record).plural));
    return std::nullopt;
}

/// A code as it stands in that field; nothing where it cannot stand there.
std::optional<model::Value> code_in_field(const Draft& draft, const model::Field& field, const std::string& code) {
    if (field.kind.base == model::KindBase::member) {
        const auto& members = draft.contract.set(field.kind.set).members;
        const auto place = std::find(members.begin(), members.end(), code);
        if (place == members.end()) return std::nullopt;
        return model::Member{field.kind.set, static_cast<std::size_t>(place - members.begin())};
    }
    if (field.kind.base != model::KindBase::code || field.unique) return std::nullopt;
    const auto& codes = field.kind.codes;
    if (!codes.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) return std::nullopt;
    return code;
}

bool is_closed(const model::Field& field) {
    return field.kind.base == model::KindBase::member || !field.kind.codes.empty();
}

bool holds_all(const Draft& draft, const model::Field& field, const std::vector<syntax::Name>& codes) {
    return std::all_of(codes.begin(), codes.end(),
                       [&](const syntax::Name& code) { return code_in_field(draft, field, code.text).has_value(); });
}

/// Columns in which the codes may stand: those with a list that has them all, else those with any code.
std::vector<std::size_t> columns_for_codes(const Draft& draft, const About& about,
                                           const std::vector<syntax::Name>& codes) {
    std::vector<std::size_t> closed;
    std::vector<std::size_t> open;
    const auto& fields = draft.contract.record(about.record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (std::find(about.same.begin(), about.same.end(), i) != about.same.end()) continue;
        if (!holds_all(draft, fields[i], codes)) continue;
        (is_closed(fields[i]) ? closed : open).push_back(i);
    }
    return closed.empty() ? open : closed;
}

void ask_which_field(Draft& draft, const std::vector<syntax::Name>& codes, std::string_view record) {
    draft
        .error(Code::code_field_unsaid, codes.front().span,
               fmt::format("in which field of a {} does \"{}\" stand?", record, codes.front().text))
        .with_help(fmt::format("write the name of the field before the code: `Entry Type \"{}\"`", codes.front().text));
}

std::optional<std::size_t> code_field(Draft& draft, const About& about, const CountRuleSentence& rule) {
    const model::Record& record = draft.contract.record(about.record);
    if (!rule.field) {
        const auto columns = columns_for_codes(draft, about, rule.codes);
        if (columns.size() == 1) return columns.front();
        ask_which_field(draft, rule.codes, record.name);
        return std::nullopt;
    }
    const auto column = find_field(draft, about.record, rule.field->text);
    if (!column) {
        draft
            .error(Code::wrong_sort_of_name, rule.field->span,
                   fmt::format("a {} has no field `{}`", record.name, rule.field->text))
            .with_help(fmt::format("name a field of a {}", record.name));
        return std::nullopt;
    }
    for (const syntax::Name& code : rule.codes) {
        if (code_in_field(draft, record.fields[*column], code.text)) continue;
        draft
            .error(Code::group_of_nothing, code.span,
                   fmt::format("\"{}\" can never stand in `{}`", code.text, rule.field->text))
            .with_help("write one of the codes that the field may have");
        return std::nullopt;
    }
    return column;
}

model::Value value_of(const Draft& draft, const About& about, std::size_t column, const syntax::Name& code) {
    return code_in_field(draft, draft.contract.record(about.record).fields[column], code.text)
        .value_or(model::Value(code.text));
}

std::optional<About> with_codes(Draft& draft, const CountRuleSentence& sentence, const About& about, Rule& rule) {
    const auto column = code_field(draft, about, sentence);
    if (!column) return std::nullopt;
    rule.field = *column;
    rule.one = value_of(draft, about, *column, sentence.codes[0]);
    if (sentence.codes.size() < 3) return about;
    rule.other = value_of(draft, about, *column, sentence.codes[1]);
    rule.made = value_of(draft, about, *column, sentence.codes[2]);
    const bool one_of_both = rule.made == rule.one || rule.made == rule.other;
    if (sentence.what != CountRuleSentence::What::loses || one_of_both) return about;
    draft
        .error(Code::group_of_nothing, sentence.codes[2].span,
               fmt::format("\"{}\" is neither of the two", sentence.codes[2].text))
        .with_help(fmt::format("name \"{}\" or \"{}\"", sentence.codes[0].text, sentence.codes[1].text));
    return std::nullopt;
}

std::optional<About> read_each_once(Draft& draft, const CountRuleSentence& sentence, Rule& rule) {
    const auto about = about_group(draft, *sentence.group);
    if (!about) return std::nullopt;
    const auto column = find_field(draft, about->record, sentence.field->text);
    const model::Record& record = draft.contract.record(about->record);
    const bool same = column && std::find(about->same.begin(), about->same.end(), *column) != about->same.end();
    if (!column || same || record.fields[*column].unique) {
        draft
            .error(Code::group_of_nothing, sentence.field->span,
                   !column ? fmt::format("a {} has no field `{}`", record.name, sentence.field->text)
                   : same  ? fmt::format("all {} of a {} have the same `{}`", record.plural, sentence.group->text,
                                         sentence.field->text)
                           : fmt::format("no two {} have the same `{}`", record.plural, sentence.field->text))
            .with_help("name a field that may be the same in several of them, such as a code");
        return std::nullopt;
    }
    rule.field = *column;
    return about;
}

/// The date by which a record falls in a period, else its only date.
std::optional<std::size_t> day_column(Draft& draft, model::RecordId id, Span span) {
    const model::Record& record = draft.contract.record(id);
    if (record.falls_in.is_set()) {
        const auto* date = std::get_if<model::TermRef>(&draft.expression(record.falls_in).node);
        const auto* field =
            date != nullptr ? std::get_if<model::FieldSource>(&draft.contract.term(date->term).source) : nullptr;
        if (field != nullptr && field->record == id && record.fields[field->column].kind.base == model::KindBase::date)
            return field->column;
    }
    std::vector<std::size_t> dates;
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        if (record.fields[i].kind.base == model::KindBase::date) dates.push_back(i);
    if (dates.size() == 1) return dates.front();
    draft
        .error(Code::day_of_record_unsaid, span,
               fmt::format("a {} is later than another by which of its dates?", record.name))
        .with_help(fmt::format("write `A {} falls in the {} of its ...`, with the date that counts", record.name,
                               draft.contract.period_name));
    return std::nullopt;
}

bool read_length(Draft& draft, const CountRuleSentence& sentence, Rule& rule) {
    const std::string& unit = sentence.unit;
    const auto whole = exact::whole_int64(sentence.length);
    rule.unit = unit.starts_with("month")  ? model::Span::months
                : unit.starts_with("week") ? model::Span::weeks
                : unit.starts_with("year") ? model::Span::years
                                           : model::Span::days;
    if (whole && *whole >= 0 && (rule.unit != model::Span::days || unit.starts_with("day"))) {
        rule.length = *whole;
        return true;
    }
    draft.error(Code::wrong_kind, sentence.span, fmt::format("a record is later by whole days, weeks, months or years"))
        .with_help("write for example `90 days`");
    return false;
}

std::optional<About> read_after_earlier(Draft& draft, const CountRuleSentence& sentence, Rule& rule) {
    const Entity* entity = expect(draft, *sentence.record, Entity::What::record);
    if (entity == nullptr || !read_length(draft, sentence, rule)) return std::nullopt;
    if (sentence.record_again->text != sentence.record->text) {
        draft
            .error(Code::group_of_nothing, sentence.record_again->span,
                   fmt::format("the earlier one is a {} too", sentence.record->text))
            .with_help(fmt::format("write `the last earlier {}`", sentence.record->text));
        return std::nullopt;
    }
    About about{entity->record, {}};
    for (const syntax::Name& name : sentence.same) {
        const auto column = find_field(draft, about.record, name.text);
        if (!column) {
            draft
                .error(Code::wrong_sort_of_name, name.span,
                       fmt::format("a {} has no field `{}`", sentence.record->text, name.text))
                .with_help(fmt::format("name a field of a {}", sentence.record->text));
            return std::nullopt;
        }
        about.same.push_back(*column);
    }
    const auto date = day_column(draft, about.record, sentence.record->span);
    if (!date) return std::nullopt;
    rule.date = *date;
    rule.that_counted = sentence.that_counted;
    return about;
}

/// The kinds of record that have such a code.
std::vector<model::RecordId> records_with_codes(const Draft& draft, const CountRuleSentence& sentence) {
    std::vector<model::RecordId> found;
    for (std::size_t i = 0; i < draft.contract.records.size(); ++i) {
        const model::RecordId id(i);
        if (draft.contract.record(id).group) continue;
        if (sentence.field && !find_field(draft, id, sentence.field->text)) continue;
        if (!columns_for_codes(draft, {id, {}}, sentence.codes).empty()) found.push_back(id);
    }
    return found;
}

std::optional<About> read_once_in(Draft& draft, const CountRuleSentence& sentence, Rule& rule) {
    const auto records = records_with_codes(draft, sentence);
    if (records.size() != 1) {
        ask_which_field(draft, sentence.codes, records.empty() ? "record" : "record of this agreement");
        return std::nullopt;
    }
    About about{records.front(), {}};
    const model::Record& record = draft.contract.record(about.record);
    if (!sentence.for_each) {
        draft
            .error(Code::once_for_whom_unsaid, sentence.codes.front().span,
                   fmt::format("\"{}\" counts once for whom? It may be once for each person, or once in all",
                               sentence.codes.front().text))
            .with_help(fmt::format("write `\"{}\" counts once for each ...`, with a field of a {}",
                                   sentence.codes.front().text, record.name));
        return std::nullopt;
    }
    const auto whom = find_field(draft, about.record, sentence.for_each->text);
    if (!whom) {
        draft
            .error(Code::wrong_sort_of_name, sentence.for_each->span,
                   fmt::format("a {} has no field `{}`", record.name, sentence.for_each->text))
            .with_help(fmt::format("name the field of a {} that says for whom", record.name));
        return std::nullopt;
    }
    about.same.push_back(*whom);
    if (sentence.within) {
        const auto unit = find_unit(draft, sentence.within->text);
        if (!unit) {
            report_unknown(draft, *sentence.within, "a period");
            return std::nullopt;
        }
        rule.within = *unit;
    }
    return with_codes(draft, sentence, about, rule);
}

/// What comes first must be certain: an order that is said, or a field that tells any two apart.
bool has_order(Draft& draft, model::RecordId id, Span span) {
    const model::Record& record = draft.contract.record(id);
    const bool unique =
        std::any_of(record.fields.begin(), record.fields.end(), [](const model::Field& field) { return field.unique; });
    if (unique || !record.count_order.empty()) return true;
    draft
        .error(
            Code::order_leaves_ties, span,
            fmt::format("nothing says which of two {} comes first, so which of them counts is not said", record.plural))
        .with_help("give the record a field that is `unique`");
    return false;
}

void lower_count_rule(Draft& draft, const CountRuleSentence& sentence, const StandingSentence& standing) {
    using What = CountRuleSentence::What;
    Rule rule;
    rule.clause = standing.clause;
    rule.what = static_cast<Rule::What>(sentence.what);
    std::optional<About> about;
    switch (sentence.what) {
        case What::each_once: about = read_each_once(draft, sentence, rule); break;
        case What::loses:
        case What::replaced:
            about = about_group(draft, *sentence.group);
            if (about) about = with_codes(draft, sentence, *about, rule);
            break;
        case What::after_earlier: about = read_after_earlier(draft, sentence, rule); break;
        case What::once_in: about = read_once_in(draft, sentence, rule); break;
    }
    if (!about || !has_order(draft, about->record, sentence.span)) return;
    rule.same = about->same;
    draft.contract.records[about->record.index()].count_rules.push_back(std::move(rule));
}

void read_order(Draft& draft, const syntax::CountOrderSentence& order) {
    const Entity* entity = expect(draft, order.records, Entity::What::record);
    if (entity == nullptr) return;
    const model::RecordId id = entity->record;
    std::vector<syntax::Name> then_by(order.by.begin() + 1, order.by.end());
    auto columns = order_of_fields(draft, id, order.by.front(), then_by);
    if (!columns) return;
    model::Record& record = draft.contract.records[id.index()];
    if (!record.count_order.empty()) {
        draft
            .error(Code::said_twice, order.span,
                   fmt::format("the order in which the {} are taken is said twice; it can be said once", record.plural))
            .with_help("take one of the two sentences away");
        return;
    }
    record.count_order = std::move(*columns);
}

/// The clauses named hold rules of those records, and an order in time begins with their day.
void check_order(Draft& draft, const syntax::CountOrderSentence& order) {
    const Entity* entity = draft.find(order.records.text);
    if (entity == nullptr || entity->what != Entity::What::record) return;
    const model::Record& record = draft.contract.record(entity->record);
    if (record.count_order.empty()) return;
    const auto& rules = record.count_rules;
    const auto number = [&](const Rule& rule) { return draft.contract.clause(rule.clause).number; };
    if (std::none_of(rules.begin(), rules.end(),
                     [&](const Rule& rule) { return lists(draft, order.clauses, number(rule)); })) {
        draft
            .error(Code::group_of_nothing, order.clauses.span,
                   fmt::format("none of these clauses says which {} count beside others", record.plural))
            .with_help("name the clauses that do");
        return;
    }
    for (const Rule& rule : rules) {
        if (rule.what != Rule::What::after_earlier || rule.date == record.count_order.front()) continue;
        draft
            .error(Code::order_leaves_ties, order.by.front().span,
                   fmt::format("clause {} asks which {} is earlier, so the order begins with `{}`", number(rule),
                               record.name, record.fields[rule.date].name))
            .with_help(fmt::format("write `in the order of {} and then of ...`", record.fields[rule.date].name));
        return;
    }
}

}  // namespace

void lower_count_rules(Draft& draft) {
    const auto each = [&](auto&& act) {
        for (const StandingSentence& standing : draft.sentences) {
            const InClause here(draft, standing.number);
            act(standing);
        }
    };
    each([&](const StandingSentence& standing) {
        if (const auto* order = std::get_if<syntax::CountOrderSentence>(&standing.sentence->form))
            read_order(draft, *order);
    });
    each([&](const StandingSentence& standing) {
        if (const auto* rule = std::get_if<CountRuleSentence>(&standing.sentence->form))
            lower_count_rule(draft, *rule, standing);
    });
    each([&](const StandingSentence& standing) {
        if (const auto* order = std::get_if<syntax::CountOrderSentence>(&standing.sentence->form))
            check_order(draft, *order);
    });
}

}  // namespace concordat::check
