// engine/check/bands.cpp · room: check
// What:  band tables: rows without gaps and overlaps, edges owned by one side, both ends reached.
// Source: language.md rows B1-B3, section 8; share-algebra K2 (slices are continuous, so who owns an edge does not
//         matter; for whole amounts and steps it does, and the heading must say).

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

/// "above" / "more than": the edge is not in; "from" / "at least": it is. "up to and including" / "up to": in or asked;
/// "below" / "less than": not in.
enum class Edge { included, excluded, unstated };

struct Headings {
    std::string subject;
    Edge lower = Edge::unstated, upper = Edge::unstated;
    std::size_t lower_column = 0, upper_column = 1, value_column = 2;
    bool found = false;
};

bool ends_with_words(std::string_view text, std::string_view words) {
    return text == words ||
           (text.size() > words.size() && text.ends_with(words) && text[text.size() - words.size() - 1] == ' ');
}

std::optional<Edge> lower_edge(std::string_view heading) {
    for (const std::string_view words : {"above", "more than", "over"})
        if (ends_with_words(heading, words)) return Edge::excluded;
    for (const std::string_view words : {"from", "at least", "From"})
        if (ends_with_words(heading, words)) return Edge::included;
    return std::nullopt;
}

std::optional<Edge> upper_edge(std::string_view heading) {
    for (const std::string_view words : {"up to and including", "not more than", "at most"})
        if (ends_with_words(heading, words)) return Edge::included;
    for (const std::string_view words : {"below", "less than"})
        if (ends_with_words(heading, words)) return Edge::excluded;
    for (const std::string_view words : {"up to", "to"})
        if (ends_with_words(heading, words)) return Edge::unstated;
    return std::nullopt;
}

std::optional<Headings> read_headings(Draft& draft, const syntax::Table& table) {
    Headings headings;
    std::optional<std::size_t> lower, upper, value;
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
        const std::string& text = table.headings[i].text;
        if (const auto edge = upper_edge(text)) upper = i, headings.upper = *edge;
        else if (const auto from = lower_edge(text)) lower = i, headings.lower = *from;
        else value = i;
    }
    if (!lower || !upper || !value || table.headings.size() != 3) {
        draft
            .error(Code::band_headings, table.headings.front().span,
                   "the headings of this band table do not say where a band begins, where it ends and what holds there")
            .with_help(
                "head the columns for example `Saving above | up to and including | Rate`, or `Delivery from | below | "
                "Rate`");
        return std::nullopt;
    }
    headings.lower_column = *lower;
    headings.upper_column = *upper;
    headings.value_column = *value;
    return headings;
}

/// Slices are continuous: any wording will do. Whole amounts and steps jump at an edge, which must belong to one side.
bool edges_said(Draft& draft, const Headings& headings, bool slices, const syntax::Table& table) {
    if (slices) return true;
    if (headings.upper == Edge::unstated) {
        draft
            .error(Code::edge_unstated, table.headings[headings.upper_column].span,
                   fmt::format(
                       "`{}` does not say whether the edge itself belongs to the band; at an edge the amount jumps",
                       table.headings[headings.upper_column].text))
            .with_help(headings.lower == Edge::included
                           ? "write `below`: the edge then belongs to the band that begins there"
                           : "write `up to and including`: the edge then belongs to the band that ends there");
        return false;
    }
    if ((headings.lower == Edge::included) == (headings.upper == Edge::included)) {
        const bool both = headings.lower == Edge::included;
        draft
            .error(Code::edge_unstated, table.headings[headings.upper_column].span,
                   fmt::format("`{}` beside `{}` gives an edge to {}", table.headings[headings.upper_column].text,
                               table.headings[headings.lower_column].text, both ? "two bands" : "no band"))
            .with_help("pair `above` with `up to and including`, or `from` with `below`");
        return false;
    }
    return true;
}

std::string words_of(const Draft& draft, ExprId id) { return draft.expression(id).words; }

/// Same figure, or the same words.
bool same_edge(const Draft& draft, ExprId a, ExprId b) {
    const auto* left = std::get_if<model::Constant>(&draft.expression(a).node);
    const auto* right = std::get_if<model::Constant>(&draft.expression(b).node);
    if (left != nullptr && right != nullptr) return left->value == right->value;
    return (left == nullptr) == (right == nullptr) && words_of(draft, a) == words_of(draft, b);
}

std::optional<exact::Ratio> figure(const Draft& draft, ExprId id) {
    const auto* constant = std::get_if<model::Constant>(&draft.expression(id).node);
    if (constant == nullptr || !std::holds_alternative<exact::Ratio>(constant->value)) return std::nullopt;
    return std::get<exact::Ratio>(constant->value);
}

/// An edge as a figure on some scale: £5, or 2% of Target Cost.
struct OnScale {
    exact::Ratio figure;
    std::string scale;
};

