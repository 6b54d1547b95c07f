// engine/check/group_examples.cpp · room: check
// What:  worked examples of groups: a row is one group, and a cell holds one code for each of its records.
// Source: findings N22, N49.

#include <fmt/format.h>

#include "check/groups.h"

namespace concordat::check {

void read_group_shown(const Draft& draft, model::Example& example) {
    if (!example.record.is_set()) return;
    for (const model::ExampleColumn& column : example.columns) {
        if (column.use != model::ExampleColumn::Use::gives_term) continue;
        for (const Axis& axis : draft.contract.term(column.term).index) {
            if (axis.type != Axis::Type::record) continue;
            const auto& group = draft.contract.record(axis.record).group;
            if (group && group->of == example.record) example.group = axis.record;
        }
    }
}

void read_several(Draft& draft, const syntax::Cell& cell, const Kind& kind, model::Example::Cell& made) {
    std::size_t from = 0;
    while (from <= cell.text.size()) {
        const std::size_t end = std::min(cell.text.find(',', from), cell.text.size());
        std::string code = folded_words(std::string_view(cell.text).substr(from, end - from));
        while (!code.empty() && code.front() == ' ') code.erase(0, 1);
        if (code.size() > 1 && code.front() == '"' && code.back() == '"') code = code.substr(1, code.size() - 2);
        from = end + 1;
        if (kind.base != model::KindBase::member) {
            made.several.emplace_back(std::move(code));
            continue;
        }
        const Entity* entity = draft.find(code);
        const bool fits = entity != nullptr && entity->what == Entity::What::member && entity->set == kind.set;
        if (fits) made.several.emplace_back(model::Member{entity->set, entity->row});
        else
            draft
                .error_at(Code::example_heading, place_of(draft, cell),
                          fmt::format("`{}` is no {}", code, draft.contract.set(kind.set).name))
                .with_help("write entries of that list, with commas between them");
    }
    if (!made.several.empty()) made.value = made.several.front();
}

}  // namespace concordat::check
