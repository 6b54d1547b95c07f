// engine/parse/declared_places.cpp · room: parse
// What:  the declared names of all blocks with their places.
#include "parse/declared_places.h"

#include <iterator>
#include <set>
#include <utility>

#include "parse/grammar.h"

namespace concordat::parse {

std::vector<DeclaredName> declared_places(const source::SourceText& text, const Outline& outline) {
    std::vector<DeclaredName> places;
    std::set<std::string> seen;
    Grammar grammar;
    for (const Block& block : outline.blocks) {
        std::vector<Word> words;
        for (const Part& part : block.parts) {
            if (part.is_table) {
                words.push_back({WordKind::table, Grammar::type_of(WordKind::table), {}, part.text, part.table});
                continue;
            }
            auto more = grammar.words_of(text.slice(part.text), part.text.begin);
            words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        }
        for (DeclaredName& name : names_declared_by(words, outline.tables)) {
            if (!name.span.empty() && seen.insert(name.text).second) places.push_back(std::move(name));
        }
    }
    return places;
}

}  // namespace concordat::parse
