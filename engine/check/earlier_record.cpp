// engine/check/earlier_record.cpp · room: check
// What:  the record before this one, and records that are counted once in so many days.
// Source: findings N46, N49.

#include <algorithm>

#include <fmt/format.h>

#include "check/earlier_record.h"

namespace concordat::check {

namespace {

std::optional<std::size_t> field_named(Draft& draft, model::RecordId record, const syntax::Name& name, bool date) {
    const auto field = find_field(draft, record, name.text);
    const auto& owner = draft.contract.record(record);
    if (field && (!date || owner.fields[*field].kind.base == model::KindBase::date)) return field;
    draft
        .error(Code::wrong_sort_of_name, name.span,
               field ? fmt::format("`{}` is {}; the order goes by a date first", name.text,
                                   describe(owner.fields[*field].kind))
                     : fmt::format("a {} has no field `{}`", owner.name, name.text))
        .with_help(fmt::format("name a field of a {}{}", owner.name, date ? " whose kind is `date`" : ""));
    return std::nullopt;
}

/// The order must put one of any two behind the other: its last field is the unique one.
bool leaves_no_ties(Draft& draft, model::RecordId record, const std::vector<std::size_t>& by, Span span) {
    const auto& owner = draft.contract.record(record);
    if (std::any_of(by.begin(), by.end(), [&](std::size_t column) { return owner.fields[column].unique; })) return true;
    const auto unique =
        std::find_if(owner.fields.begin(), owner.fields.end(), [](const model::Field& one) { return one.unique; });
    draft
        .error(
            Code::order_leaves_ties, span,
            fmt::format("two {} may stand level in this order, and which is the last is not said then", owner.plural))
        .with_help(unique == owner.fields.end()
                       ? std::string("give the record a field that is `unique`, and end the order with it")
                       : fmt::format("add `and then by {}`, which tells any two apart", unique->name));
    return false;
}

/// `with any Provider` or `with the same Provider` is said where the record names one.
bool with_whom(Draft& draft, const syntax::EarlierRecord& written, model::RecordId record, model::EarlierRecord& node) {
    const auto& fields = draft.contract.record(record).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const model::Field& field = fields[i];
        if (field.kind.base != model::KindBase::party || field.name == written.same.text) continue;
        const std::string role = field.kind.role.is_set() ? draft.contract.role(field.kind.role).name : field.name;
        const bool named = written.with && (written.with->text == role || written.with->text == field.name);
        if (named && written.with_same) node.same.push_back(i);
        if (named) return true;
        draft
            .error(Code::earlier_with_whom_unsaid, written.record.span,
                   fmt::format("an earlier {} may have been with the same {} or with another; the text says which are "
                               "meant",
                               written.record.text, role))
            .with_help(fmt::format("write `with any {}` or `with the same {}`", role, role));
        return false;
    }
    return true;
}

Kind kind_of_record(model::RecordId record) {
    Kind kind;
    kind.base = model::KindBase::record;
    kind.record = record;
    return kind;
}

/// `not after its Started`; without these words the one other date that the record has.
std::optional<std::size_t> start_field(Draft& draft, const syntax::EarlierRecord& written, model::RecordId record,
                                       std::size_t by) {
    if (written.not_after) return field_named(draft, record, *written.not_after, true);
    const auto& fields = draft.contract.record(record).fields;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i != by && fields[i].kind.base == model::KindBase::date) others.push_back(i);
    }
    if (others.size() == 1) return others.front();
    draft
        .error(Code::day_of_record_unsaid, written.by.span,
               fmt::format("an earlier {} is one whose `{}` is not after which date of this one?", written.record.text,
                           written.by.text))
        .with_help(
            fmt::format("write `by {} not after its ...`, with the date on which this one begins", written.by.text));
    return std::nullopt;
}

}  // namespace

/// The fields of the order, the first of them a date.
std::optional<std::vector<std::size_t>> order_of_fields(Draft& draft, model::RecordId record, const syntax::Name& by,
                                                        const std::vector<syntax::Name>& then_by) {
    std::vector<std::size_t> columns;
    const auto first = field_named(draft, record, by, true);
    if (!first) return std::nullopt;
    columns.push_back(*first);
    for (const syntax::Name& name : then_by) {
        const auto next = field_named(draft, record, name, false);
        if (!next) return std::nullopt;
        columns.push_back(*next);
    }
    if (!leaves_no_ties(draft, record, columns, then_by.empty() ? by.span : then_by.back().span)) return std::nullopt;
    return columns;
}

MaybeLowered lower_earlier(Draft& draft, const syntax::EarlierRecord& written, Span span, const Scope& scope) {
    const Entity* entity = expect(draft, written.record, Entity::What::record);
    if (entity == nullptr) return std::nullopt;
    if (scope.record != entity->record) {
        draft
            .error(Code::its_of_nothing, written.record.span,
                   fmt::format("earlier than which {}? This clause is not about each {}", written.record.text,
                               written.record.text))
            .with_help(fmt::format("begin the clause with `For each {}, ...`", written.record.text));
        return std::nullopt;
    }
    model::EarlierRecord node;
    node.record = entity->record;
    const auto same = field_named(draft, node.record, written.same, false);
    if (!same || !with_whom(draft, written, node.record, node)) return std::nullopt;
    node.same.push_back(*same);
    std::sort(node.same.begin(), node.same.end());
    auto by = order_of_fields(draft, node.record, written.by, written.then_by);
    const auto start = by ? start_field(draft, written, node.record, by->front()) : std::nullopt;
    if (!start) return std::nullopt;
    node.by = std::move(*by);
    node.not_after = *start;
    node.that_counts = written.that_counts;
    const Kind kind = kind_of_record(node.record);
    return made(draft, std::move(node), kind, span);
}

void lower_counted_once(Draft& draft, const syntax::CountedOnceSentence& sentence) {
    const Entity* entity = expect(draft, sentence.record, Entity::What::record);
    if (entity == nullptr) return;
    const model::RecordId record = entity->record;
    const auto same = field_named(draft, record, sentence.for_each, false);
    auto by = order_of_fields(draft, record, sentence.by, sentence.then_by);
    if (!same || !by) return;
    const model::TermId date = draft.contract.record(record).fields[by->front()].term;
    model::EarlierRecord node;
    node.record = record;
    node.same = {*same};
    node.by = std::move(*by);
    node.in_order = true;
    const ExprId earlier = draft.add(std::move(node), kind_of_record(record), sentence.span);
    const Axis axis{Axis::Type::record, {}, {}, record, {}};
    const ExprId then = draft.add(model::TermRef{date, {{axis, earlier, 0}}, std::nullopt}, Kind::date());
    const ExprId now = draft.add(model::TermRef{date, {}, std::nullopt}, Kind::date());
    const model::Span unit = sentence.unit.starts_with("month")  ? model::Span::months
                             : sentence.unit.starts_with("week") ? model::Span::weeks
                             : sentence.unit.starts_with("year") ? model::Span::years
                                                                 : model::Span::days;
    const ExprId length = draft.add(model::Constant{sentence.length}, Kind::number());
    const ExprId last = draft.add(model::DateShift{then, length, unit}, Kind::date());
    const ExprId again = draft.add(model::Compare{model::CompareOp::at_most, now, last}, Kind::yes_no());
    const ExprId counts = draft.add(model::Not{again}, Kind::yes_no(), sentence.span);
    draft.contract.records[record.index()].left_out_unless.push_back(counts);
}

}  // namespace concordat::check