std::optional<OnScale> on_scale(const Draft& draft, ExprId id) {
    if (const auto plain = figure(draft, id)) return OnScale{*plain, {}};
    const auto* share = std::get_if<model::Arithmetic>(&draft.expression(id).node);
    if (share == nullptr || share->op != model::ArithmeticOp::multiply) return std::nullopt;
    const auto factor = figure(draft, share->left);
    if (!factor) return std::nullopt;
    return OnScale{*factor, words_of(draft, share->right)};
}

bool rows_join(Draft& draft, const model::BandRow& before, const model::BandRow& row, const syntax::Row& written,
               const Headings& headings) {
    if (!before.to.is_set() || !row.from.is_set()) {
        draft
            .error(Code::band_overlap, written.cells[headings.lower_column].span,
                   before.to.is_set()
                       ? "this band has no lower limit, and another stands above it; the two overlap"
                       : "the band above has no upper limit, and this one begins inside it; the two overlap")
            .with_help("only the first band may have no lower limit and only the last no upper limit");
        return false;
    }
    // A row may be lost between the two.
    if (same_edge(draft, before.to, row.from) || is_broken(draft, draft.clause_now)) return true;
    const auto end = on_scale(draft, before.to);
    const auto begin = on_scale(draft, row.from);
    const bool overlap = end && begin && end->scale == begin->scale && begin->figure < end->figure;
    const Span span = written.cells[headings.lower_column].span;
    draft
        .error(overlap ? Code::band_overlap : Code::band_gap, span,
               overlap ? fmt::format("this band begins at {}, before the one above it ends at {}",
                                     words_of(draft, row.from), words_of(draft, before.to))
                       : fmt::format("between {} and {} no band holds", words_of(draft, before.to),
                                     words_of(draft, row.from)))
        .with_help(fmt::format("let this band begin at {}, or the one above end at {}", words_of(draft, before.to),
                               words_of(draft, row.from)));
    return false;
}

bool row_rises(Draft& draft, const model::BandRow& row, const syntax::Row& written, const Headings& headings) {
    if (!row.from.is_set() || !row.to.is_set()) return true;
    const auto begin = on_scale(draft, row.from);
    const auto end = on_scale(draft, row.to);
    if (!begin || !end || begin->scale != end->scale || begin->figure < end->figure) return true;
    draft
        .error(Code::band_upside_down, written.cells[headings.upper_column].span,
               fmt::format("this band ends at {}, not above where it begins at {}", words_of(draft, row.to),
                           words_of(draft, row.from)))
        .with_help("correct one of the two; a band begins at its lower edge and ends above it");
    return false;
}

struct Rows {
    std::vector<model::BandRow> rows;
    Kind value;
};

std::optional<Rows> read_rows(Draft& draft, const syntax::Table& table, const Headings& headings, const Kind& subject,
                              const Scope& scope) {
    using Special = syntax::Cell::Special;
    Rows rows;
    std::optional<Kind> value_kind;
    bool whole = true;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const syntax::Row& written = table.rows[i];
        model::BandRow row;
        row.from_included = headings.lower == Edge::included;
        row.to_included = headings.upper == Edge::included;
        for (const auto& [column, place] :
             {std::pair{headings.lower_column, &row.from}, std::pair{headings.upper_column, &row.to}}) {
            const syntax::Cell& cell = written.cells[column];
            if (cell.special == Special::no_limit) continue;
            const auto edge = lower_cell(draft, cell, scope, &subject);
            if (!edge || !same_kind(draft, subject, edge->kind, cell.span, "be compared")) whole = false;
            else *place = edge->id;
        }
        const auto value =
            lower_cell(draft, written.cells[headings.value_column], scope, value_kind ? &*value_kind : nullptr);
        if (!value) whole = false;
        if (!whole) continue;
        value_kind = value_kind ? same_kind(draft, *value_kind, value->kind, written.cells[headings.value_column].span,
                                            "stand in one column")
                                : value->kind;
        if (!value_kind) return std::nullopt;
        row.rate = value->id;
        whole = whole && row_rises(draft, row, written, headings) &&
                (rows.rows.empty() || rows_join(draft, rows.rows.back(), row, written, headings));
        rows.rows.push_back(row);
    }
    if (!whole || rows.rows.empty()) return std::nullopt;
    rows.value = *value_kind;
    return rows;
}

bool ends_reached(Draft& draft, const Rows& rows, const syntax::Table& table, const Headings& headings) {
    if (!rows.rows.back().to.is_set()) return true;
    draft
        .error(Code::band_end_open, table.rows.back().cells[headings.upper_column].span,
               fmt::format("nothing is said above {}", words_of(draft, rows.rows.back().to)))
        .with_help("end the last band with `no limit` (at 0% when nothing is due there)");
    return false;
}

}  // namespace

