// engine/session/incorporated.h · room: session
// What:  the documents that a contract incorporates, read and put behind its own text. One that is missing, goes in a circle
//        or has another title is one diagnostic, where it is named.
#pragma once

#include "session/file_reader.h"
#include "source/diagnostic.h"
#include "source/source_text.h"

namespace concordat::session {

/// Appends every document that `text` incorporates, a document before those that it incorporates itself.
[[nodiscard]] source::Diagnostics append_incorporated(const FileReader& files, source::SourceText& text);

}  // namespace concordat::session
