// engine/source/render.h · room: source
// What:  diagnostics as text for a terminal, a line each for editors, or JSON. One file each under source/.
#pragma once

#include <string>

#include "source/diagnostic.h"

namespace concordat::source {

struct RenderOptions {
    bool colour = false;
};

/// error E203: `Gain pool` is not a defined term
///   clause 3.2, riverside.contract.md:38:5
///     3.2 Gain pool shall not exceed £1,500,000.
///         ^^^^^^^^^
///   help: did you mean `Gain Pool` (defined in clause 3.1)?
/// then, for more than one, a blank line between them and a line of totals ("5 errors, 1 warning"). All three forms
/// list Diagnostics::shown() in the order given (sort first) and say how many more there were. Control characters in a
/// name or a quoted line never reach the terminal.
[[nodiscard]] std::string render_terminal(const Diagnostics& diagnostics, RenderOptions options = {});
[[nodiscard]] std::string render_terminal(const Diagnostic& diagnostic, RenderOptions options = {});
/// file:line:column: error E203: message (clause 3.2)
[[nodiscard]] std::string render_short(const Diagnostics& diagnostics);
/// {"diagnostics":[{code,severity,message,clause,file,line,column,length,quoted,mark_from,labels,help}],
///  "errors":n,"warnings":n,"advice":n}; a label has {file,line,column,length,quoted,mark_from,text}.
/// `length` characters are marked, from character `mark_from` of `quoted`, counted from 0.
[[nodiscard]] std::string render_json(const Diagnostics& diagnostics);

}  // namespace concordat::source