namespace {

/// `in the same way as under clause n`: the table there, on another amount.
std::optional<syntax::Banded> bands_under(Draft& draft, const syntax::Banded& banded) {
    std::vector<const syntax::Banded*> found;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        const auto* bands = definition == nullptr ? nullptr : std::get_if<syntax::Banded>(&definition->body);
        if (bands != nullptr && standing.number == banded.as_under->text && !bands->as_under) found.push_back(bands);
    }
    if (found.size() == 1 && found.front()->slices == banded.slices) {
        syntax::Banded again = *found.front();
        again.of = banded.of;
        return again;
    }
    if (!is_broken(draft, banded.as_under->text))
        draft
            .error(Code::bands_of_no_clause, banded.as_under->span,
                   found.size() == 1 ? fmt::format("the bands of clause {} are {}", banded.as_under->text,
                                                   banded.slices ? "for the whole amount" : "slice by slice")
                                     : fmt::format("clause {} has {} band tables", banded.as_under->text, found.size()))
            .with_help(
                "name the clause whose table is meant, in the words that stand there: `banded slice by slice` or "
                "`banded as a whole`");
    return std::nullopt;
}

/// From the figure out to the target, each band's stretch at its rate: what the bands give for the target less what
/// they give for the figure.
MaybeLowered lower_outwards(Draft& draft, const syntax::Banded& banded, const Scope& scope) {
    syntax::Banded inner = banded;
    inner.outwards_from = nullptr;
    const auto here = lower_banded(draft, inner, scope);
    inner.of = banded.outwards_from;
    const auto target = here ? lower_banded(draft, inner, scope) : std::nullopt;
    if (!here || !target ||
        !same_kind(draft, target->kind, here->kind, banded.outwards_from->span, "be measured by one table"))
        return std::nullopt;
    return made(draft, model::Arithmetic{model::ArithmeticOp::subtract, target->id, here->id, {}, {}}, here->kind,
                banded.of->span);
}

}  // namespace

MaybeLowered lower_banded(Draft& draft, const syntax::Banded& banded, const Scope& scope) {
    if (banded.as_under) {
        const auto again = bands_under(draft, banded);
        return again ? lower_banded(draft, *again, scope) : std::nullopt;
    }
    if (banded.outwards_from != nullptr) return lower_outwards(draft, banded, scope);
    const auto of = lower_amount(draft, *banded.of, scope);
    const auto headings = read_headings(draft, banded.table);
    if (!of || !headings || !edges_said(draft, *headings, banded.slices, banded.table)) return std::nullopt;
    const auto rows = read_rows(draft, banded.table, *headings, of->kind, scope);
    if (!rows || !ends_reached(draft, *rows, banded.table, *headings)) return std::nullopt;
    const auto kind =
        product_kind(draft, rows->value, of->kind, banded.table.rows.front().cells[headings->value_column].span);
    if (!kind) return std::nullopt;
    Kind result = *kind;
    if (of->kind.is_pure() && rows->value.is_percentage()) result.flavour = of->kind.flavour;
    const auto mode = banded.slices ? model::BandMode::slices : model::BandMode::whole_amount;
    return Lowered{draft.add(model::Band{mode, of->id, rows->rows, banded.mirrored}, result, banded.of->span), result};
}

MaybeLowered lower_stepped(Draft& draft, const syntax::Stepped& stepped, const Scope& scope) {
    const auto of = lower_amount(draft, *stepped.by.front(), scope);
    if (!of) return std::nullopt;
    if (stepped.table.headings.size() == 2) {  // a value for each code, member or party
        model::Choose choose;
        std::optional<Kind> kind;
        std::vector<Span> spans;
        for (const syntax::Row& row : stepped.table.rows) {
            const auto value = lower_cell(draft, row.cells[1], scope, kind ? &*kind : nullptr);
            if (!value) return std::nullopt;
            kind = kind ? same_kind(draft, *kind, value->kind, row.cells[1].span, "stand in one column") : value->kind;
            if (!kind) return std::nullopt;
            if (row.cells[0].special == syntax::Cell::Special::any_other ||
                row.cells[0].special == syntax::Cell::Special::any) {
                choose.otherwise = value->id;
                continue;
            }
            MaybeLowered test;
            if (row.cells[0].test != nullptr) test = lower_test(draft, *row.cells[0].test, *of, scope);
            else if (const auto key = lower_cell(draft, row.cells[0], scope, &of->kind)) {
                if (same_kind(draft, of->kind, key->kind, row.cells[0].span, "be compared"))
                    test = Lowered{draft.add(model::Compare{model::CompareOp::equal, of->id, key->id}, Kind::yes_no(),
                                             row.cells[0].span),
                                   Kind::yes_no()};
            }
            if (!test) return std::nullopt;
            choose.cases.push_back({test->id, value->id});
            spans.push_back(row.cells[0].span);
        }
        if (!kind) return std::nullopt;
        check_exclusive(draft, choose, stepped.table.span, spans);
        return Lowered{draft.add(std::move(choose), *kind, stepped.by.front()->span), *kind};
    }
    const auto headings = read_headings(draft, stepped.table);
    if (!headings || !edges_said(draft, *headings, false, stepped.table)) return std::nullopt;
    const auto rows = read_rows(draft, stepped.table, *headings, of->kind, scope);
    if (!rows || !ends_reached(draft, *rows, stepped.table, *headings)) return std::nullopt;
    return Lowered{draft.add(model::Band{model::BandMode::steps, of->id, rows->rows, false}, rows->value,
                             stepped.by.front()->span),
                   rows->value};
}

}  // namespace concordat::check
