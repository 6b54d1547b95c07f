// engine/parse/declared_places.h · room: parse
// What:  where a contract declares its names, for copies of it in which a name leads to its definition.
#pragma once

#include <vector>

#include "parse/markdown.h"
#include "parse/names.h"
#include "source/source_text.h"

namespace concordat::parse {

/// Every name in the order in which it is declared, with its place: quoted words, cells of tables. The first of a name
/// is its definition.
[[nodiscard]] std::vector<DeclaredName> declared_places(const source::SourceText& text, const Outline& outline);

}  // namespace concordat::parse
